"""The sentence of the results page: what it may say of a change, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.message import msg
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import metrics
from metrics.goals.status import GoalStatus
from metrics.maturing.maturity import Maturity, MaturityStage
from metrics.question.query import Query
from metrics.results.results import Figure, Headline
from ui.components.results.answer import answer_of, goal_about
from ui.filters import Filters

DAY = date(2026, 9, 1)
CHOSEN = Filters(DAY, DAY + timedelta(days=27))
NOW, BEFORE = CHOSEN.query(), Query(DAY - timedelta(days=28), DAY - timedelta(days=1))
PERCENT, NONE = ChangeUnit.PERCENT, ChangeUnit.NONE


def headline(change: Change, value: float | None = 120.0, **more: object) -> Headline:
    why = WhyNull.NO_FILE if value is None else None
    figure = Figure(metrics()["leads"], value, value, None, 9, 0, None, why)
    made = Headline(figure, change, (), NOW, BEFORE, same=value, earlier_value=100.0)
    return replace(made, **more)  # type: ignore[arg-type]


def title(change: Change, value: float | None = 120.0, **more: object) -> str:
    return answer_of(headline(change, value, **more), CHOSEN, None).title


def change(value: float, low: float, high: float, direction: ChangeDirection) -> Change:
    moved = low > 0 or high < 0
    return Change(value, PERCENT, direction, low, high, moved)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (change(20, 5, 35, ChangeDirection.GOOD), "Leads up 20% to 120"),
        (change(-20, -35, -5, ChangeDirection.BAD), "Leads down 20% to 120"),
        (change(20, 5, 35, ChangeDirection.NONE), "Leads up 20% to 120"),
        (change(20, -5, 45, ChangeDirection.UNCLEAR), "Leads: 120, no clear change"),
        (change(1, -2, 4, ChangeDirection.STEADY), "Leads steady at 120"),
        (Change(20.0, PERCENT), "Leads: 120"),
        (Change(None, ChangeUnit.NEW), "Leads: 120, none before"),
        (Change(None, NONE, why=msg("No file covers the earlier period.")), "Leads: 120"),
    ],
)
def test_what_is_said_of_a_change(asked: Change, expected: str) -> None:
    """Up and down only beyond random variation, and only where there is an interval."""
    assert title(asked) == expected


@given(st.floats(-90, 300), st.floats(0.1, 200))
def test_nothing_within_random_variation_is_up_or_down(value: float, width: float) -> None:
    """Whatever the size of the change."""
    inside = change(value, min(value, 0) - width, max(value, 0) + width, ChangeDirection.UNCLEAR)
    said = title(inside)
    assert " up " not in said
    assert " down " not in said


@pytest.mark.parametrize("stage", set(MaturityStage) - {MaturityStage.MATURE})
def test_a_value_that_grows_has_no_direction(stage: MaturityStage) -> None:
    """It is provisional, with what is expected where that is known."""
    young, asked = Maturity(stage, DAY, 9, 90), change(-60, -70, -50, ChangeDirection.BAD)
    assert title(asked, maturity=young) == "Leads: 120 so far, provisional"
    expected = msg("about 300 expected")
    assert (
        title(asked, maturity=young, expected=expected) == "Leads: 120 so far, about 300 expected"
    )
    assert (
        title(asked, maturity=replace(young, stage=MaturityStage.MATURE)) == "Leads down 60% to 120"
    )


def test_an_unknown_value_says_why() -> None:
    """Never zero."""
    found = answer_of(headline(Change(None, NONE), None), CHOSEN, None)
    assert found.title == "Leads: no value"
    assert found.notes


def test_why_nothing_is_compared_is_in_the_line_below() -> None:
    """In the words of the metric layer."""
    asked = Change(None, NONE, why=msg("No file covers the earlier period."))
    assert answer_of(headline(asked), CHOSEN, None).notes == ("No file covers the earlier period.",)


def goal(**changed: object) -> SimpleNamespace:
    aim = {
        "metric": "leads", "channel": "", "use": "", "network": "", "campaign": "", "start": DAY,
        "end": DAY + timedelta(days=90), "target": 400.0, **changed,
    }  # fmt: skip
    return SimpleNamespace(
        goal=SimpleNamespace(**aim), status=GoalStatus.ON_TRACK, remaining_days=60, figure=None
    )


def test_a_goal_is_in_the_sentence_only_where_it_is_about_the_same() -> None:
    """The same metric and filters, and a period of its own days."""
    clear = headline(change(20, 5, 35, ChangeDirection.GOOD))
    with_goal = answer_of(clear, CHOSEN, goal())  # type: ignore[arg-type]
    assert with_goal.title == "Leads up 20% to 120, on track for 400 by 30 Nov 2026"
    late = answer_of(clear, CHOSEN, goal(start=DAY + timedelta(days=20)))  # type: ignore[arg-type]
    assert "on track" not in late.title
    goals = [goal(channel="Email"), goal()]
    assert goal_about("leads", CHOSEN, goals) is goals[1]  # type: ignore[arg-type]
    email = replace(CHOSEN, channels=("Email",))
    assert goal_about("leads", email, goals) is goals[0]  # type: ignore[arg-type]
    assert goal_about("leads", replace(email, excluded=("channels",)), goals) is None  # type: ignore[arg-type]
    assert goal_about("sessions", CHOSEN, goals) is None  # type: ignore[arg-type]
