"""Every kind of goal has its cases, and judges a period as it judges the same days as a past one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.definitions.registry import Additivity, metrics
from metrics.goals import kinds as registry
from metrics.goals.daily import daily
from metrics.goals.kind import GoalKind
from metrics.goals.progress import evaluate
from tests.conftest import ROOT
from tests.metrics.cases import day
from tests.metrics.goal_kinds import CASES, LAST, OVER, GoalCase, world

NEEDED = {"reached", "under way", "missed"}
EACH = [
    pytest.param(kind, case, id=f"{kind}-{name}")
    for kind, cases in CASES.items()
    for name, case in cases.items()
]


def without_cases() -> set[str]:
    return {kind for kind in registry.kinds() if not CASES.get(kind, {}).keys() >= NEEDED}


def window(kind: GoalKind, case: GoalCase) -> float | None:
    """What the kind makes of the goal's days so far as of a past period, in the metric's unit."""
    days = daily(world(case.as_of), case.goal, case.goal.start, day(case.as_of))
    value = kind.window(days, case.opening)
    metric = metrics()[case.goal.metric]
    ratio = metric.additivity is Additivity.RATIO
    return value * metric.scale if ratio and value is not None else value


def agrees(kind: GoalKind, case: GoalCase) -> bool:
    """Whether a finished period comes to the same either way; a level by what it gained."""
    found = evaluate(world(case.as_of), case.goal, day(case.as_of)).done
    return found - case.opening == pytest.approx(window(kind, case))


def test_every_kind_has_its_cases() -> None:
    """One that is reached, one under way, one that is missed."""
    assert without_cases() == set()
    assert CASES.keys() == registry.kinds().keys()
    assert all(case.goal.kind == kind for kind, cases in CASES.items() for case in cases.values())


def test_every_kind_is_explained() -> None:
    """The page of goals names each by its label."""
    page = (ROOT / "docs" / "goals.md").read_text("utf-8").lower()
    labels = [kind.label.render("en").lower() for kind in registry.kinds().values()]
    assert [label for label in labels if label not in page] == []


@pytest.mark.parametrize(("kind", "case"), EACH)
def test_a_goal_stands_where_it_should(kind: str, case: GoalCase) -> None:
    found = evaluate(world(case.as_of), case.goal, day(case.as_of))
    assert found.status is case.status
    assert (found.done, found.expected_today) == pytest.approx((case.done, case.expected))
    assert found.required_per_day == pytest.approx(case.needed)
    assert window(registry.kinds()[kind], case) == pytest.approx(case.window)


@pytest.mark.parametrize("case", [pytest.param(each.values[1], id=each.id) for each in EACH])
def test_a_goal_has_a_forecast_while_days_are_left(case: GoalCase) -> None:
    found = evaluate(world(case.as_of), case.goal, day(case.as_of)).outlook
    if case.chance == OVER:
        assert found is None
        return
    low, high = case.chance
    assert found is not None
    assert found.missing is None
    assert low <= found.chance <= high
    assert found.low <= found.median <= found.high


def test_a_finished_period_comes_to_the_same_as_a_past_one() -> None:
    kinds = registry.kinds()
    finished = [
        (kinds[k], c) for k, cases in CASES.items() for c in cases.values() if c.as_of == LAST
    ]
    assert len(finished) >= 2 * len(kinds)
    assert all(agrees(kind, case) for kind, case in finished)


@pytest.mark.parametrize("name", CASES)
def test_a_copied_kind_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if its file had been copied under another name."""
    copy = replace(registry.kinds()[name], id=f"{name}_again")
    known = {**registry.kinds(), copy.id: copy}
    monkeypatch.setattr(registry, "kinds", lambda: known)
    assert without_cases() == {copy.id}


@pytest.mark.parametrize("name", CASES)
def test_a_window_that_disagrees_is_noticed(name: str) -> None:
    kind = registry.kinds()[name]
    wrong = replace(kind, window=lambda days, opening: 2 * (kind.window(days, opening) or 0))
    assert agrees(kind, CASES[name]["reached"])
    assert not agrees(wrong, CASES[name]["reached"])
