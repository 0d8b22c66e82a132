"""Date presets of goals: week, month, quarter and year, with the language's first weekday."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from i18n.message import Message, msg

LEAST_TIME = timedelta(weeks=4)  # for a new goal: in less time little can be changed
LABELS: Mapping[str, Message] = {
    "week": msg("This week"),
    "month": msg("This month"),
    "quarter": msg("This quarter"),
    "next_quarter": msg("Next quarter"),
    "year": msg("This year"),
}


def spans(today: date, first_weekday: int) -> dict[str, tuple[date, date]]:
    """First and last day of each usual period around ``today``; weekdays count from Monday (0).

    >>> spans(date(2026, 3, 4), 6)["week"]
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 7))
    """
    week = today - timedelta(days=(today.weekday() - first_weekday) % 7)
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    following = _later(quarter, 3)
    return {
        "week": (week, week + timedelta(days=6)),
        "month": (month, _before(_later(month, 1))),
        "quarter": (quarter, _before(following)),
        "next_quarter": (following, _before(_later(following, 3))),
        "year": (year, _before(_later(year, 12))),
    }


def next_deadline(today: date) -> date:
    """The end of the quarter, of the next one where that is less than four weeks away.

    >>> next_deadline(date(2026, 11, 30)), next_deadline(date(2026, 12, 4))
    (datetime.date(2026, 12, 31), datetime.date(2027, 3, 31))
    """
    known = spans(today, 0)
    end = known["quarter"][1]
    return end if end - today >= LEAST_TIME else known["next_quarter"][1]


def _later(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _before(day: date) -> date:
    return day - timedelta(days=1)
