"""Draws Plotly charts with the application's own config."""

from __future__ import annotations

import streamlit as st

from ui import theme
from ui.charts.lines import Figure
from ui.text import language


def draw(figure: Figure, *, key: str, alt: str) -> None:
    """Draws the chart; ``alt`` is its takeaway for screen readers."""
    st.plotly_chart(figure, key=key, alt=alt, config=theme.chart_config(language()))
