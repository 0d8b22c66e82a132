"""Goals as the report speaks of them: which first, in which words, with which picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from data.base.networks import network_name
from i18n.message import Message, Part, Quantity, joined, msg, verbatim
from metrics.definitions.registry import Stage, Unit, metrics
from metrics.goals.forecast.likelihood_text import in_words
from metrics.goals.goal import Goal
from metrics.goals.progress import Progress
from metrics.goals.status import GoalStatus
from metrics.results.results import HEADLINE
from report.document.model import Amount, Chart, ChartShape, Provenance, Series, SeriesRole
from report.evidence.data_access import ReportData
from report.wording.format_values import channel, use

# Figures in sentences about goals, which are written in the unit of the goal's metric.
_FIGURES = frozenset({"done", "expected", "target"})
_WORST = (
    GoalStatus.BEHIND,
    GoalStatus.MISSED,
    GoalStatus.CLOSE,
    GoalStatus.NOT_MEASURABLE,
    GoalStatus.ON_TRACK,
    GoalStatus.REACHED,
    GoalStatus.NOT_STARTED,
)
_TIERS = (Stage.OUTCOME, Stage.VALUE, Stage.INTENT, Stage.REACTION, Stage.EXPOSURE)


def worst_first(found: Sequence[Progress]) -> tuple[Progress, ...]:
    """The worst news first; of equal news, the smaller chance."""
    return tuple(sorted(found, key=lambda one: (_WORST.index(one.status), chance_of(one) or 0.0)))


def most_important(found: Sequence[Progress]) -> Progress | None:
    """The goal that matters most: an outcome before an intent, the whole before a part, soonest."""
    return min(found, key=_importance, default=None)


def _importance(one: Progress) -> tuple[int, int, int, date, str]:
    goal = one.goal
    parts = sum(map(bool, (goal.channel, goal.use, goal.network, goal.campaign)))
    place = HEADLINE.index(goal.metric) if goal.metric in HEADLINE else len(HEADLINE)
    return _TIERS.index(metrics()[goal.metric].stage), parts, place, goal.end, goal.id


def chance_of(found: Progress) -> float | None:
    """The chance of reaching the goal, None where none is known."""
    return found.outlook.chance if found.outlook else None


def chance(found: Progress) -> Message | None:
    """The same in words, in steps of 5 %."""
    odds = chance_of(found)
    return None if odds is None else in_words(odds)


def scope(goal: Goal) -> Message:
    """What the goal is about, in words."""
    parts: list[Part] = [metrics()[goal.metric].label]
    parts += [channel(goal.channel)] if goal.channel else []
    parts += [use(goal.use)] if goal.use else []
    parts += [verbatim(network_name(goal.network))] if goal.network else []
    parts += [verbatim(goal.campaign)] if goal.campaign else []
    return joined(parts)


def value(told: float | None, found: Progress) -> Amount:
    """A value of the goal's metric; what is counted is told in whole numbers."""
    metric = metrics()[found.goal.metric]
    return Amount(_whole(told, metric.unit), metric.unit, _currency(found))


def a_day(told: float | None, found: Progress) -> Quantity:
    """What a day brings: counts with decimals, because a day may bring less than one."""
    unit = metrics()[found.goal.metric].unit
    return Quantity(told, (Unit.RATIO if unit is Unit.COUNT else unit).value, _currency(found))


def inside(told: float | None, found: Progress) -> Quantity:
    """A value of the goal's metric inside a sentence."""
    figure = value(told, found)
    return Quantity(figure.value, figure.unit.value, figure.currency)


def projected(found: Progress) -> Amount:
    """Where the goal is heading, with the band that holds 80 % of what may come."""
    ahead = found.outlook
    if ahead is None:
        return value(None, found)
    low, high = value(ahead.low, found), value(ahead.high, found)
    return replace(value(ahead.median, found), low=low.value, high=high.value)


def tell(found: Progress) -> Message:
    """The goal's own sentence with its figures in their unit."""
    told = tuple((name, _told(name, part, found)) for name, part in found.message.values)
    return replace(found.message, values=told)


def _told(name: str, part: Part, found: Progress) -> Part:
    counts = name in _FIGURES and isinstance(part, int | float)
    return inside(float(part), found) if counts and isinstance(part, int | float) else part


def _whole(told: float | None, unit: Unit) -> float | None:
    return float(round(told)) if told is not None and unit is Unit.COUNT else told


def _currency(found: Progress) -> str | None:
    return found.figure.currency if found.figure else None


def picture(case: ReportData, found: Progress, basis: Provenance) -> Chart:
    """Done so far, pace, target, and the band of what may come."""
    goal, days = found.goal, tuple(point.day for point in found.series)
    lines = {
        SeriesRole.ACTUAL: tuple(point.actual for point in found.series),
        SeriesRole.PACE: tuple(point.pace for point in found.series),
        SeriesRole.TARGET: tuple(point.target for point in found.series),
        **_band(found, days),
    }
    known = {role: line for role, line in lines.items() if any(v is not None for v in line)}
    return Chart(
        id=f"goal.{goal.id}",
        title=scope(goal),
        shape=ChartShape.GOAL,
        positions=days,
        series=tuple(Series(_LABELS[role], role, line) for role, line in known.items()),
        unit=metrics()[goal.metric].unit,
        basis=basis,
        alt=_alt(found),
        currency=_currency(found),
        marks=case.marks(goal.query(goal.start, goal.end), metrics()[goal.metric]),
    )


_LABELS = {
    SeriesRole.ACTUAL: msg("Done"),
    SeriesRole.PACE: msg("Pace"),
    SeriesRole.TARGET: msg("Target"),
    SeriesRole.LOW: msg("80% band, low"),
    SeriesRole.MIDDLE: msg("Median"),
    SeriesRole.HIGH: msg("80% band, high"),
}


def _band(found: Progress, days: Sequence[date]) -> dict[SeriesRole, tuple[float | None, ...]]:
    """The fan from today's value on, straight between the days that it is known for."""
    ahead, done = found.outlook, found.done
    if ahead is None or not ahead.fan or done is None:
        return {}
    known = [found.as_of.toordinal(), *(point.day.toordinal() for point in ahead.fan)]
    ends = {
        SeriesRole.LOW: [done, *(point.low for point in ahead.fan)],
        SeriesRole.MIDDLE: [done, *(point.median for point in ahead.fan)],
        SeriesRole.HIGH: [done, *(point.high for point in ahead.fan)],
    }
    return {role: _between(days, known, line) for role, line in ends.items()}


def _between(
    days: Sequence[date], known: Sequence[int], line: Sequence[float]
) -> tuple[float | None, ...]:
    at = [day.toordinal() for day in days]
    values = np.interp(at, known, line)
    inside = [known[0] <= day <= known[-1] for day in at]
    return tuple(float(v) if kept else None for v, kept in zip(values, inside, strict=True))


def _alt(found: Progress) -> Message:
    odds = chance(found)
    told: dict[str, Part] = {
        "goal": scope(found.goal),
        "done": inside(found.done, found),
        "target": inside(found.goal.target, found),
        "end": str(found.goal.end),
    }
    if odds is None:
        return msg("{goal}: {done} of {target} by {end}.", **told)
    return msg(
        "{goal}: {done} of {target} by {end}; the chance of meeting it is {chance}.",
        chance=odds,
        **told,
    )
