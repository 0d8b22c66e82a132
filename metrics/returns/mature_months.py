"""The latest whole months whose leads are mature: what customers cost is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data.facts.facts import Facts
from metrics.maturing.cohort import cohort
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.returns.campaign_days import leads_by_campaign

MOST = 12
"""Whole months that are looked at: a year has every season once."""
_DAY = timedelta(days=1)


def mature_months(facts: Facts, first: date, last: date) -> Query | None:
    """Up to ``MOST`` whole months between two days, up to the last one whose own leads are mature.

    Leads of earlier months are older still. None where no month is mature, or where how long leads
    take is not known.
    """
    created = leads_by_campaign(facts)["created"]
    for start, end in _months_back(first, last):
        found = cohort(facts, created.filter(created.is_between(start, end)))
        if found is not None and found.stage is MaturityStage.MATURE:
            earlier = [begin for begin, _ in _months_back(first, end)]
            return Query(earlier[:MOST][-1], end)
    return None


def _months_back(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The whole months from ``first`` to ``last``, the latest one first."""
    end = (last + _DAY).replace(day=1) - _DAY
    while (start := end.replace(day=1)) >= first:
        yield start, end
        end = start - _DAY
