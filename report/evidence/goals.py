"""Goals in reports: order, wording, values in their units, and chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from i18n.message import Message, Part, Quantity, msg
from metrics.definitions.registry import Stage, Unit, metrics
from metrics.goals.forecast.likelihood_text import in_words
from metrics.goals.progress import Progress
from metrics.goals.scope import scope
from metrics.goals.status import GoalStatus
from report.document.model import Amount, Chart, ChartShape, Provenance, Series, SeriesRole
from report.evidence.data_access import ReportData
from report.evidence.earlier_periods import rough

# Values of the goal sentences that have the unit of the goal's metric.
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


def worst_first(all_goals: Sequence[Progress]) -> tuple[Progress, ...]:
    """By status, worst first, then by likelihood, lowest first."""
    return tuple(
        sorted(
            all_goals,
            key=lambda progress: (_WORST.index(progress.status), chance_of(progress) or 0.0),
        )
    )


def most_important(
    progresses: Sequence[Progress], headlines: Sequence[str] = ()
) -> Progress | None:
    """The goal that matters most: an outcome before an intent, the whole before a part, soonest.

    ``headlines`` are metrics in the order of their importance.
    """
    return min(progresses, key=lambda one: _importance(one, headlines), default=None)


def _importance(progress: Progress, headlines: Sequence[str]) -> tuple[int, int, int, date, str]:
    goal = progress.goal
    parts = sum(map(bool, (goal.channel, goal.use, goal.network, goal.campaign)))
    place = [*headlines, goal.metric].index(goal.metric)
    # The id settles ties: the headline must name the same goal whenever the report is made.
    return _TIERS.index(metrics()[goal.metric].stage), parts, place, goal.end, goal.id


def chance_of(progress: Progress) -> float | None:
    """The chance of reaching the goal, None where none is known."""
    return progress.outlook.chance if progress.outlook else None


def chance(progress: Progress) -> Message | None:
    """The same in words, in steps of 5 %."""
    odds = chance_of(progress)
    return None if odds is None else in_words(odds)


def value(number: float | None, progress: Progress) -> Amount:
    """A value of the goal's metric; counts in whole numbers."""
    metric = metrics()[progress.goal.metric]
    return Amount(_whole(number, metric.unit), metric.unit, _currency(progress))


def a_day(number: float | None, progress: Progress) -> Quantity:
    """A value per day, in two digits: counts with decimals, because it may be less than one."""
    unit = metrics()[progress.goal.metric].unit
    number = rough(number, 2)
    return Quantity(number, (Unit.RATIO if unit is Unit.COUNT else unit).value, _currency(progress))


def inside(number: float | None, progress: Progress) -> Quantity:
    """A value of the goal's metric inside a sentence."""
    figure = value(number, progress)
    return Quantity(figure.value, figure.unit.value, figure.currency)


def projected(progress: Progress) -> Amount:
    """The forecast of the goal, with its 80 % band."""
    ahead = progress.outlook
    if ahead is None:
        return value(None, progress)
    low, high = value(ahead.low, progress), value(ahead.high, progress)
    return replace(value(ahead.median, progress), low=low.value, high=high.value)


def tell(progress: Progress) -> Message:
    """The goal's own sentence with its figures in their unit."""
    values = tuple(
        (name, _with_unit(name, part, progress)) for name, part in progress.message.values
    )
    return replace(progress.message, values=values)


def _with_unit(name: str, part: Part, progress: Progress) -> Part:
    counts = name in _FIGURES and isinstance(part, int | float)
    return inside(float(part), progress) if counts and isinstance(part, int | float) else part


def _whole(number: float | None, unit: Unit) -> float | None:
    return float(round(number)) if number is not None and unit is Unit.COUNT else number


def _currency(progress: Progress) -> str | None:
    return progress.figure.currency if progress.figure else None


def picture(case: ReportData, progress: Progress, basis: Provenance) -> Chart:
    """The goal chart: actual, planned pace, target, and forecast band."""
    goal, days = progress.goal, tuple(point.day for point in progress.series)
    lines = {
        SeriesRole.ACTUAL: tuple(point.actual for point in progress.series),
        SeriesRole.PACE: tuple(point.pace for point in progress.series),
        SeriesRole.TARGET: tuple(point.target for point in progress.series),
        **_band(progress, days),
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
        alt=_alt(progress),
        currency=_currency(progress),
        marks=case.marks(goal.query(goal.start, goal.end), metrics()[goal.metric]),
    )


_LABELS = {
    SeriesRole.ACTUAL: msg("Actual"),
    SeriesRole.PACE: msg("Planned pace"),
    SeriesRole.TARGET: msg("Target"),
    SeriesRole.LOW: msg("Forecast, low (80%)"),
    SeriesRole.MIDDLE: msg("Forecast, median"),
    SeriesRole.HIGH: msg("Forecast, high (80%)"),
}


def _band(progress: Progress, days: Sequence[date]) -> dict[SeriesRole, tuple[float | None, ...]]:
    """The forecast fan from today's value on, linear between the days it is computed for."""
    ahead, done = progress.outlook, progress.done
    if ahead is None or not ahead.fan or done is None:
        return {}
    known = [progress.as_of.toordinal(), *(point.day.toordinal() for point in ahead.fan)]
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
    # The forecast has a dozen days; straight lines between them are enough for a chart.
    values = np.interp(at, known, line)
    inside = [known[0] <= day <= known[-1] for day in at]
    return tuple(
        float(v) if is_inside else None for v, is_inside in zip(values, inside, strict=True)
    )


def _alt(progress: Progress) -> Message:
    odds = chance(progress)
    values: dict[str, Part] = {
        "goal": scope(progress.goal),
        "done": inside(progress.done, progress),
        "target": inside(progress.goal.target, progress),
        "end": str(progress.goal.end),
    }
    if odds is None:
        return msg("{goal}: {done} so far, target {target} by {end}.", **values)
    return msg(
        "{goal}: {done} so far, target {target} by {end}. Likelihood: {chance}.",
        chance=odds,
        **values,
    )
