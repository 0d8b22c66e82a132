"""Goal kind: a level to reach, such as followers."""

from i18n.message import msg
from metrics.definitions.registry import Additivity
from metrics.goals.forecast import level
from metrics.goals.kind import Actuals, Assessment, GoalDay, GoalKind, per_day, verdict
from metrics.goals.pace import EVEN, pace_line, span
from metrics.goals.status import GoalStatus


def assess(actuals: Actuals) -> Assessment:
    """Compares the last known level with a straight line from the opening level to the target."""
    goal, done = actuals.goal, actuals.total.value
    line = tuple(day.value for day in actuals.days)
    opening = actuals.opening if actuals.opening is not None else goal.baseline
    if done is None:
        return Assessment(None, None, GoalStatus.NOT_MEASURABLE, line, (None,) * goal.days)
    if opening is None:
        opening = next((value for value in line if value is not None), done)
    # A straight line: a level does not depend on weekdays.
    pace = tuple(pace_line(span(goal.start, goal.end), EVEN, goal.target, opening))
    expected = pace[(actuals.as_of - goal.start).days]
    reached = done >= goal.target
    status = GoalStatus.REACHED if reached else verdict(goal, done, expected, done, done)
    return Assessment(done, expected, status, line, pace, per_day(goal, done, actuals.as_of))


def window(days: tuple[GoalDay, ...], opening: float | None) -> float | None:
    """What a window added to the level it opened with."""
    last = days[-1].value
    return None if last is None or opening is None else last - opening


KIND = GoalKind(
    id="stock",
    label=msg("Level to reach"),
    doc=msg("A level, such as followers, is at least the target on the last day."),
    suits=(Additivity.STOCK,),
    assess=assess,
    window=window,
    forecast=level.forecast,
)
