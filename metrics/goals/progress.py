"""How far a goal has come: done, expected by now, needed per day, and the lines of its chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.message import Message
from metrics.answer import answer
from metrics.engine import FactSource
from metrics.goals.goal import Goal
from metrics.goals.kind import Actuals, Assessment, Day
from metrics.goals.kinds import kinds
from metrics.goals.pace import PSEUDO_WEEKS, WEEKS, span, weekday_factors
from metrics.goals.status import Status
from metrics.periods import complete, data_ends
from metrics.registry import Additivity, metrics
from metrics.results import Figure, figure

_HISTORY = timedelta(weeks=WEEKS + PSEUDO_WEEKS)  # a margin for the broken week before the start


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the chart; ``actual`` is None after the last day with data."""

    day: date
    actual: float | None
    pace: float | None
    target: float


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a goal stands on ``as_of``, the last complete day with data up to the day asked.

    ``required_per_day`` is what each remaining day has to bring (None where that makes no
    sense); ``done``, ``expected_today`` and every float in ``message`` are in the metric's unit.
    ``figure`` holds n and the reason where nothing is known.
    """

    goal: Goal
    as_of: date
    done: float | None
    expected_today: float | None
    required_per_day: float | None
    remaining_days: int
    status: Status
    message: Message
    series: tuple[Point, ...]
    figure: Figure | None = None


def evaluate(facts: FactSource, goal: Goal, as_of: date) -> Progress:
    """The progress of a goal as it stood on ``as_of``."""
    day = _last_day(facts, goal, min(as_of, goal.end))
    if as_of < goal.start:
        return _without_figures(goal, as_of, Status.NOT_STARTED)
    if day is None:
        return _without_figures(goal, as_of, Status.NOT_MEASURABLE)
    actuals = _actuals(facts, goal, day)
    found = kinds()[goal.kind].assess(actuals)
    return _progress(actuals, found, _final(actuals, found))


def daily(facts: FactSource, goal: Goal, start: date, end: date) -> tuple[Day, ...]:
    """The figures of every day of a period for the goal's selection."""
    frame = answer(facts, [goal.metric], goal.query(start, end, ("day",)))
    columns = ("day", "value", "numerator", "denominator")
    return tuple(Day(*row) for row in frame.sort("day").select(columns).iter_rows())


def _last_day(facts: FactSource, goal: Goal, asked: date) -> date | None:
    tables = {m.table for side in metrics()[goal.metric].measures for m in side}
    ends = [end for table, end in data_ends(facts).items() if table in tables]
    if asked < goal.start or not ends:
        return None
    known = complete(goal.query(goal.start, asked), ends)
    return None if known is None else known.end


def _actuals(facts: FactSource, goal: Goal, day: date) -> Actuals:
    total = figure(answer(facts, [goal.metric], goal.query(goal.start, day)).row(0, named=True))
    before = goal.start - timedelta(days=1)
    past = daily(facts, goal, goal.start - _HISTORY, before)
    flow = total.metric.additivity is Additivity.FLOW
    factors = weekday_factors({d.day: d.value for d in past} if flow else {}, goal.start)
    return Actuals(goal, day, total, daily(facts, goal, goal.start, day), factors, past[-1].value)


def _final(actuals: Actuals, found: Assessment) -> Status:
    """On the last day there is no pace left: the target is reached or missed."""
    over = actuals.as_of >= actuals.goal.end and found.done is not None
    if not over or found.done is None:
        return found.status
    return Status.REACHED if actuals.goal.met_by(found.done) else Status.MISSED


def _progress(actuals: Actuals, found: Assessment, status: Status) -> Progress:
    goal = actuals.goal
    days = span(goal.start, goal.end)
    actual = [*found.actual, *[None] * (len(days) - len(found.actual))]
    series = tuple(
        Point(day, value, pace, goal.target)
        for day, value, pace in zip(days, actual, found.pace, strict=True)
    )
    return Progress(
        goal=goal,
        as_of=actuals.as_of,
        done=found.done,
        expected_today=found.expected,
        required_per_day=found.required,
        remaining_days=(goal.end - actuals.as_of).days,
        status=status,
        message=status.sentence(
            done=found.done,
            expected=found.expected,
            target=float(goal.target),
            start=str(goal.start),
        ),
        series=series,
        figure=actuals.total,
    )


def _without_figures(goal: Goal, as_of: date, status: Status) -> Progress:
    return Progress(
        goal=goal,
        as_of=as_of,
        done=None,
        expected_today=None,
        required_per_day=None,
        remaining_days=(goal.end - max(as_of, goal.start - timedelta(days=1))).days,
        status=status,
        message=status.sentence(start=str(goal.start), target=float(goal.target)),
        series=tuple(Point(day, None, None, goal.target) for day in span(goal.start, goal.end)),
    )
