"""Minimum history of a forecast, and the message below it."""

from __future__ import annotations

from math import ceil

from i18n.message import Message, plural
from metrics.goals.forecast.setting import Course, Setting
from metrics.statistics.intervals import garwood

WEEKS = 6
EVENTS = 15


def missing(setting: Setting, course: Course | None) -> Message | None:
    """Why there is no likelihood; None where the history is enough."""
    weeks = 0 if course is None else course.known
    if course is None or weeks < WEEKS:
        return plural(
            "No likelihood: {weeks} whole week is known day by day, {needed} are needed. Import older files.",
            "No likelihood: {weeks} whole weeks are known day by day, {needed} are needed. Import older files.",
            weeks=weeks,
            needed=WEEKS,
        )
    if course.events is None or course.events >= EVENTS:
        return None
    return _few(setting, course.events)


def _few(setting: Setting, events: float) -> Message:
    """With so few events, only an upper limit per month can be given (95 %, Garwood)."""
    most = garwood(int(events))[1] * 30 / max(setting.days.known, 1)
    return plural(
        "No likelihood: the history has {events} event, {needed} are needed. {events} in {time} is compatible with up to {most} a month.",
        "No likelihood: the history has {events} events, {needed} are needed. {events} in {time} is compatible with up to {most} a month.",
        events=int(events),
        needed=EVENTS,
        time=plural("{n} day", "{n} days", n=setting.days.known),
        most=ceil(most),
    )
