"""Rates of a period by how much their days vary."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from metrics.statistics.day_rates import event_rate, part_rate
from metrics.statistics.intervals import wilson


def by_hand(events: list[float], trials: list[float]) -> tuple[float, float]:
    """The limits of events per trial, day by day and by scipy's own distributions."""
    count, size, days = sum(events), sum(trials), len(events)
    without = [(count - e) / (size - t) for e, t in zip(events, trials, strict=True)]
    mean = sum(without) / days
    variance = (days - 1) / days * sum((one - mean) ** 2 for one in without) * size**2
    effective = size**2 / sum(t * t for t in trials)
    quantile = stats.t.ppf(0.975, effective - 1)
    dispersion = max(variance / count, 1)

    def away(mean: float) -> float:
        """How many standard deviations the count is from an expected one."""
        return abs(count - mean) / math.sqrt(dispersion * mean) - quantile

    low, high = optimize.brentq(away, 1e-9, count), optimize.brentq(away, count, 1e6)
    return low / size, high / size


def test_leads_per_session_are_as_unsure_as_their_days():
    events, trials = [2.0, 9.0, 1.0, 0.0, 14.0, 3.0], [90.0, 110.0, 80.0, 120.0, 100.0, 95.0]
    found = event_rate(np.array(events), np.array(trials))
    assert found == pytest.approx(by_hand(events, trials), rel=1e-6)
    binomial = wilson(sum(events), sum(trials))
    assert found[0] < binomial[0] < binomial[1] < found[1]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=2, max_size=30))
def test_there_may_be_more_leads_than_sessions_and_never_less_than_poissons_width(days):
    events, trials = np.array(days, dtype=float).T
    low, high = event_rate(events, trials)
    count, size = float(events.sum()), float(trials.sum())
    assert 0 <= low <= count / size <= high
    for end in (low, high):  # at least as far as independent events would be
        assert (count - end * size) ** 2 >= 3.84 * end * size * (1 - 1e-9)


def test_one_day_says_nothing_of_how_days_vary():
    for rate in (part_rate, event_rate):
        assert rate(np.array([3.0, 0.0]), np.array([40.0, 0.0])) is None
        assert rate(np.array([3.0, 1.0]), np.array([40.0, 20.0])) is not None


@pytest.mark.parametrize("days", [7, 28, 91])
@pytest.mark.parametrize("part", [True, False])
def test_nineteen_of_twenty_intervals_hold_the_rate_where_days_clump(days, part):
    """Days whose own rate varies by a half, as real ones do; Wilson's interval holds it rarely."""
    random, rate, worlds = np.random.default_rng(days), 0.05, 400
    held = plain = 0
    for _ in range(worlds):
        trials = random.integers(200, 400, days)
        own = rate * random.gamma(4.0, 0.25, days)
        drawn = random.binomial(trials, own) if part else random.poisson(trials * own)
        ends = (part_rate if part else event_rate)(drawn.astype(float), trials.astype(float))
        held += ends[0] <= rate <= ends[1]
        binomial = wilson(float(drawn.sum()), float(trials.sum()))
        plain += binomial[0] <= rate <= binomial[1]
    assert held / worlds > 0.91
    assert plain / worlds < 0.8
