"""Which goals the page Results shows first, and the names of goals that look alike."""

from dataclasses import replace

import numpy as np
import pytest

from metrics.definitions.registry import metrics
from metrics.goals.forecast.ends import GoalEnds
from metrics.goals.goal import Goal
from tests.metrics.cases import day
from ui.components.goals.builder_target import likely_target, nearest, targets
from ui.components.goals.goal_list import matches
from ui.components.goals.messages import names
from ui.components.goals.values import likelihood
from ui.filters import Filters

GOAL = Goal("g", "leads", 28, day(0), day(27), "cumulative")
EMAIL = replace(GOAL, channel="Email")


@pytest.mark.parametrize(
    ("goal", "chosen", "expected"),
    [
        (GOAL, {}, True),
        (EMAIL, {}, True),
        (EMAIL, {"channels": ("Email",)}, True),
        (EMAIL, {"channels": ("Direct",)}, False),
        (GOAL, {"channels": ("Email",)}, False),
        (EMAIL, {"channels": ("Email",), "excluded": ("channels",)}, False),
        (EMAIL, {"channels": ("Direct",), "excluded": ("channels",)}, True),
        (EMAIL, {"channels": ("Email",), "uses": ("paid",)}, False),
    ],
)
def test_goals_match_filters_by_what_they_are_about(goal, chosen, expected):
    assert matches(goal, Filters(day(0), day(27), **chosen)) is expected


def test_two_goals_never_have_the_same_name():
    later = replace(EMAIL, id="later", end=day(60))
    more = replace(later, id="more", target=99)
    found = names([GOAL, replace(EMAIL, id="e"), later, more])
    assert found["g"] == "Leads"
    assert len(set(found.values())) == 4
    assert found["more"].endswith("(99)")


@pytest.mark.parametrize(
    ("chance", "text"), [(0.0, "< 5%"), (0.36, "35%"), (1.0, "> 95%"), (None, "–")]
)
def test_a_likelihood_is_never_certain(chance, text):
    assert likelihood(chance) == text


def test_the_slider_has_round_targets_around_the_forecast():
    ends = GoalEnds.of(np.linspace(100, 200, 1001), below=False)
    grid = targets(ends, metrics()["leads"])
    assert all(target == round(target) for target in grid)
    assert grid[0] < 100
    assert grid[-1] > 200
    assert nearest(grid, 150.2) == 150


def test_a_picked_target_is_not_less_likely_than_it_says():
    """Of a ceiling the lowest, otherwise the highest."""
    drawn = np.linspace(100, 200, 1001)
    for below in (False, True):
        ends = GoalEnds.of(drawn, below=below)
        grid = targets(ends, metrics()["leads"])
        assert ends.chance(likely_target(grid, ends, 0.8)) >= 0.8
        assert likely_target(grid, ends, 0.8) == (180 if below else 120)


def test_ends_that_are_all_one_number_still_have_a_slider():
    grid = targets(GoalEnds.of(np.full(10, 0.0), below=False), metrics()["leads"])
    assert len(grid) >= 2
