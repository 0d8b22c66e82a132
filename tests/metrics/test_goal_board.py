"""The board reads for all goals at once what each would have read by itself."""

from dataclasses import replace
from itertools import product

import pytest

from metrics.definitions.registry import metrics
from metrics.goals.daily import daily, total
from metrics.goals.goal import Goal, usual_kind
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.progress import evaluate
from tests.metrics import world
from tests.metrics.cases import day, facts, lead

SELECTIONS = (
    {},
    {"channel": "Email"},
    {"channel": "Organic Social"},
    {"channel": "Organic Social", "use": "organic"},
    {"use": "paid"},
    {"use": "organic"},
    {"network": "facebook"},
    {"campaign": "brand"},
    {"channel": "Paid Search", "campaign": "brand"},
    {"channel": "Display"},
)


def all_goals():
    """A goal for every metric with figures and every selection."""
    known = [m.id for m in metrics().values() if m.numerator]
    spans = ((day(0), day(13)), (day(2), day(20)))
    return [
        Goal(f"{n}", name, 5, *spans[n % 2], *usual_kind(name), **chosen)
        for n, (name, chosen) in enumerate(product(known, SELECTIONS))
    ]


def test_board_gives_each_goal_the_answer_to_its_own_question():
    known, apart = facts(**world.TABLES), facts(**world.TABLES)
    goals = all_goals()
    for goal, found in zip(goals, evaluate_all(known, goals, day(6)), strict=True):
        assert found == evaluate(apart, goal, day(6)), goal


def test_days_and_totals_are_those_of_the_goal_alone():
    known, apart = facts(**world.TABLES), facts(**world.TABLES)
    goals = all_goals()[::3]  # of ten selections, still every one and every metric
    for goal, found in zip(goals, evaluate_all(known, goals, day(6)), strict=True):
        if found.figure is not None:
            until = found.as_of
            assert total(known, goal, until) == total(apart, goal, until)
            assert daily(known, goal, goal.start, until) == daily(apart, goal, goal.start, until)


@pytest.mark.parametrize("count", [0, 1])
def test_board_of_few_goals(count):
    goals = [Goal("g", "leads", 5, day(0), day(13), "cumulative")][:count]
    known = facts(leads=[lead(n, f"{n}") for n in range(5)])
    assert len(evaluate_all(known, goals, day(4))) == count


def test_goals_that_have_not_begun_need_no_figures():
    goal = Goal("g", "leads", 5, day(30), day(40), "cumulative")
    later = replace(goal, id="h", channel="Email")
    found = evaluate_all(facts(**world.TABLES), [goal, later], day(6))
    assert [progress.done for progress in found] == [None, None]
