"""Review rhythm of goals, and the date of the next review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from i18n.message import Message, msg
from metrics.goals.goal import Goal

RHYTHMS: Mapping[str, Message] = {
    "weekly": msg("Every week"),
    "fortnightly": msg("Every two weeks"),
    "monthly": msg("Every four weeks"),
}
_DAYS = {"weekly": 7, "fortnightly": 14, "monthly": 28}


def next_review(goal: Goal, today: date) -> date | None:
    """The first review after ``today``, counted from the goal's start; the last is at its end."""
    if goal.review not in _DAYS or today >= goal.end:
        return None
    step = _DAYS[goal.review]
    passed = max((today - goal.start).days, 0) // step
    return min(goal.start + timedelta(days=step * (passed + 1)), goal.end)
