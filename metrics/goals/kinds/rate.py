"""Goal kind: a rate to hold over the whole period."""

from i18n.message import msg
from metrics.definitions.registry import Additivity
from metrics.goals.forecast import ratio
from metrics.goals.kind import Actuals, Assessment, GoalKind, running_ratio, verdict, whole_ratio
from metrics.goals.status import GoalStatus


def assess(actuals: Actuals) -> Assessment:
    """Compares the ratio of the sums so far with the target: a rate has no pace."""
    goal, total = actuals.goal, actuals.total
    line = running_ratio(actuals.days, total.metric.scale)
    pace = (goal.target,) * goal.days
    if total.value is None:
        return Assessment(None, goal.target, GoalStatus.NOT_MEASURABLE, line, pace)
    low = total.value if total.low is None else total.low
    high = total.value if total.high is None else total.high
    status = verdict(goal, total.value, goal.target, low, high)
    return Assessment(total.value, goal.target, status, line, pace)


KIND = GoalKind(
    id="rate",
    label=msg("Rate to reach"),
    doc=msg("The rate over the whole period is at least the target."),
    suits=(Additivity.RATIO,),
    assess=assess,
    window=whole_ratio,
    forecast=ratio.rate,
)
