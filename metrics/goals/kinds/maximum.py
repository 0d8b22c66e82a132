"""Goal kind: a maximum not to exceed, of a ratio or a total."""

from i18n.message import msg
from metrics.definitions.registry import Additivity
from metrics.goals.forecast import cumulative, ratio
from metrics.goals.forecast.setting import Course, Setting
from metrics.goals.kind import (
    Actuals,
    Assessment,
    GoalDay,
    GoalKind,
    per_day,
    running,
    running_ratio,
    verdict,
    whole_ratio,
    whole_sum,
)
from metrics.goals.pace import EVEN, pace_line, span
from metrics.goals.status import GoalStatus


def assess(actuals: Actuals) -> Assessment:
    """Compares a ratio so far with its ceiling, or a total so far with an even budget line.

    A total that has crossed its ceiling cannot come back: it is missed at once.
    """
    goal, total = actuals.goal, actuals.total
    ratio = total.metric.additivity is Additivity.RATIO
    if ratio:
        line = running_ratio(actuals.days, total.metric.scale)
        pace: tuple[float, ...] = (goal.target,) * goal.days
    else:
        line = running([day.value for day in actuals.days])
        pace = tuple(pace_line(span(goal.start, goal.end), EVEN, goal.target))
    expected = pace[(actuals.as_of - goal.start).days]
    done = total.value
    if done is None:
        return Assessment(None, expected, GoalStatus.NOT_MEASURABLE, line, pace)
    crossed = not ratio and done > goal.target
    status = GoalStatus.MISSED if crossed else verdict(goal, done, expected, done, done)
    most = None if ratio else per_day(goal, done, actuals.as_of)
    return Assessment(done, expected, status, line, pace, most)


def window(days: tuple[GoalDay, ...], opening: float | None) -> float | None:
    """The ratio of a window's sums where there is one, otherwise its sum."""
    ratio = any(day.denominator is not None for day in days)
    return whole_ratio(days, opening) if ratio else whole_sum(days, opening)


def forecast(setting: Setting) -> Course | None:
    """The course of a ratio where the metric is one, otherwise of a total."""
    is_ratio = setting.metric.additivity is Additivity.RATIO
    return ratio.ceiling(setting) if is_ratio else cumulative.forecast(setting)


KIND = GoalKind(
    id="ceiling",
    label=msg("Maximum not to exceed"),
    doc=msg("A cost or a budget stays at or below the target over the whole period."),
    suits=(Additivity.RATIO, Additivity.FLOW),
    assess=assess,
    window=window,
    forecast=forecast,
)
