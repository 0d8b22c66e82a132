"""What the past says about a goal: its baseline, and how often windows like it got there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.message import Message, msg
from metrics.engine import FactSource, collect_all, coverage
from metrics.goals.goal import Direction, Goal
from metrics.goals.kind import Day
from metrics.goals.kinds import kinds
from metrics.goals.progress import daily
from metrics.registry import Additivity, metrics

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
    days: tuple[Day, ...]

    def windows(self, step: int) -> list[tuple[date, float]]:
        """Last day and value of the whole windows, newest first, ``step`` days apart."""
        length, window = self.goal.days, kinds()[self.goal.kind].window
        scale = _scale(self.goal)
        found = []
        for end in range(len(self.days), length - 1, -step):
            part = self.days[end - length : end]
            opening = self.days[end - length - 1].value if end > length else None
            value = window(part, opening)
            if value is not None:
                found.append((part[-1].day, scale * value))
        return found


def _scale(goal: Goal) -> float:
    metric = metrics()[goal.metric]
    return metric.scale if metric.additivity is Additivity.RATIO else 1.0


def _past(facts: FactSource, goal: Goal) -> _Past:
    """The days on which all tables of the metric are known, up to the day before the start."""
    tables = {m.table for side in metrics()[goal.metric].measures for m in side}
    spans = [frame.row(0) for frame in collect_all([coverage(facts, t) for t in sorted(tables)])]
    if not spans or any(first is None for first, _ in spans):
        return _Past(goal, ())
    first = max(first for first, _ in spans)
    last = min(goal.start - timedelta(days=1), *(last for _, last in spans))
    return _Past(goal, daily(facts, goal, first, last) if first <= last else ())


def baseline(facts: FactSource, goal: Goal) -> Baseline:
    """The mean of up to four windows before the goal, each as long and on the same weekdays.

    For a level (followers) it is the level itself, on the last known day before the start.
    """
    past = _past(facts, goal)
    if metrics()[goal.metric].additivity is Additivity.STOCK:
        found = [(day.day, day.value) for day in reversed(past.days) if day.value is not None][:1]
    else:
        found = past.windows(7 * -(-goal.days // 7))[:_BASELINE_WINDOWS]
    if not found:
        return Baseline(None, 0, None, _too_short(goal, past))
    value = sum(value for _, value in found) / len(found)
    told = msg(
        "Baseline {value}, from {n} comparable periods up to {until}.",
        fr="Point de départ\u00a0: {value}, d’après {n} périodes comparables jusqu’au {until}.",
        value=value,
        n=len(found),
        until=str(found[0][0]),
    )
    return Baseline(value, len(found), found[0][0], told)


def attainability(facts: FactSource, goal: Goal) -> Attainability:
    """The share of past windows of the goal's length that would have met the target.

    Windows start a week apart and overlap. A level is compared by what it gained.
    """
    past = _past(facts, goal)
    windows = [value for _, value in past.windows(7)]
    wanted = goal.target
    if metrics()[goal.metric].additivity is Additivity.STOCK and windows:
        wanted -= next((d.value for d in reversed(past.days) if d.value is not None), 0.0)
    below = goal.direction is Direction.STAY_BELOW
    reached = sum(value <= wanted if below else value >= wanted for value in windows)
    if not windows:
        return Attainability(None, 0, 0, _too_short(goal, past))
    told = msg(
        "{reached} of {n} past periods of the same length (overlapping, a week apart) would have met the target.",
        fr="{reached} des {n} périodes passées de même durée (chevauchantes, espacées d’une semaine) auraient atteint la cible.",
        reached=reached,
        n=len(windows),
    )
    return Attainability(reached / len(windows), reached, len(windows), told)


def _too_short(goal: Goal, past: _Past) -> Message:
    return msg(
        "The history is too short: the goal lasts {days} days, and {known} days before it are known day by day. Import older files.",
        fr="L’historique est trop court\u00a0: l’objectif dure {days} jours et {known} jours antérieurs sont connus jour par jour. Importez des fichiers plus anciens.",
        days=goal.days,
        known=sum(day.value is not None for day in past.days),
    )
