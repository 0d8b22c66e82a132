"""Rates and differences by unit, against their definitions in plain Python."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics.hanging_days import hang_together
from metrics.statistics.unit_intervals import (
    anytime,
    anytime_p,
    chance_higher,
    likely,
    once,
    rate_interval,
    tuned_to,
)
from metrics.statistics.unit_rates import Cells, RateDifference, SharedDays, unit_rate, unpaired
from tests.statistics import plain_units as plain
from tests.statistics.reference import reference

units = st.lists(
    st.tuples(st.integers(1, 4000), st.floats(0.01, 0.9)), min_size=3, max_size=40
).map(lambda rows: [(i, float(round(n * p)), float(n)) for i, (n, p) in enumerate(rows)])


def cells(rows):
    place, successes, trials = zip(*rows, strict=True)
    return Cells(np.array(place), np.array(successes, float), np.array(trials, float))


@given(units, units)
def test_differences_equal_their_definitions(a, b):
    of_a, of_b = cells(a), cells(b)
    rate = unit_rate(of_a)
    expected = plain.rate(a)
    assert (rate.rate, rate.variance, rate.effective) == pytest.approx(expected, rel=1e-9)
    two = unpaired(of_a, of_b)
    if two is not None:
        wanted = plain.unpaired(a, b)
        assert (two.value, two.variance, two.free) == pytest.approx(wanted, rel=1e-9, abs=1e-15)
    shared = SharedDays.of(of_a, of_b)
    found, wanted = shared.difference(), plain.by_day(a, b)
    if found is not None:
        assert (found.value, found.variance, found.free) == pytest.approx(
            wanted, rel=1e-9, abs=1e-15
        )
    week = [place // 7 for place in range(40)]
    by_week = shared.difference(shared.place // 7)
    if by_week is not None and by_week.units > 1:
        wanted = plain.by_day(a, b, week)
        assert (by_week.value, by_week.variance, by_week.free) == pytest.approx(
            wanted, rel=1e-9, abs=1e-15
        )


@pytest.mark.parametrize("seed", range(100))
def test_equal_the_reference(seed):
    chance = np.random.default_rng(seed)
    days = int(chance.integers(9, 80))
    rows = []
    for _ in range(2):
        trials = chance.poisson(chance.uniform(2, 500), days)
        rows.append((chance.binomial(trials, chance.uniform(0.02, 0.5)).astype(float), trials.astype(float)))  # fmt: skip
    a, b = (Cells(np.arange(days), *row) for row in rows)
    other = reference()
    for mine, theirs in (
        (unpaired(a, b), other.unpaired(*rows, least=0)),
        (SharedDays.of(a, b).difference(), other.by_day(*rows, least=0)),
    ):
        assert (mine.value, mine.variance, mine.free) == pytest.approx(theirs, rel=1e-9, abs=1e-15)
        spread = tuned_to(0.1)
        assert anytime(mine, spread) == pytest.approx(
            other.always_valid(*theirs, spread), rel=1e-9, abs=1e-12
        )
        assert likely(mine, spread) == pytest.approx(other.likely(theirs[0], theirs[1], spread))


@given(units, units)
def test_swapping_the_variants_turns_every_figure_round(a, b):
    one, two = unpaired(cells(a), cells(b)), unpaired(cells(b), cells(a))
    assert (one is None) == (two is None)
    if one is not None:
        low, high = once(one)
        assert once(two) == pytest.approx((-high, -low))
        assert chance_higher(one) + chance_higher(two) == pytest.approx(1)
        assert anytime_p(one, 0.02) == pytest.approx(anytime_p(two, 0.02))
        assert abs(likely(one, 0.02)) <= abs(one.value)


@given(units, units)
def test_the_variance_is_never_below_that_of_independent_trials(a, b):
    for found in (unpaired(cells(a), cells(b)), SharedDays.of(cells(a), cells(b)).difference()):
        if found is not None:
            assert found.variance >= found.binomial
            assert found.dispersion >= 1


def test_shared_good_and_bad_days_drop_out():
    """Rates of both double on every other day; the difference is the same each day."""
    level = np.tile([0.05, 0.10], 10)
    a = Cells(np.arange(20), 1000 * level, np.full(20, 1000.0))
    b = Cells(np.arange(20), 1000 * (level + 0.01), np.full(20, 1000.0))
    found = SharedDays.of(a, b).difference()
    assert found.value == pytest.approx(-0.01)
    assert found.variance == pytest.approx(found.binomial)
    assert unpaired(a, b).variance > 3 * found.variance


def test_a_different_mix_of_days_is_no_difference():
    """Each day both have the same rate, but b runs more on bad days: Simpson's paradox."""
    level = np.tile([0.02, 0.20], 10)
    of_a, of_b = np.tile([100.0, 900.0], 10), np.tile([900.0, 100.0], 10)
    a, b = (Cells(np.arange(20), n * level, n) for n in (of_a, of_b))
    assert SharedDays.of(a, b).difference().value == pytest.approx(0)
    assert unpaired(a, b).value > 0.1


