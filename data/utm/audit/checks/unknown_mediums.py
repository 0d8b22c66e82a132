"""Check: mediums that no GA4 channel rule matches: paid visits counted as organic or unassigned."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache

import narwhals as nw
import polars as pl

from data.base.channels import REFERENCE, categories
from data.channels.default_channels import channel_of
from data.utm.audit.checks.email_ambiguity import is_ambiguous
from data.utm.audit.evidence import NO_VALUES, AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from data.utm.impact import Impact
from data.values.condition import Condition, Operator
from data.values.correction import Correction, CorrectionKind
from i18n.message import Message, msg

_UNASSIGNED = "Unassigned"
_KINDS = ("social", "search", "video", "other")


@cache
def suggestions() -> dict[str, dict[str, str]]:
    """What was probably meant by a medium, by category of the source."""
    with (REFERENCE / "medium_suggestions.csv").open(encoding="utf-8", newline="") as file:
        return {row["medium"]: row for row in csv.DictReader(file)}


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    medium = pl.col("medium").fill_null("").str.to_lowercase()
    visits = evidence.tags.filter(
        pl.col("table") != "ad_costs",
        ~medium.is_in(NO_VALUES),
        medium.is_in(list(suggestions()))
        | ((pl.col("channel") == _UNASSIGNED) & _unruled(evidence)),
    )
    kinds = visits.with_columns(_kind=_kind(pl.col("source")))
    groups = kinds.group_by("medium", "_kind").agg(pl.col("leads", "sessions").sum())
    order = ["leads", "sessions", "medium", "_kind"]
    ordered = groups.sort(order, descending=[True, True, False, False])
    for value, kind in ordered.select("medium", "_kind").iter_rows():
        if not is_ambiguous(value):
            rows = kinds.filter(pl.col("medium") == value, pl.col("_kind") == kind)
            yield _finding(value, kind, rows)


def _unruled(evidence: AuditEvidence) -> pl.Series:
    """Whether no rule gives the tags a channel: a click id that leaves it open is no fault of theirs."""
    names = ("source", "medium", "campaign")
    lower = evidence.tags.select(pl.col(name).fill_null("").str.to_lowercase() for name in names)
    ruled = nw.from_native(lower).select(channel=channel_of()).to_native()
    return ruled["channel"] == _UNASSIGNED


def _kind(source: pl.Expr) -> pl.Expr:
    low = source.fill_null("").str.to_lowercase()
    listed = categories()
    return (
        pl.when(low.is_in(listed["social"])).then(pl.lit("social"))
        .when(low.is_in(listed["search"])).then(pl.lit("search"))
        .when(low.is_in(listed["video"])).then(pl.lit("video"))
        .otherwise(pl.lit("other"))
    )  # fmt: skip


def _finding(value: str, kind: str, rows: pl.DataFrame) -> UtmIssue:
    sources = sorted(rows["source"].fill_null("").unique().to_list())
    meant = suggestions().get(value.lower(), {})
    to = meant.get(kind, "")
    # A correction needs the source as a condition only where the meaning depends on it.
    several = {meant.get(name, "") for name in _KINDS} != {to}
    where = (Condition("source", Operator.EQUALS, tuple(sources)),) if several else ()
    return UtmIssue(
        "unknown_mediums",
        (value, kind),
        _what(value, rows),
        _advice(to),
        Impact.of(rows),
        tuple(source for source in sources if source)[:5],
        Correction(CorrectionKind.REPLACE, "medium", (value,), to, where)
        if to and to != value
        else None,
        about_tags=_about(value, sources),
        tag=("medium", value),
        is_safe=True,
    )


def _about(value: str, sources: Sequence[str]) -> pl.Expr:
    rows = (
        (pl.col("table") != "ad_costs")
        & (pl.col("medium") == value)
        & pl.col("source").fill_null("").is_in(sources)
    )
    return rows if value.lower() in suggestions() else rows & (pl.col("channel") == _UNASSIGNED)


def _what(value: str, rows: pl.DataFrame) -> Message:
    channels = rows["channel"].drop_nulls().unique().sort().to_list()
    if channels == [_UNASSIGNED]:
        return msg(
            "No rule of GA4 matches the medium “{value}”, so these visits have no channel.",
            value=value,
        )
    return msg(
        "No rule of GA4 matches the medium “{value}”, so only the source puts these visits "
        "under {channels}.",
        value=value,
        channels=", ".join(channels),
    )


def _advice(to: str) -> Message:
    if to:
        return msg(
            "You probably mean “{to}”. Fix it here, and write “{to}” in the next links.", to=to
        )
    return msg("Give these visits a custom channel with a channel rule, or another medium.")


CHECK = Check("unknown_mediums", msg("Unknown mediums"), _find)
