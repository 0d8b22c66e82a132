"""Goal progress: value so far, expected value, required per day, status and chart series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from data.facts.source import FactSource
from i18n.message import Message
from metrics.comparison.periods import complete
from metrics.definitions.registry import Additivity, metrics
from metrics.goals.daily import known_days, last_day, ripe_ends, setting, total
from metrics.goals.forecast.likelihood_text import in_words
from metrics.goals.forecast.outlook import Outlook, chance, outlook
from metrics.goals.goal import Goal
from metrics.goals.kind import Actuals, Assessment, GoalDay
from metrics.goals.kinds import kinds
from metrics.goals.pace import WEEKS, holiday_factor, span, weekday_factors
from metrics.goals.pre_save_odds import outlook_before
from metrics.goals.status import GoalStatus, by_chance, undecided
from metrics.results.results import Figure

_BEFORE = timedelta(days=7)  # the status of a week ago decides where the chance is on the edge


class Point(NamedTuple):
    """One day of the chart; ``actual`` is None after the last day with data."""

    day: date
    actual: float | None
    pace: float | None
    target: float


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a goal on ``as_of``, the last complete day with data up to the requested day.

    ``required_per_day`` is the amount needed per remaining day (None where that makes no
    sense); ``done``, ``expected_today`` and every float in ``message`` are in the metric's unit.
    ``figure`` holds n and the reason where nothing is known. ``gap_today`` is done minus
    expected; ``outlook`` is the forecast at the deadline, None where no day is left.
    """

    goal: Goal
    as_of: date
    done: float | None
    expected_today: float | None
    required_per_day: float | None
    remaining_days: int
    status: GoalStatus
    message: Message
    series: tuple[Point, ...]
    figure: Figure | None = None
    gap_today: float | None = None
    outlook: Outlook | None = None


def evaluate(facts: FactSource, goal: Goal, as_of: date) -> Progress:
    """The progress of a goal as of ``as_of``, computed once per version of the facts."""
    progress: Progress = facts.derived(("goal", goal, as_of), lambda: _evaluate(facts, goal, as_of))
    return progress


def _evaluate(facts: FactSource, goal: Goal, as_of: date) -> Progress:
    day = judged_on(facts, goal, as_of)
    if as_of < goal.start:
        waiting = GoalStatus.NOT_STARTED
        return _without_figures(goal, as_of, waiting, outlook_before(facts, goal, as_of))
    if day is None:
        return _without_figures(goal, as_of, GoalStatus.NOT_MEASURABLE)
    days = known_days(facts, goal, day)
    actuals = _actuals(facts, goal, day, days)
    assessment = kinds()[goal.kind].assess(actuals)
    seen = min(as_of, last_day(facts, goal) or day)
    still = day < goal.end or (actuals.total.metric.is_delayed and not _met(goal, assessment))
    ahead = None
    if still and assessment.done is not None:
        inputs = setting(facts, goal, days, seen)
        ahead = outlook(inputs, kinds()[goal.kind].forecast, assessment.required)
    if ahead is None or ahead.chance is None or assessment.status in _SETTLED:
        return _progress(actuals, assessment, _final(actuals, assessment), ahead)
    # What is reported late (qualified leads, customers) may still reach the target after the
    # deadline.
    if day >= goal.end and ahead.chance < _OVER:
        return _progress(actuals, assessment, GoalStatus.MISSED, None)
    status = _judged(facts, goal, days, ahead.chance)
    return _progress(actuals, assessment, status, ahead)


_SETTLED = frozenset({GoalStatus.REACHED, GoalStatus.MISSED})
_OVER = 0.05  # below this chance of late leads making up for it, a goal is over at its deadline


def _met(goal: Goal, assessment: Assessment) -> bool:
    return assessment.done is not None and goal.met_by(assessment.done)


def _judged(facts: FactSource, goal: Goal, days: tuple[GoalDay, ...], now: float) -> GoalStatus:
    """The status by the likelihood; near a threshold, that of a week ago stays (hysteresis)."""
    then = days[-1].day - _BEFORE
    if not undecided(now) or then < goal.start:
        return by_chance(now, None)
    # Computed from the data of that day, not stored, so that the status does not depend on when
    # anyone looked.
    past = tuple(day for day in days if day.day <= then)
    before = chance(setting(facts, goal, past), kinds()[goal.kind].forecast)
    return by_chance(now, None if before is None else by_chance(before, None))


def judged_on(facts: FactSource, goal: Goal, as_of: date) -> date | None:
    """The last complete day of the goal's own days up to ``as_of``; None where there is none."""
    until = min(as_of, goal.end)
    tables = {m.table for side in metrics()[goal.metric].measures for m in side}
    ends = [end for table, end in ripe_ends(facts).items() if table in tables]
    if until < goal.start or not ends:
        return None
    known = complete(goal.query(goal.start, until), ends)
    return None if known is None else known.end


def _actuals(facts: FactSource, goal: Goal, day: date, days: tuple[GoalDay, ...]) -> Actuals:
    own = total(facts, goal, day)
    before = (goal.start - days[0].day).days
    past, mine = days[:before], days[before:]
    flow = own.metric.additivity is Additivity.FLOW
    # Older days say nothing about weekdays, but they may hold the holidays of other years.
    recent = past if facts.inputs.holidays else past[-7 * (WEEKS + 1) :]
    history = {d.day: d.value for d in recent} if flow else {}
    factors = weekday_factors(history, goal.start, facts.inputs.holidays)
    share = holiday_factor(history, factors, facts.inputs.holidays)
    off = dict.fromkeys(facts.inputs.holidays, share)
    return Actuals(goal, day, own, mine, factors, past[-1].value, off)


def _final(actuals: Actuals, assessment: Assessment) -> GoalStatus:
    """On the last day there is no pace left: the target is reached or missed."""
    over = actuals.as_of >= actuals.goal.end and assessment.done is not None
    if not over or assessment.done is None:
        return assessment.status
    return GoalStatus.REACHED if actuals.goal.met_by(assessment.done) else GoalStatus.MISSED


def _progress(
    actuals: Actuals, assessment: Assessment, status: GoalStatus, ahead: Outlook | None
) -> Progress:
    goal = actuals.goal
    days = span(goal.start, goal.end)
    actual = [*assessment.actual, *[None] * (len(days) - len(assessment.actual))]
    series = tuple(
        Point(day, value, pace, goal.target)
        for day, value, pace in zip(days, actual, assessment.pace, strict=True)
    )
    return Progress(
        goal=goal,
        as_of=actuals.as_of,
        done=assessment.done,
        expected_today=assessment.expected,
        required_per_day=assessment.required,
        remaining_days=(goal.end - actuals.as_of).days,
        status=status,
        message=_sentence(goal, assessment, status, ahead),
        series=series,
        figure=actuals.total,
        gap_today=_gap(assessment),
        outlook=ahead,
    )


def _gap(assessment: Assessment) -> float | None:
    if assessment.done is None or assessment.expected is None:
        return None
    return assessment.done - assessment.expected


def _sentence(
    goal: Goal, assessment: Assessment, status: GoalStatus, ahead: Outlook | None
) -> Message:
    values = {
        "done": assessment.done,
        "expected": None if assessment.expected is None else float(assessment.expected),
        "target": float(goal.target),
        "start": str(goal.start),
    }
    if ahead is None or ahead.chance is None:
        return status.sentence(**values)
    return status.odds(**values, chance=in_words(ahead.chance))


def _without_figures(
    goal: Goal, as_of: date, status: GoalStatus, ahead: Outlook | None = None
) -> Progress:
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
        outlook=ahead,
    )
