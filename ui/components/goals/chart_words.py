"""What the chart of a goal says, and whether its axis starts at zero."""

from __future__ import annotations

from i18n import format as shown
from metrics.definitions.registry import Additivity, Metric
from metrics.goals.goal import Goal
from ui.charts.outlook import Words
from ui.components.goals.values import exact
from ui.text import _, language


def words(metric: Metric, money: str | None) -> Words:
    """The words of a goal's chart, in the session's language."""
    now = language()
    return Words(
        target=_("target"),
        pace=_("planned pace"),
        before="",
        value=lambda value: exact(value, metric, money),
        tick=lambda value: shown.axis_number(value, metric.unit, money, now),
        day=lambda day: shown.axis_day(day, now),
    )


def adds_up(metric: Metric, goal: Goal) -> bool:
    """Whether the value grows from zero day by day."""
    return metric.additivity is Additivity.FLOW and goal.kind != "stay"
