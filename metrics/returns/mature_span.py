"""The days whose leads a return can be said of: those asked for, or the latest whose leads are mature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from data.facts.coverage import coverage
from data.facts.facts import Facts
from metrics.maturing.cohort import CohortMaturity, cohort
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.returns.credited_outcome import CreditedOutcome

_WEEK = timedelta(days=7)
_STILL = frozenset({MaturityStage.GROWING, MaturityStage.TOO_EARLY})


@dataclass(frozen=True, slots=True)
class MatureSpan:
    """``query`` are the days to show; ``asked`` the maturity of the leads of the days asked for.

    ``moved`` says that these are other days, because leads of those asked for still buy. Where no
    earlier span of the same length is mature and has costs, they are those asked for.
    """

    query: Query
    asked: CohortMaturity | None
    moved: bool


def mature_span(facts: Facts, query: Query, counted: CreditedOutcome) -> MatureSpan:
    """The span of a period, moved back by whole weeks until its leads are mature."""
    if not counted.is_of_leads:
        return MatureSpan(query, None, moved=False)
    days = facts.frame("leads").select("created_on").drop_nulls().collect()["created_on"]

    def maturity(span: Query) -> CohortMaturity | None:
        return cohort(facts, days.filter(days.is_between(span.start, span.end)))

    asked = maturity(query)
    if asked is None or asked.stage not in _STILL:
        return MatureSpan(query, asked, moved=False)
    first = _first(facts, days)
    span = _back(query)
    while span.start >= first:
        found = maturity(span)
        if found is not None and found.stage is MaturityStage.MATURE:
            return MatureSpan(span, asked, moved=True)
        span = _back(span)
    return MatureSpan(query, asked, moved=False)


def _back(span: Query) -> Query:
    return replace(span, start=span.start - _WEEK, end=span.end - _WEEK)


def _first(facts: Facts, days: pl.Series) -> date:
    """The first day that has leads, and ad costs where files have any: before it a return is too high."""
    known = [owner.first for owner in coverage(facts, "ad_costs")]
    first: date = days.sort()[0]
    return max([first, min(known)]) if known else first
