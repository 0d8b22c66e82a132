"""Draws a Plotly specification with the application's own options."""

from __future__ import annotations

import streamlit as st

from ui import theme
from ui.charts.lines import Figure
from ui.text import language


def draw(figure: Figure, *, key: str, alt: str) -> None:
    """The chart, with ``alt`` saying its takeaway to those who cannot see it."""
    st.plotly_chart(figure, key=key, alt=alt, config=theme.chart_config(language()))
