"""Ticks that people read, and labels that do not lie on each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import chart_layout

MONDAY = date(2026, 8, 31)


@given(st.floats(1e-6, 1e12))
def test_ticks_are_few_round_and_reach_the_top(highest: float) -> None:
    """At most six marks, the first at zero, the last not far below the highest value."""
    found = chart_layout.ticks([highest], str)
    marks = found["tickvals"]
    assert marks[0] == 0
    assert 3 <= len(marks) <= 6
    assert found["range"][1] > highest
    digits = f"{marks[1]:.3e}".rstrip("0").partition("e")[0].replace(".", "").rstrip("0")
    assert digits in {"1", "2", "25", "5"}


def test_whole_things_have_no_half_ticks() -> None:
    """Half a lead is none."""
    assert chart_layout.ticks([2.0], str)["tickvals"] == [0.0, 0.5, 1.0, 1.5, 2.0]
    assert chart_layout.ticks([2.0], str, whole=True)["tickvals"] == [0.0, 1.0, 2.0]


def test_values_below_zero_are_inside() -> None:
    """A lost follower is a point below the axis."""
    low, high = chart_layout.ticks([-30.0, 10.0], str)["range"]
    assert low < -30 < 10 < high


@pytest.mark.parametrize("days", [1, 7, 8, 28, 90, 365, 430, 431, 800, 4000])
def test_day_ticks_are_few_and_on_mondays_or_first_days(days: int) -> None:
    """Weeks have their ticks where their points are."""
    last = MONDAY + timedelta(days=days - 1)
    marks = [date.fromisoformat(d) for d in chart_layout.day_ticks(MONDAY, last, str)["tickvals"]]
    assert 1 <= len(marks) <= 9
    assert marks[0] >= MONDAY
    assert marks[-1] <= last
    if days > 430:
        assert all(mark.day == 1 for mark in marks)
    elif days > 8:
        assert all(mark.weekday() == 0 for mark in marks)


def test_labels_are_moved_apart() -> None:
    """The lowest stays, each other one is at least as far above it as asked."""
    labels = [{"y": 80.0}, {"y": 75.0}, {"y": 54.0}]
    chart_layout.apart(labels, 8.0)
    assert [one["y"] for one in labels] == [83.0, 75.0, 54.0]
