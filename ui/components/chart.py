"""Draws Plotly charts with the application's own config."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui import theme
from ui.chart_layout import Figure
from ui.text import _, language

Point = dict[str, Any]
_LINK = re.compile(r"<(?=\s*/?\s*a\b)", re.IGNORECASE)


def show(
    figure: Figure, *, key: str, alt: str, name: str = "", select: bool = False
) -> list[Point]:
    """Draws a chart that has the colours of the appearance; gives the points that are selected.

    ``name`` is the file name of its picture (PNG), which its toolbar offers; ``select`` makes a
    click on a point run the page (or fragment) again. Points of a chart cannot be reached by
    keyboard: what a click does needs a second way.
    """
    config = theme.chart_config(language(), name or key, _("Download PNG"))
    shown: dict[str, Any] = {"theme": None, "key": key, "alt": alt, "config": config}
    if not select:
        st.plotly_chart(without_links(figure), **shown)
        return []
    picked = st.plotly_chart(
        without_links(figure), **shown, on_select="rerun", selection_mode="points"
    )
    points: list[Point] = picked["selection"]["points"]
    return points


def without_links(part: Any) -> Any:
    """A figure whose texts Plotly makes no links of: names from files may hold the tag ``<a>``.

    The same text is changed in the same way everywhere, so names that belong together still do.
    """
    if isinstance(part, str):
        return _LINK.sub("&lt;", part)
    if isinstance(part, Mapping):
        return {name: without_links(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [without_links(value) for value in part]
    return part
