"""Months at equal age: the revenue that leads of each month brought within so many days, by its cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.facts.facts import Facts
from metrics.engine import query_metrics
from metrics.maturing.lead_ages import all_leads, number_of
from metrics.question.query import Query

AGE = 28
"""Days after a lead within which its revenue counts."""
MOST_MONTHS = 13


@dataclass(frozen=True, slots=True)
class MonthAtAge:
    """``month`` by its first day, the cost of it, and the deals and revenue of its leads in time."""

    month: date
    cost: float
    deals: int
    revenue: float

    @property
    def per_unit(self) -> float:
        """Revenue for one unit of money of cost."""
        return self.revenue / self.cost


@dataclass(frozen=True, slots=True)
class EqualAge:
    """The latest months that are old enough, in order; ``currency`` is that of all amounts."""

    months: tuple[MonthAtAge, ...]
    currency: str | None


def equal_age(facts: Facts) -> EqualAge:
    """The months with leads and a cost that ended at least ``AGE`` days before the last known day.

    None of them where amounts are of several currencies.
    """
    leads = all_leads(facts, "won_at")
    if not len(leads.created):
        return EqualAge((), None)
    last = _last_month(leads.until - timedelta(days=AGE))
    first = _months_before(last, MOST_MONTHS - 1)
    query = Query(first, _next(last) - timedelta(days=1), by=("month",))
    rows = query_metrics(facts, ["cost", "revenue"], query).to_dicts()
    codes = {row["currency"] for row in rows if row["currency"] is not None}
    if len(codes) > 1:
        return EqualAge((), None)
    costs = {r["month"]: r["value"] for r in rows if r["metric"] == "cost" and r["value"]}
    months = [_month(facts, month, cost) for month, cost in sorted(costs.items())]
    known = [month for month in months if month is not None]
    return EqualAge(tuple(known), codes.pop() if codes else None)


def _month(facts: Facts, month: date, cost: float) -> MonthAtAge | None:
    """A month; None where no lead came in, or the first ones came later in it: files begin there."""
    leads = all_leads(facts, "won_at")
    inside = leads.within(month, _next(month) - timedelta(days=1))
    if not inside.any() or number_of(month) < leads.created.min():
        return None
    bought = inside & (leads.delay <= AGE)
    amounts = np.nan_to_num(leads.amount[bought])
    return MonthAtAge(month, cost, int(np.count_nonzero(amounts > 0)), float(amounts.sum()))


def _last_month(day: date) -> date:
    """The first day of the last month that had ended by ``day``."""
    first = (day + timedelta(days=1)).replace(day=1)
    return (first - timedelta(days=1)).replace(day=1)


def _months_before(month: date, count: int) -> date:
    place = 12 * month.year + month.month - 1 - count
    return date(place // 12, place % 12 + 1, 1)


def _next(month: date) -> date:
    return _months_before(month, -1)
