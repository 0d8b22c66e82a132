"""Report periods: the last month, and the next period."""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)


def last_month(today: date) -> tuple[date, date]:
    """The last complete calendar month before ``today``.

    >>> [str(day) for day in last_month(date(2026, 3, 5))]
    ['2026-02-01', '2026-02-28']
    """
    end = today.replace(day=1) - _DAY
    return end.replace(day=1), end


def following(start: date, end: date) -> tuple[date, date]:
    """The period after: as many calendar months after whole months, as many days otherwise.

    >>> [str(day) for day in following(date(2026, 1, 1), date(2026, 1, 31))]
    ['2026-02-01', '2026-02-28']
    >>> [str(day) for day in following(date(2026, 3, 2), date(2026, 3, 8))]
    ['2026-03-09', '2026-03-15']
    """
    first = end + _DAY
    if start.day != 1 or first.day != 1:
        return first, first + (end - start)
    months = 12 * (first.year - start.year) + first.month - start.month
    return first, _months_after(first, months) - _DAY


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
