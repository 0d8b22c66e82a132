"""Filters of the goals, synchronised with the query parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from metrics.goals.progress import Progress
from ui.filters import channel_label
from ui.text import _, named

MOST_WITHOUT_FILTERS = 6  # goals that need no filters


def chosen(found: Sequence[Progress]) -> list[Progress]:
    """The goals of the chosen owner, objective and channel.

    Few goals need no filters, and a filter with one value is not drawn.
    """
    matching = list(found)
    few = len(found) <= MOST_WITHOUT_FILTERS
    fields: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("owner", _("Owner"), str),
        ("objective", _("Business objective"), str),
        ("channel", _("Channel"), channel_label),
    )
    with st.grid(3, min_column_width=180, gap="small") as grid:
        for name, label, label_of in fields:
            values = sorted({getattr(one.goal, name) for one in found} - {""})
            # A filter in the address is drawn even with one value: no one could clear it otherwise.
            if (few or len(values) < 2) and name not in st.query_params:
                continue
            with grid.cell():
                value = _choice(name, label, values, label_of)
            matching = [one for one in matching if not value or getattr(one.goal, name) == value]
    return matching


def _choice(name: str, label: str, values: Sequence[str], label_of: Callable[[str], str]) -> str:
    options = ("", *values)
    _from_url(name, options, "")
    shown = named(options, lambda one: label_of(one) if one else _("All"))
    value: str = st.selectbox(label, options, key=f"goals_{name}", format_func=shown)
    _to_url(name, value, "")
    return value


def _from_url(name: str, options: Sequence[str], usual: str) -> None:
    """Sets the widget from the query parameter in the first run; later the widget decides."""
    key = f"goals_{name}"
    value = st.session_state.get(key, st.query_params.get(name, usual))
    st.session_state[key] = value if value in options else usual


def _to_url(name: str, value: str, usual: str) -> None:
    if value != usual:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
