"""Goal kind: a total to reach by the deadline."""

from i18n.message import msg
from metrics.definitions.registry import Additivity, Unit
from metrics.goals.forecast import cumulative
from metrics.goals.kind import Actuals, Assessment, GoalKind, per_day, running, verdict, whole_sum
from metrics.goals.pace import pace_line, span
from metrics.goals.status import GoalStatus
from metrics.statistics.intervals import garwood


def assess(actuals: Actuals) -> Assessment:
    """Compares the total so far with the pace line; a target that is reached stays reached."""
    goal, done = actuals.goal, actuals.total.value
    days = span(goal.start, goal.end)
    pace = tuple(pace_line(days, actuals.factors, goal.target, off=actuals.off))
    line = running([day.value for day in actuals.days])
    expected = pace[(actuals.as_of - goal.start).days]
    if done is None:
        return Assessment(None, expected, GoalStatus.NOT_MEASURABLE, line, pace)
    reached = done >= goal.target
    chance = _chance(actuals, done) if done < expected else (done, done)
    status = GoalStatus.REACHED if reached else verdict(goal, done, expected, *chance)
    required = per_day(goal, done, actuals.as_of)
    return Assessment(done, expected, status, line, pace, required)


def _chance(actuals: Actuals, done: float) -> tuple[float, float]:
    """The range that chance explains: Poisson's for a count; for an amount nothing is known."""
    if actuals.total.metric.unit is Unit.COUNT and done >= 0:
        return garwood(round(done))
    return done, done


KIND = GoalKind(
    id="cumulative",
    label=msg("Total to reach"),
    doc=msg("The days add up to the target by the deadline."),
    suits=(Additivity.FLOW,),
    assess=assess,
    window=whole_sum,
    forecast=cumulative.forecast,
)
