"""The days that a budget is planned for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from metrics.question.query import Query

LEAST_REST = 21
"""Days that must be left of the running month, to plan the rest of it instead of the next month."""
_DAY = timedelta(days=1)


def planned_days(newest: date) -> Query:
    """The next whole calendar month after a day, or the rest of its own month.

    The rest is planned while at least ``LEAST_REST`` days of it are left: a decision of the first
    days of a month is about this month.
    """
    last = newest.replace(day=monthrange(newest.year, newest.month)[1])
    if (last - newest).days >= LEAST_REST:
        return Query(newest + _DAY, last)
    start = last + _DAY
    return Query(start, start.replace(day=monthrange(start.year, start.month)[1]))
