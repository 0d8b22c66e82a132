"""Goal history: the baseline before a goal, and how often past periods met the target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.facts.source import FactSource, collect_all
from i18n.message import Message, msg, plural
from metrics.definitions.registry import Additivity, metrics
from metrics.engine import coverage
from metrics.goals.daily import daily, tables_of
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.kind import GoalDay
from metrics.goals.kinds import kinds
from metrics.question.query import Selection

_BASELINE_WINDOWS = 4


@dataclass(frozen=True, slots=True)
class Baseline:
    """The mean of the last comparable windows (``n`` of them, newest ``until``)."""

    value: float | None
    n: int
    until: date | None
    message: Message


@dataclass(frozen=True, slots=True)
class Attainability:
    """How many of the past windows of the goal's length would have met the target."""

    share: float | None
    reached: int
    n: int
    message: Message


@dataclass(frozen=True, slots=True)
class _Past:
    """Every known day before the goal starts."""

    goal: Goal
    days: tuple[GoalDay, ...]

    def windows(self, step: int) -> list[_Window]:
        """Whole windows of known figures, newest first, ``step`` days apart.

        They are as long as the goal and start on its weekday.
        """
        length = self.goal.days
        if len(self.days) < length:
            return []
        first = self.days[-length].day
        # Windows on the goal's weekday: weekdays differ, and a window with other weekdays is not
        # comparable.
        shift = (first.weekday() - self.goal.start.weekday()) % 7
        ends = range(len(self.days) - shift, length - 1, -step)
        whole = [self._window(end - length, end) for end in ends]
        return [window for window in whole if window is not None]

    def _window(self, start: int, end: int) -> _Window | None:
        days = self.days[start:end]
        value = self.value(days, self.days[start - 1].value if start else None)
        return None if value is None else _Window(days, value)

    def value(self, days: tuple[GoalDay, ...], opening: float | None = None) -> float | None:
        """What the goal's kind makes of some days, in the metric's unit."""
        metric = metrics()[self.goal.metric]
        value = kinds()[self.goal.kind].window(days, opening)
        ratio = metric.additivity is Additivity.RATIO
        return value * metric.scale if value is not None and ratio else value


@dataclass(frozen=True, slots=True)
class _Window:
    days: tuple[GoalDay, ...]
    value: float


def _past(facts: FactSource, goal: Goal) -> _Past:
    """The days on which all that the metric needs is known, up to the day before the start."""
    needed, also = tables_of(goal)
    tables = sorted(needed | also)
    networks = Selection((goal.network,)) if goal.network else None
    coverages = [coverage(facts, table, networks) for table in tables]
    by_table = zip(tables, (frame.row(0) for frame in collect_all(coverages)), strict=True)
    spans = [span for table, span in by_table if table in needed or span[0] is not None]
    if not spans or any(first is None for first, _ in spans):
        return _Past(goal, ())
    first = max(first for first, _ in spans)
    last = min(goal.start - timedelta(days=1), *(last for _, last in spans))
    return _Past(goal, daily(facts, goal, first, last) if first <= last else ())


def baseline(facts: FactSource, goal: Goal) -> Baseline:
    """The mean of up to four windows before the goal, each as long and on the same weekdays.

    Of a rate it is the ratio of the sums over these windows. For a level (followers) it is the
    level itself, on the last known day before the start.
    """
    past = _past(facts, goal)
    if metrics()[goal.metric].additivity is Additivity.STOCK:
        known = [day for day in past.days if day.value is not None]
        value, n, until = _level(known)
    else:
        windows = past.windows(7 * -(-goal.days // 7))[:_BASELINE_WINDOWS]
        value, n, until = _mean(past, windows)
    if value is None:
        return Baseline(None, 0, None, _too_short(goal, past))
    message = plural(
        "Baseline {value}, from {n} comparable period up to {until}.",
        "Baseline {value}, from {n} comparable periods up to {until}.",
        n=n,
        value=value,
        until=str(until),
    )
    return Baseline(value, n, until, message)


def _level(known: list[GoalDay]) -> tuple[float | None, int, date | None]:
    return (known[-1].value, 1, known[-1].day) if known else (None, 0, None)


def _mean(past: _Past, windows: list[_Window]) -> tuple[float | None, int, date | None]:
    if not windows:
        return None, 0, None
    until = windows[0].days[-1].day
    if metrics()[past.goal.metric].additivity is Additivity.RATIO:
        days = tuple(day for window in windows for day in window.days)
        return past.value(days), len(windows), until
    return sum(window.value for window in windows) / len(windows), len(windows), until


def attainability(facts: FactSource, goal: Goal) -> Attainability:
    """The share of past windows of the goal's length that would have met the target.

    Windows start a week apart and overlap. A level is compared by what it gained.
    """
    past = _past(facts, goal)
    windows = [window.value for window in past.windows(7)]
    wanted = goal.target
    if metrics()[goal.metric].additivity is Additivity.STOCK and windows:
        wanted -= next((d.value for d in reversed(past.days) if d.value is not None), 0.0)
    below = goal.direction is GoalDirection.STAY_BELOW
    reached = sum(value <= wanted if below else value >= wanted for value in windows)
    if not windows:
        return Attainability(None, 0, 0, _too_short(goal, past))
    message = plural(
        "Of {n} past period of the same length (overlapping, a week apart), {reached} would have met the target.",
        "Of {n} past periods of the same length (overlapping, a week apart), {reached} would have met the target.",
        n=len(windows),
        reached=reached,
    )
    return Attainability(reached / len(windows), reached, len(windows), message)


def _too_short(goal: Goal, past: _Past) -> Message:
    return msg(
        "The history is too short: the goal lasts {time}, and {history} day by day. Import older files.",
        time=plural("{n} day", "{n} days", n=goal.days),
        history=plural(
            "{n} day before it is known",
            "{n} days before it are known",
            n=sum(day.value is not None for day in past.days),
        ),
    )
