"""The figures on top of the results page: each one is a switch of the chart below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from metrics.results.outcomes import OutcomeSet
from metrics.results.results import Headline
from ui import cache, device, filters
from ui.components.results.answer import is_growing
from ui.components.results.values import moved, value
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, language, named, show

SHOWN = 5
_FILL = 4
"""So many fill the page's width."""
_ALONE = 240  # pixels of one of fewer
KEY = "figure"  # parameter of the address, and key of the styles


def with_asked(known: Sequence[Headline], asked: str, chosen: Filters) -> Sequence[Headline]:
    """The headline metrics, with the one that the address asks for, if that has a value."""
    if not asked or any(one.figure.metric.id == asked for one in known):
        return known
    found = cache.headlines((asked,), chosen.query(), chosen.compare)
    return [*known, *(one for one in found if one.figure.value is not None)]


def first_ones(known: Sequence[Headline], company: OutcomeSet, asked: str) -> list[Headline]:
    """The metrics that are shown as switches: what counts most, then what executives ask for.

    A metric that the address asks for is one of them.
    """
    by_id = {one.figure.metric.id: one for one in known}
    order = dict.fromkeys((company.main, *company.business.most, *by_id))
    chosen = [by_id[name] for name in order if name in by_id][:SHOWN]
    if asked in by_id and by_id[asked] not in chosen:
        chosen = [*chosen[: SHOWN - 1], by_id[asked]]
    return chosen


def switch(shown_ones: Sequence[Headline]) -> Headline:
    """Draws the switches; gives the chosen metric. Its id is in the address."""
    ids = [one.figure.metric.id for one in shown_ones]
    now = chosen_id(ids)
    key = f"{KEY}_{language()}"
    st.session_state[key] = now
    words = {one.figure.metric.id: _words(one) for one in shown_ones}
    with st.container(key=KEY):
        st.segmented_control(
            _("Metric"), ids, key=key, required=True, width=_width(len(ids)), on_change=_take,
            args=(key,), format_func=named(ids, words.__getitem__), label_visibility="collapsed",
        )  # fmt: skip
    return next(one for one in shown_ones if one.figure.metric.id == now)


def _width(count: int) -> int | Literal["stretch"]:
    """A few switches are as wide as they are among many."""
    return "stretch" if count >= _FILL or device.is_phone() else count * _ALONE


def chosen_id(ids: Sequence[str]) -> str:
    """The metric that the session has chosen, else the first one."""
    now = filters.values().get(KEY)
    return str(now) if now in ids else ids[0]


def _take(key: str) -> None:
    filters.values()[KEY] = st.session_state[key]


def _words(headline: Headline) -> str:
    """Three lines: the name, the value, the change.

    Streamlit tells options apart by their label, so each begins with the metric's name; the last
    character keeps a line that is empty.
    """
    figure = headline.figure
    note = f":gray[{_('provisional')}]" if is_growing(headline) else moved(headline.change)
    name = plain(show(figure.metric.label))
    return f"{name}  \n**{plain(value(figure))}**  \n{note}\u200b"
