"""Intervals, chances and sample sizes against published figures and plain oracles."""

from __future__ import annotations

import math
import random
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.statistics.anytime import anytime, anytime_p
from metrics.statistics.binomial_sample import BinomialSample
from metrics.statistics.difference import newcombe
from metrics.statistics.posterior import chance_higher
from metrics.statistics.sample_size import sample

arms = st.integers(1, 400).flatmap(
    lambda n: st.builds(BinomialSample, st.integers(0, n).map(float), st.just(float(n)))
)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (BinomialSample(56, 70), BinomialSample(48, 80), (0.0524, 0.3339)),
        (BinomialSample(9, 10), BinomialSample(3, 10), (0.1705, 0.8090)),
        (BinomialSample(6, 7), BinomialSample(2, 7), (0.0582, 0.8062)),
        (BinomialSample(5, 56), BinomialSample(0, 29), (-0.0381, 0.1926)),
        (BinomialSample(0, 10), BinomialSample(0, 20), (-0.1611, 0.2775)),
        (BinomialSample(0, 10), BinomialSample(0, 10), (-0.2775, 0.2775)),
        (BinomialSample(10, 10), BinomialSample(0, 20), (0.6791, 1.0000)),
        (BinomialSample(10, 10), BinomialSample(0, 10), (0.6075, 1.0000)),
    ],
)
def test_newcombe_s_interval_is_that_of_his_paper(a, b, expected):
    """The worked examples of his table II, method 10."""
    assert newcombe(a, b) == pytest.approx(expected, abs=6e-5)


@given(arms, arms)
def test_swapping_the_arms_turns_every_figure_round(a, b):
    low, high = newcombe(a, b)
    assert newcombe(b, a) == pytest.approx((-high, -low))
    assert chance_higher(a, b) + chance_higher(b, a) == pytest.approx(1, abs=1e-9)
    assert anytime_p(a, b) == pytest.approx(anytime_p(b, a))
    assert low - 1e-12 <= a.rate - b.rate <= high + 1e-12


def covered(draw, true_a, true_b, size_a, size_b, interval):
    a = BinomialSample(sum(draw.random() < true_a for _ in range(size_a)), size_a)
    b = BinomialSample(sum(draw.random() < true_b for _ in range(size_b)), size_b)
    low, high = interval(a, b)
    return low <= true_a - true_b <= high


def test_newcombe_s_interval_holds_19_times_of_20():
    draw = random.Random(8)
    held = sum(covered(draw, 0.12, 0.07, 90, 140, newcombe) for _ in range(3000))
    assert held / 3000 == pytest.approx(0.95, abs=0.015)


def plain_chance(a, b):
    """P(a > b) as the finite sum that whole-numbered beta posteriors allow."""

    def beta(x, y):
        return math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y)

    c, d = b.successes + 1, b.trials - b.successes + 1
    e, f = int(a.successes) + 1, a.trials - a.successes + 1
    terms = [beta(c + i, d + f) - math.log(f + i) - beta(1 + i, f) - beta(c, d) for i in range(e)]
    return math.fsum(math.exp(term) for term in terms)


@given(arms, arms)
def test_the_posterior_chance_is_the_exact_sum(a, b):
    assert chance_higher(a, b) == pytest.approx(plain_chance(a, b), abs=1e-8)


def test_the_posterior_chance_is_exact_for_very_unlike_arms():
    a, b = BinomialSample(30, 10_000), BinomialSample(3, 40)
    assert chance_higher(a, b) == pytest.approx(plain_chance(a, b), rel=1e-6)


@given(arms, arms, st.sampled_from([None, 0.01, 0.2]))
def test_the_p_value_says_what_the_interval_says(a, b, wanted):
    between = anytime(a, b, wanted)
    away = between is not None and (between[0] > 0 or between[1] < 0)
    assert away == (anytime_p(a, b, wanted) < 0.05)
    if between is not None:
        low, high = newcombe(a, b)
        assert between[1] - between[0] > 0.9 * (high - low)


@pytest.mark.parametrize(("p", "q", "published"), [(0.10, 0.12, 3841), (0.05, 0.10, 435), (0.6, 0.7, 356)])  # fmt: skip
def test_the_sample_for_one_look_is_the_textbook_s(p, q, published):
    assert sample(p, q).once == pytest.approx(published, abs=1)
    assert sample(p, q) == sample(q, p)


def test_the_sample_finds_the_difference_four_times_out_of_five():
    """Simulated with one look at the end, at the size for one look."""
    draw, size = random.Random(5), sample(0.1, 0.2).once
    z = NormalDist().inv_cdf(0.975)
    found = 0
    for _ in range(1500):
        p, q = (sum(draw.random() < rate for _ in range(size)) / size for rate in (0.1, 0.2))
        mean = (p + q) / 2
        found += abs(p - q) > z * math.sqrt(2 * mean * (1 - mean) / size)
    assert found / 1500 == pytest.approx(0.8, abs=0.03)


def test_no_difference_needs_no_sample_and_looking_often_needs_more():
    assert sample(0.1, 0.1) is None
    assert sample(0.5, 1.2) is None
    assert sample(0.02, 0.025).anytime > sample(0.02, 0.025).once
