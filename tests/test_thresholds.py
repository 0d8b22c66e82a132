"""Numbers that decide something decide it where they say, and a small step of one is noticed."""

from __future__ import annotations

from contextlib import suppress
from fnmatch import fnmatch
from typing import Any

import pytest

from data.base.discovery import discover
from tests import thresholds
from tests.thresholds.threshold import NO_DECISIONS, Threshold, decides, importers, numbers

CASES: list[Threshold] = [
    case for cases in discover(thresholds.__name__, "CASES", optional=True) for case in cases
]
NAMED = {case.name: case for case in CASES}


EACH = [
    pytest.param(case, given, id=f"{case.name}-{given}") for case in CASES for given in case.cases
]


@pytest.mark.parametrize(("case", "given"), EACH)
def test_the_decision_is_the_one_expected(case: Threshold, given: Any) -> None:
    assert case.decide(given) == case.cases[given]


def test_every_threshold_has_cases() -> None:
    """A new number is given cases, or a place among those that decide nothing."""
    assert len(NAMED) == len(CASES)
    assert {name for name in numbers() if decides(name)} - NAMED.keys() == set()
    assert {name for name in NAMED if not decides(name)} == set()


def test_no_decision_is_excused_for_nothing() -> None:
    """Every pattern names some number that is still there."""
    shapes = [shape for shapes in NO_DECISIONS.values() for shape in shapes]
    assert [s for s in shapes if not any(fnmatch(name, s) for name in numbers())] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cases_lie_around_the_threshold(case: Threshold) -> None:
    """At least one below, one at and one above it, and not all decided alike."""
    assert len(case.cases) >= 3
    assert len({repr(decision) for decision in case.cases.values()}) > 1


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.fixed], ids=lambda case: case.name
)
def test_a_small_step_is_noticed(case: Threshold, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the number a little lower, or a little higher, some case is decided otherwise."""
    for other in case.others():
        with monkeypatch.context() as patched:
            for module in (case.module, *importers(case.module.__name__, case.attribute)):
                patched.setattr(module, case.attribute, other)
            assert _changed(case), f"{case.name} = {other} decides all cases alike"


def _changed(case: Threshold) -> bool:
    for given, expected in case.cases.items():
        found = None
        with suppress(ZeroDivisionError, ValueError, IndexError):
            found = case.decide(given)
        if found != expected:
            return True
    return False
