"""Posts in reports: traffic of their links, and whether their order is significant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from data.base.networks import network_name
from i18n.message import Message, msg, plural, verbatim
from metrics.content.post_text import brief
from metrics.content.posts import posts
from metrics.definitions.registry import Unit
from report.document.model import Amount, Cell, ReportColumn, ReportTable, Sentence
from report.evidence.data_access import ReportData
from report.wording.format_values import metric, named_sentence, overlap

_TEXT = 90


def brought(case: ReportData) -> pl.DataFrame:
    """The posts of the period whose links brought traffic."""
    with_traffic = case.traffic.posts
    if with_traffic.is_empty():
        return with_traffic
    about = posts(case.facts, case.query).select("network", "post_id", "published_on", "text")
    # The posts come ranked, and a join of polars promises no order by itself.
    return with_traffic.join(about, on=["network", "post_id"], maintain_order="left")


def table(case: ReportData, rows: pl.DataFrame) -> ReportTable:
    """The posts with their leads, visits and lead rate, the most leads first."""
    sessions = rows["sessions"].sum()
    return ReportTable(
        "works.posts",
        msg("Posts of the period by what their links generated to date"),
        (
            ReportColumn("network", msg("Network")),
            ReportColumn("text", msg("Post")),
            ReportColumn("published", msg("Published")),
            ReportColumn("leads", metric("leads"), Unit.COUNT),
            ReportColumn("sessions", metric("sessions"), Unit.COUNT),
            ReportColumn("rate", metric("lead_rate"), Unit.PERCENT),
            ReportColumn("match", msg("Match")),
        ),
        tuple(_post(row) for row in rows.iter_rows(named=True)),
        case.basis(["leads", "sessions", "clicks"], n=int(sessions) if sessions else None),
    )


def first(found: ReportTable, name: str, count: int) -> ReportTable:
    """The table under another id, with only its first rows on pages and slides."""
    return replace(found, id=name, shown=count)


_EXACT = msg("exact")
_PROBABLE = msg("probable")


def _post(row: Mapping[str, Any]) -> tuple[Amount | Cell, ...]:
    return (
        verbatim(network_name(row["network"])),
        brief(row["text"], _TEXT) or row["post_id"],
        row["published_on"],
        Amount(row["leads"], Unit.COUNT),
        Amount(row["sessions"], Unit.COUNT),
        _rate(row),
        _EXACT if row["sure"] else _PROBABLE,
    )


def notes(case: ReportData, rows: pl.DataFrame) -> list[Sentence]:
    """How many visits match a post, and whether the first posts differ by more than chance."""
    if rows.is_empty():
        return []
    post_traffic, sentences = case.traffic, list[Sentence]()
    if post_traffic.sessions:
        sentences.append(
            named_sentence(
                "works.match", _matched(post_traffic.matched or 0, post_traffic.sessions)
            )
        )
    first = [_rate(row) for row in rows.head(2).iter_rows(named=True)]
    # Overlapping intervals: the order of the first two posts may be chance.
    if len(first) == 2 and overlap(*first):
        sentences.append(named_sentence("works.posts", _UNDECIDED))
    return sentences


_UNDECIDED = msg(
    "The lead conversion rates of the first posts overlap: their order may be random variation."
)


def _rate(row: Mapping[str, Any]) -> Amount:
    return Amount(row["rate"], Unit.PERCENT, low=row["low"], high=row["high"])


def _matched(matched: int, sessions: int) -> Message:
    return plural(
        "{n} of {all} visit with a campaign came from a post link, at any date.",
        "{n} of {all} visits with a campaign came from a post link, at any date.",
        all=sessions,
        n=matched,
    )
