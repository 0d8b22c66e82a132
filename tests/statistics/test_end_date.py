"""Group-sequential bounds against published ones, simulation and their own p-values."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics.end_date import (
    bound,
    looks,
    normal_score,
    planned_interval,
    planned_p,
)
from metrics.statistics.unit_rates import RateDifference
from tests.conftest import FEW

FIVE = (0.2, 0.4, 0.6, 0.8, 1.0)


def test_five_equal_looks_have_the_published_bounds():
    """D. Reboussin and others, Controlled Clinical Trials 21 (2000) 190-207; Lan and DeMets 1983."""
    found = [bound(FIVE[:n], 0.05) for n in range(1, 6)]
    assert found == pytest.approx([4.8769, 3.3569, 2.6803, 2.2898, 2.0310], abs=2e-4)


def test_one_look_is_the_usual_bound_and_looking_without_a_pause_the_limit():
    assert bound((1.0,), 0.05) == pytest.approx(1.95996, abs=1e-5)
    for days in (30, 60, 240):
        assert bound(looks(days, days), 0.05) < 2.2414 / math.sqrt(1)
    assert bound(looks(240, 240), 0.05) > bound(looks(30, 30), 0.05) > bound(FIVE, 0.05)


def test_looks_begin_on_the_eighth_day():
    assert looks(9, 10) == (0.8, 0.9)
    assert looks(10, 10) == (0.8, 0.9, 1.0)
    assert looks(3, 5) == (0.6,)


@pytest.mark.parametrize(("days", "risk"), [(60, 0.05), (20, 0.01)])
def test_a_look_every_day_errs_as_often_as_allowed(days, risk):
    """Random walks without any drift, on a seed of their own."""
    steps = np.random.default_rng(77).normal(0, 1, (40_000, days)).cumsum(axis=1)
    score = np.abs(steps) / np.sqrt(np.arange(1, days + 1))
    bounds = [bound(looks(day, days), risk) for day in range(8, days + 1)]
    ever = (score[:, 7:] > bounds).any(axis=1)
    assert ever.mean() == pytest.approx(risk, abs=4 * math.sqrt(risk / 40_000))


def test_early_looks_have_nothing_to_spend():
    assert bound((0.004,), 0.05) == math.inf
    assert bound((0.004, 1.0), 0.05) == pytest.approx(bound((1.0,), 0.05), abs=1e-6)


@FEW
@given(st.floats(0.0, 8.0), st.integers(8, 40), st.floats(7, 200))
def test_the_p_value_says_what_the_interval_says(score, day, free):
    found = RateDifference(score * 0.01, 0.0, 0.01**2, 0.01**2, free, 40, 40)
    fractions = looks(day, 40)
    p = planned_p(found, fractions)
    for risk in (0.05, 0.0125):
        low, high = planned_interval(found, fractions, risk)
        beyond = abs(normal_score(found)) > bound(fractions, risk)
        assert (low > 0) == beyond
        assert low <= found.value <= high
        if abs(p - risk) > 1e-4:
            assert (p < risk) == beyond


def test_few_units_lower_the_score():
    sure, unsure = (RateDifference(0.03, 0.0, 0.01**2, 0.01**2, free, 9, 9) for free in (1e9, 8))
    assert normal_score(sure) == pytest.approx(3, abs=1e-6)
    assert 2.3 < normal_score(unsure) < 2.5
    assert normal_score(RateDifference(0.0, 0.9, 1e-8, 1e-8, 1e9, 9, 9)) == -37.0