def test_days_of_one_variant_alone_are_left_out_and_none_shared_is_none():
    a = Cells(np.array([1, 2, 3]), np.array([1.0, 2, 3]), np.array([10.0, 10, 10]))
    b = Cells(np.array([3, 4]), np.array([5.0, 9]), np.array([10.0, 10]))
    shared = SharedDays.of(a, b)
    assert (shared.place.tolist(), shared.a.tolist(), shared.b.tolist()) == ([3], [0.3], [0.5])
    assert SharedDays.of(a, Cells(b.place + 9, b.successes, b.trials)) is None
    assert SharedDays.of(a, Cells(a.place, a.successes * 0, a.trials * 0)) is None


def test_a_single_unit_has_no_variance():
    single = Cells(np.array([0]), np.array([3.0]), np.array([100.0]))
    rate = unit_rate(single)
    assert (rate.variance, rate.effective, rate_interval(rate)) == (None, 1.0, None)
    assert unpaired(single, single) is None


def test_a_heavy_unit_counts_as_few():
    many = Cells(np.arange(30), np.ones(30), np.array([10.0] * 29 + [10_000.0]))
    assert unit_rate(many).units == 30
    assert unit_rate(many).effective < 1.1
    assert unit_rate(many).few


def test_the_interval_of_a_rate_is_wilson_s_where_trials_are_independent():
    """As many days as trials: the quantile of t is that of the normal distribution."""
    won = np.zeros(100_000)
    won[:20_000] = 1
    rate = unit_rate(Cells(np.arange(100_000), won, np.ones(100_000)))
    assert rate_interval(rate) == pytest.approx((0.19753, 0.20249), abs=2e-5)


def test_the_interval_of_none_at_all_reaches_above_zero():
    rate = unit_rate(Cells(np.arange(10), np.zeros(10), np.full(10, 100.0)))
    low, high = rate_interval(rate)
    assert (low, high > 0.1) == (0.0, True)


@pytest.mark.parametrize("spread", [0.001, 0.01, 0.05])
@pytest.mark.parametrize("free", [7.0, 31.5, 1e9])
@pytest.mark.parametrize("value", [0.0, 0.01, 0.014, 0.02, 0.5])
def test_the_p_value_says_what_the_interval_says(value, free, spread):
    found = RateDifference(value, 0.0, 0.004**2, 0.004**2, free, 20, 20)
    for risk in (0.05, 0.005):
        low, _ = anytime(found, spread, 1 - risk)
        half = plain.often(found.variance, free, spread, risk)
        assert low == pytest.approx(max(-1.0, value - half), abs=1e-12)
        assert (low > 0) == (anytime_p(found, spread) < risk)
    assert once(found)[1] < anytime(found, spread)[1] or anytime(found, spread)[1] == 1


def test_the_likely_difference_is_shrunk_by_what_is_unsure():
    sure, unsure = (RateDifference(0.02, 0.0, v, v, 30, 30, 30) for v in (1e-8, 1e-4))
    assert likely(sure, 0.01) == pytest.approx(0.02, rel=1e-3)
    assert likely(unsure, 0.01) == pytest.approx(0.01)


def test_only_what_exceeds_independent_trials_goes_together():
    independent, twice = (RateDifference(0.1, 0.0, v, 1.0, 9, 9, 9) for v in (1.0, 2.0))
    assert independent.widened(0.75).variance == 1.0
    assert twice.widened(0.75).variance == pytest.approx(2 * (1 + 1.5 * 0.5))


def drifting(seed, days, hold, spread):
    chance = np.random.default_rng(seed)
    steps, level = chance.normal(0, 1, days), 0.0
    out = []
    for step in steps:
        level = hold * level + math.sqrt(1 - hold**2) * step
        out.append(level)
    return spread * np.array(out)


def hangs(seed, hold, days=60):
    residual = drifting(seed, days, hold, 1.0)
    residual -= residual.mean()
    return hang_together(np.arange(days) + 20_000, residual, 7, 0.0)


def test_days_that_go_together_are_noticed_and_others_seldom():
    seeds = range(5000, 5200)
    assert np.mean([hangs(seed, 0.0) for seed in seeds]) < 0.16
    assert np.mean([hangs(seed, 0.6) for seed in seeds]) > 0.9
    assert np.mean([hangs(seed, 0.95) for seed in seeds]) > 0.95


def test_days_do_not_hang_together_where_chance_explains_more():
    residual = drifting(1, 60, 0.9, 1.0)
    variance = float((residual**2).sum())
    assert hang_together(np.arange(60), residual, 7, variance)
    assert not hang_together(np.arange(60), residual, 7, 20 * variance)
    assert not hang_together(np.array([], dtype=np.int64), np.array([]), 7, 0.0)


def test_the_order_of_days_is_that_of_their_places():
    place, residual = np.arange(60), drifting(1, 60, 0.9, 1.0)
    residual -= residual.mean()
    mixed = np.random.default_rng(2).permutation(60)
    assert hang_together(place[mixed], residual[mixed], 7, 0.0)
    assert not hang_together(place, residual[mixed], 7, 0.0)
