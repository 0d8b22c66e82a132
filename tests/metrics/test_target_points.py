"""The target of a goal at each point of a chart."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.target_points import target_points
from metrics.results.period_series import SeriesPoint

START, END = date(2026, 1, 1), date(2026, 4, 10)  # 100 days


def goal(kind: str, metric: str = "leads", target: float = 200.0) -> Goal:
    direction = GoalDirection.STAY_BELOW if kind == "ceiling" else GoalDirection.REACH
    return Goal("g", metric, target, START, END, kind, direction)


def month(number: int, days: int, last: int | None = None) -> SeriesPoint:
    return SeriesPoint(date(2026, number, 1), date(2026, number, last or days), days, 1.0)


MONTHS = (month(1, 31), month(2, 28), month(3, 31, last=9))


@pytest.mark.parametrize("kind", ["cumulative", "ceiling"])
def test_a_total_has_the_share_of_the_days_of_each_month(kind: str) -> None:
    """2 a day: a month that is not over has the target of the whole month."""
    assert target_points(goal(kind), MONTHS) == (62.0, 56.0, 62.0)


def test_a_weekly_target_is_that_of_a_week() -> None:
    """Not of the whole goal: 70 a week are 10 a day."""
    week = SeriesPoint(date(2026, 1, 5), date(2026, 1, 11), 7, 1.0)
    day = SeriesPoint(START, START, 1, 1.0)
    assert target_points(goal("stay", target=70.0), (week, day)) == (70.0, 10.0)


@pytest.mark.parametrize(
    ("kind", "metric"),
    [("rate", "lead_rate"), ("ceiling", "cpl"), ("stay", "lead_rate"), ("stock", "followers")],
)  # fmt: skip
def test_a_rate_and_a_level_are_the_target_itself(kind: str, metric: str) -> None:
    """Parts of them do not add up to it."""
    assert target_points(goal(kind, metric, 0.5), MONTHS) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2025, 12, 31), False),
        (START, True),
        (END, True),
        (date(2026, 4, 11), False),
    ],
)
def test_there_is_no_target_outside_the_days_of_the_goal(day: date, *, inside: bool) -> None:
    """Nobody aimed at it then."""
    assert target_points(goal("cumulative"), (SeriesPoint(day, day, 1, 1.0),)) == (
        (2.0,) if inside else (None,)
    )
