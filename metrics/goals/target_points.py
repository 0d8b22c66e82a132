"""The target of a goal at each point of a series."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.definitions.registry import Additivity, metrics
from metrics.goals.goal import Goal
from metrics.goals.kinds import kinds
from metrics.results.period_series import SeriesPoint


def target_points(goal: Goal, points: Sequence[SeriesPoint]) -> tuple[float | None, ...]:
    """The target in the metric's unit, one value per point; None outside the goal's days.

    Of a total it is the even share of all days that the point's day, week or month has, so that
    months differ by their length. A rate or a level has the target itself.
    """
    adds_up = metrics()[goal.metric].additivity is Additivity.FLOW
    days = kinds()[goal.kind].target_days(goal)
    return tuple(
        None
        if point.last < goal.start or point.first > goal.end
        else goal.target * point.of / days
        if adds_up
        else goal.target
        for point in points
    )
