"""Series breaks as readers meet them: a mark in the chart and a sentence below it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.series import SeriesBreak
from ui.charts.lines import Mark
from ui.components.findings import plain
from ui.text import show


def marks(found: Sequence[SeriesBreak]) -> list[Mark]:
    """The marks of a chart over days."""
    return [Mark(broken.first, broken.last, show(broken.what)) for broken in found]


def notes(found: Sequence[SeriesBreak]) -> None:
    """What the marks mean, for readers who do not hover."""
    for text in dict.fromkeys(show(broken.what) for broken in found):
        st.caption(f":material/arrow_drop_down: {plain(text)}")
