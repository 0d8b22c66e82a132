"""Data overview: the days covered, and the channels and campaigns with data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.base.channels import CHANNELS
from data.facts.source import FactSource, collect_all
from metrics.engine import DATED, coverage, expect, query_metrics
from metrics.question.query import Query

_BUSINESS = ("web_sessions", "leads")
_ASKED = ("sessions", "leads", "ad_spend")


@dataclass(frozen=True, slots=True)
class Overview:
    """``first`` and ``last`` are None while nothing is imported.

    ``last`` is the day up to which the business figures (web sessions, leads) are complete, or
    all figures where there are none of these: the day that "the last 28 days" ends with.
    ``period`` is the latest period of web analytics where no row is about a single day, so that
    a choice of days would find nothing.
    """

    first: date | None = None
    last: date | None = None
    channels: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    period: tuple[date, date] | None = None


def overview(facts: FactSource) -> Overview:
    """The span of the facts, and the channels and campaigns that have sessions, leads or costs."""
    spans = collect_all([coverage(facts, table) for table in DATED])
    known = {
        table: (span["first"].item(), span["last"].item())
        for table, span in zip(DATED, spans, strict=True)
        if span["last"].item() is not None
    }
    if not known:
        return Overview()
    first = min(start for start, _ in known.values())
    ends = [known[table][1] for table in _BUSINESS if table in known]
    last = min(ends) if ends else max(end for _, end in known.values())
    # Two queries about the same tables follow, so the roll-up pays off at once.
    expect(facts, [*_BUSINESS, "ad_costs"])
    span = (first, max(end for _, end in known.values()))
    channels = _values(facts, "channel", span)
    order = list(CHANNELS)
    return Overview(
        first,
        last,
        tuple(sorted(channels, key=lambda c: (order.index(c) if c in order else len(order), c))),
        tuple(sorted(_values(facts, "campaign", span))),
        None if "leads" in known else _only_period(facts),
    )


def _only_period(facts: FactSource) -> tuple[date, date] | None:
    rows = facts.frame("web_sessions").select("date", "period_from", "period_to")
    spans = rows.unique().sort("period_to", "period_from").collect()
    if spans.is_empty() or spans["date"].count() > 0:
        return None
    return spans["period_from"][-1], spans["period_to"][-1]


def _values(facts: FactSource, key: str, span: tuple[date, date]) -> set[str]:
    rows = query_metrics(facts, _ASKED, Query(*span, by=(key,)))
    return {value for value in rows.filter(rows["n"] > 0)[key].to_list() if value}
