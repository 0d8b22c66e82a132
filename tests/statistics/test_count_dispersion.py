"""The dispersion of daily counts: against plain Python, and against what made the counts."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics.count_dispersion import (
    NO_SQUARES,
    PearsonSquares,
    pearson_squares,
    spread,
)
from tests.metrics import plain_campaigns as plain

MONDAY = date(2026, 3, 2)
COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=1, max_size=90)


def as_array(days):
    return np.array([np.nan if day is None else day for day in days], dtype=float)


@given(COUNTS, st.integers(0, 6))
def test_the_squares_are_those_of_plain_loops(days, weekday):
    found = pearson_squares(as_array(days), weekday)
    total, free = plain.squares(days, MONDAY + timedelta(days=weekday))
    assert found.free == free
    assert found.total == pytest.approx(total)


@given(COUNTS, COUNTS)
def test_the_spread_is_that_of_plain_loops(own, others):
    parts = [pearson_squares(as_array(days), 0) for days in (own, others)]
    every = parts[0] + parts[1]
    expected = [plain.squares(days, MONDAY) for days in (own, others)]
    assert spread(parts[0], every) == pytest.approx(plain.spread(expected[0], plain.added(expected)))  # fmt: skip


def test_a_usual_week_and_a_season_are_no_dispersion():
    """Forty on working days and four on weekends, and four times as many in another month."""
    week = [40.0] * 5 + [4.0] * 2
    days = np.array(week * 4 + [4 * count for count in week] * 4)
    assert pearson_squares(days, 0) == PearsonSquares(0.0, 2 * (19 + 7))


def test_a_single_event_says_nothing():
    days = np.zeros(28)
    days[3] = 1
    assert pearson_squares(days, 0) == NO_SQUARES
    days[4] = 1
    assert pearson_squares(days, 0).free == 19


def test_without_any_squares_counts_are_poisson():
    assert spread(NO_SQUARES) == 1
    assert spread(NO_SQUARES, NO_SQUARES) == 1


def test_few_days_of_ones_own_leave_it_to_all():
    few, many = PearsonSquares(57.0, 19), PearsonSquares(600.0, 300)
    assert spread(few, many) == pytest.approx(2, rel=0.01)
    assert spread(PearsonSquares(60.0, 20), many) > 3
    # Where all are no more, the own days speak.
    assert spread(few, few) > 3


@pytest.mark.parametrize(("clumped", "low", "high"), [(1, 0.93, 1.07), (3, 2.6, 3.4)])
def test_it_finds_the_variance_that_made_the_counts(clumped, low, high):
    """Twenty years of events that come one by one, or three at a time."""
    random = np.random.default_rng(11)
    days = clumped * random.poisson(2.0, 28 * 260).astype(float)
    squares = pearson_squares(days, 0)
    assert low < squares.total / squares.free < high
