"""Goal kind: a threshold to meet in most weeks."""

import numpy as np

from i18n.message import msg
from metrics.definitions.registry import Additivity
from metrics.goals.daily import as_arrays
from metrics.goals.forecast import weekly_threshold
from metrics.goals.forecast.series import Array
from metrics.goals.goal import Goal
from metrics.goals.kind import (
    Actuals,
    Assessment,
    GoalDay,
    GoalKind,
    verdict,
    whole_ratio,
    whole_sum,
)
from metrics.goals.status import GoalStatus


def assess(actuals: Actuals) -> Assessment:
    """Compares the value that most whole weeks have met with the target."""
    goal = actuals.goal
    pace = (goal.target,) * goal.days
    weeks = weekly_threshold.whole_weeks_of(
        actuals.total.metric, as_arrays(actuals.days), len(actuals.days)
    )
    line = _by_day(weeks, len(actuals.days))
    done = _held_value(goal, weeks)
    if done is None:
        return Assessment(None, goal.target, GoalStatus.NOT_MEASURABLE, line, pace)
    return Assessment(done, goal.target, verdict(goal, done, goal.target, done, done), line, pace)


def _by_day(weeks: Array, days: int) -> tuple[float | None, ...]:
    """Each whole week's figure on each of its days, for the chart; unknown in the current week."""
    known = [None if np.isnan(week) else float(week) for week in weeks]
    return tuple(known[day // 7] if day // 7 < len(known) else None for day in range(days))


def _held_value(goal: Goal, weeks: Array) -> float | None:
    known = weeks[~np.isnan(weeks)]
    return (
        weekly_threshold.held_value(known, goal.share, goal.direction).item()
        if len(known)
        else None
    )


def window(days: tuple[GoalDay, ...], opening: float | None) -> float | None:
    """The mean week of a window: a ratio of its sums where there is one."""
    if any(day.denominator is not None for day in days):
        return whole_ratio(days, opening)
    total = whole_sum(days, opening)
    return None if total is None else total * 7 / len(days)


KIND = GoalKind(
    id="stay",
    label=msg("Target for every week"),
    doc=msg(
        "Each week, the value is on the right side of the target. Four weeks out of five are "
        "enough."
    ),
    suits=(Additivity.FLOW, Additivity.RATIO),
    assess=assess,
    window=window,
    forecast=weekly_threshold.forecast,
    target_days=lambda _goal: 7,
)
