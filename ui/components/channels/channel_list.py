"""Channels on a phone: a name in full on one line, its values with their names below it.

A table would cut either the names or the headings: both are as long as the language, the company's
own channels and its own words for results make them.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from i18n import format as shown
from ui import cache
from ui.components.channels import channel_rows
from ui.components.channels.channel_rows import ChannelRow
from ui.components.results.values import moved
from ui.components.sources.import_issues import plain
from ui.text import _, language, show


def choose(
    every: Sequence[ChannelRow],
    wanted: tuple[str | None, ...],
    *,
    key: str,
    overhead: tuple[str, float] | None = None,
) -> str | None:
    """Draws the rows; gives the channel whose name was selected.

    ``wanted`` are the metrics: the first one has its change. ``overhead`` is the metric of costs
    with what belongs to no channel.
    """
    names = channel_rows.known(every, wanted)
    picked = None
    with st.container(gap="xsmall", key="channel_list"):
        for place, row in enumerate(every):
            with st.container(gap=None):
                label = plain(row.label)
                if row.channel is None:
                    st.markdown(label if place else f"**{label}**")
                elif st.button(
                    label, key=f"{key}_{row.channel}", type="tertiary",
                    icon=":material/chevron_right:", icon_position="right",
                ):  # fmt: skip
                    picked = row.channel
                st.markdown(_values(every, row, names))
        if overhead is not None:
            with st.container(gap=None):
                st.markdown(_("Overhead"))
                st.markdown(f":small[{_part(every, *overhead, None)}]")
    return picked


def _values(every: Sequence[ChannelRow], row: ChannelRow, names: Sequence[str]) -> str:
    """The values with their names; an unknown one is a dash."""
    parts = []
    for name in names:
        one = row.metrics.get(name)
        value, currency = (None, None) if one is None else (one.figure.value, one.figure.currency)
        text = _part(every, name, value, currency)
        change = "" if one is None or name != names[0] else moved(one.change)
        parts.append(f"{text} {change}".strip())
    return f":small[{' · '.join(parts)}]"


def _part(every: Sequence[ChannelRow], name: str, value: float | None, currency: str | None) -> str:
    metric = cache.outcomes().metric(name)
    money = currency or channel_rows.usual_currency(every, name)
    text = shown.format_metric(value, metric.unit, money, language())
    return f":gray[{plain(show(metric.label))}] **{plain(text)}**"
