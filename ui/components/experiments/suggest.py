"""Pairs that can be compared: the largest samples of a kind, next to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import polars as pl
import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import metrics
from metrics.statistics.success_counts import SuccessCounts
from ui import cache
from ui.components.experiments.messages import arm_label, kind_label
from ui.components.sources.import_issues import plain
from ui.filters import Filters, channel_label
from ui.text import _, language, show

_MOST = 5
_KINDS = ("network", "channel")
Pair = tuple[str, tuple[str, str], str, float]  # kind, variants, what they share, sample size


def suggestions(chosen: Filters, metric: str, pick: Callable[[str, tuple[str, str]], None]) -> None:
    """A line per pair with a button that compares it; nothing without any."""
    found = list(_pairs(chosen, metric))[:_MOST]
    if not found:
        return
    st.header(_("Pairs to compare"), anchor=False)
    st.caption(_("{rate}, the largest samples first.", rate=show(metrics()[metric].label)))
    for number, (by, arms, shared, size) in enumerate(found):
        names = f" {_('vs')} ".join(plain(arm_label(arm, by)) for arm in arms)
        cases = _("sample size {n}", n=shown.number(size, language(), 0))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{names}  \n:small[:gray[{plain(shared)} · {cases}]]", width="stretch")
            st.button(_("Compare"), key=f"suggested_{number}", on_click=pick, args=(by, arms))


def _pairs(chosen: Filters, metric: str) -> Iterator[Pair]:
    """Campaigns of the same channel, then networks and channels."""
    query = chosen.query()
    rows = _rated(cache.figures((metric,), replace(query, by=("channel", "campaign"))), "campaign")
    for (channel,), group in rows.group_by("channel", maintain_order=True):
        pair = _largest(group, "campaign")
        if pair is not None:
            shared = channel_label(None if channel is None else str(channel))
            yield "campaign", pair[0], shared, pair[1]
    for by in _KINDS:
        pair = _largest(_rated(cache.figures((metric,), replace(query, by=(by,))), by), by)
        if pair is not None:
            yield by, pair[0], kind_label(by), pair[1]


def _rated(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    """The rows with a rate, largest sample first, without placeholders such as “(not set)” and too few cases."""
    known = rows.filter(
        rows["value"].is_not_null() & rows[by].is_not_null() & ~rows[by].str.starts_with("(")
    )
    counts = zip(known["numerator"], known["denominator"], strict=True)
    known = known.filter(pl.Series([_is_enough(*one) for one in counts], dtype=pl.Boolean))
    return known.sort("denominator", by, descending=[True, False])


def _is_enough(results: float, cases: float) -> bool:
    """Whether so many cases can have a verdict; more results than cases are no rate."""
    return results <= cases and not SuccessCounts(results, cases).few


def _largest(rows: pl.DataFrame, by: str) -> tuple[tuple[str, str], float] | None:
    """The two largest samples and the smaller one's size."""
    if rows.height < 2:
        return None
    first, second = rows[by][0], rows[by][1]
    return (str(first), str(second)), float(rows["denominator"][1])
