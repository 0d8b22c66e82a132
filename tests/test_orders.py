"""What is shown first, where only one or a few are: each order with a pair that another would turn."""

from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import Mock, patch

import pytest

from data.utm.audit import run_checks
from data.utm.audit.checks.near_duplicates import _pairs
from metrics.content.best_times import BestTimes, Group
from metrics.goals.forecast.outlook import Outlook
from metrics.goals.goal import Goal
from metrics.goals.status import GoalStatus
from metrics.insights.engine import worst_first
from metrics.insights.insight import Severity
from metrics.insights.movement import Movement
from metrics.insights.rules.movers import _ends
from metrics.insights.rules.vanity_trap import _find
from metrics.returns.estimate import Range
from report.evidence import goals, steps
from report.evidence.returns import highest_spend
from report.sections.top_performers import _campaigns
from tests.metrics.cases import day
from ui.components.goals import messages

GOAL = Goal("g", "leads", 28, day(0), day(27), "cumulative")
WORST_FIRST = ["behind", "missed", "close", "not_measurable", "on_track", "reached", "not_started"]


def progress(status, chance=None, **changed: object):
    return SimpleNamespace(
        status=GoalStatus(status), outlook=Outlook(chance=chance), goal=replace(GOAL, **changed)
    )


def standing(found):
    """The strip of the results page, which is also the board's order."""
    with (
        patch.object(messages.cache, "overview", return_value=Mock(last=day(5))),
        patch.object(messages.cache, "remember", return_value=found),
        patch.object(messages, "state", Mock()),
        patch.object(messages, "stored", return_value=()),
    ):
        return messages.standing()


def test_the_headline_names_the_channel_with_the_largest_spend():
    """Not the one with the best return, nor one whose return is not known."""
    rows = [
        SimpleNamespace(key=key, ad_spend=spend, roas=roas)
        for key, spend, roas in (
            ("small", 100.0, Range(9, 9)),
            ("large", 900.0, Range(2, 3)),
            ("unknown", 5_000.0, None),
            ("", 7_000.0, Range(1, 1)),
        )
    ]
    row, roas = highest_spend(SimpleNamespace(returns=SimpleNamespace(rows=rows)))
    assert (row.key, roas) == ("large", Range(2, 3))


@pytest.mark.parametrize("order", [goals.worst_first, standing])
def test_goals_are_shown_worst_first(order):
    found = order([progress(status) for status in reversed(WORST_FIRST)])
    assert [one.status.value for one in found] == WORST_FIRST
    found = order([progress("close", chance) for chance in (0.6, 0.4, 0.5)])
    assert [one.outlook.chance for one in found] == [0.4, 0.5, 0.6]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"metric": "leads", "channel": "Email"}, {"metric": "sessions"}),
        ({"metric": "leads", "end": day(90)}, {"metric": "leads", "channel": "Email"}),
        ({"metric": "leads", "end": day(90)}, {"metric": "qualified_leads"}),
        ({"metric": "leads"}, {"metric": "leads", "end": day(90), "id": "a"}),
    ],
    ids=["outcome before intent", "whole before part", "headline's order", "soonest"],
)
def test_the_headline_names_the_most_important_goal(first, second):
    """Whatever its status is."""
    found = [progress("behind", **second), progress("on_track", **first)]
    assert goals.most_important(found, ("leads", "qualified_leads")) is found[1]


def test_insights_are_shown_by_severity_then_by_weight():
    found = [
        SimpleNamespace(severity=severity, weight=weight)
        for severity in (Severity.GOOD, Severity.NOTE, Severity.WARNING, Severity.ALARM)
        for weight in (1.0, 9.0)
    ]
    shown = [(one.severity.value, one.weight) for one in worst_first(found)]
    kinds = ["alarm", "warning", "note", "good"]
    assert shown == [(kind, weight) for kind in kinds for weight in (9.0, 1.0)]


def test_movers_are_the_largest_losses_then_the_largest_gains():
    """By how many were lost or won, not by the share."""
    moves = [
        ("small share", Movement(900.0, 1_000.0, -0.1, -0.15, -0.05, 1_900)),
        ("large share", Movement(10.0, 50.0, -0.8, -0.9, -0.5, 60)),
        ("rise", Movement(80.0, 50.0, 0.6, 0.3, 0.9, 130)),
        ("largest rise", Movement(500.0, 400.0, 0.25, 0.1, 0.4, 900)),
    ]
    assert [name for name, _ in _ends(moves)] == [
        "small share",
        "large share",
        "largest rise",
        "rise",
    ]


def test_of_several_vanity_traps_of_a_network_the_clearest_is_shown():
    weights = iter([1.0, 3.0, 2.0, *[None] * 99])
    made = "metrics.insights.rules.vanity_trap._trap"
    traps = (w and SimpleNamespace(weight=w) for w in weights)
    with patch(made, side_effect=lambda *_: next(traps)):
        [found] = _find(Mock(compared=lambda *_: {"x": None}))
    assert found.weight == 3.0


def test_faults_of_tags_are_shown_by_what_hangs_on_them():
    found = [SimpleNamespace(stake=SimpleNamespace(weight=weight)) for weight in (2, 9, 5)]
    check = SimpleNamespace(find=lambda _: found)
    with (
        patch.object(run_checks, "checks", return_value={"one": check}),
        patch.object(run_checks, "AuditEvidence", Mock()),
    ):
        shown = run_checks.run_checks(None)
    assert [one.stake.weight for one in shown] == [9, 5, 2]


def test_of_two_tags_that_look_alike_the_rarer_one_is_the_slip():
    weights = {"autum-offer": 3.0, "autumn-offer": 90.0}
    assert _pairs(weights) == {"autum-offer": "autumn-offer"}
    assert _pairs({name: 93 - weight for name, weight in weights.items()}) == {
        "autumn-offer": "autum-offer"
    }


def test_the_best_time_is_the_highest_index_that_stands_out():
    """Not the most posts, nor a slot that only does badly."""
    groups = (
        Group((1, 9), 50, 500.0, 1.4, 0.001, stands_out=True),
        Group((2, 9), 9, 900.0, 1.9, 0.01, stands_out=True),
        Group((3, 9), 5, 90.0, 3.0, 0.4, stands_out=False),
        Group((4, 9), 30, 9.0, 0.2, 0.0001, stands_out=True),
    )
    assert BestTimes(groups, 94, 94).best is groups[1]
    assert BestTimes(groups[3:], 30, 30).best is None


def test_next_steps_are_the_cause_of_a_fall_then_tags_then_budget_then_goals():
    names = {
        "_find_the_cause": "cause", "_fix_tags": "tags", "_move_budget": "budget",
        "_goals_at_risk": "goal", "_add_a_source": "source", "_set_a_goal": "set",
        "_read_again": "read", "_import": "import",
    }  # fmt: skip
    made = {name: Mock(return_value=[text]) for name, text in names.items()}
    with patch.multiple(steps, is_stale=Mock(return_value=False), **made):
        assert steps.steps(Mock()) == ("cause", "tags", "budget", "goal", "source")


def test_campaigns_are_shown_by_their_leads():
    """Not by visits or cost; those without a lead, and those without a name, are left out."""
    shown = {
        name: {"leads": SimpleNamespace(value=leads)}
        for name, leads in (("b", 3), ("a", 3), ("many", 9), ("none", 0), ("(not set)", 50))
    }
    found = _campaigns(SimpleNamespace(divided=lambda *_: shown))
    assert [name for name, _ in found] == ["many", "a", "b"]
