"""Looking every day: verdicts hold over the whole path, also where days differ and hang together."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.experiments import METHODS, path
from benchmarks.rate_series import RateWorld
from metrics.statistics.sample_size import sample
from metrics.statistics.unit_intervals import anytime
from metrics.statistics.unit_rates import RateDifference

PATHS, SEED = 60, 20_000
TRIALS, OFTEN, PLANNED, ONCE = range(len(METHODS))


def found(world, paths=PATHS, days=60):
    """The share of paths on which each method found a difference."""
    return np.mean([path(world, SEED + n, days).found for n in range(paths)], axis=0)


@pytest.mark.parametrize(
    "world",
    [
        RateWorld(200),
        RateWorld(1000, own=0.2),
        RateWorld(1000, own=0.35),
        RateWorld(1000, own=0.1, shared=0.35),
        RateWorld(60, own=0.2, rate=0.4),
    ],
)
def test_peeking_every_day_errs_at_most_about_once_in_twenty(world):
    """A share of 5 % has a standard error of 2.8 points on so many paths."""
    shares = found(world)
    assert shares[OFTEN] <= 0.05
    assert shares[PLANNED] <= 0.05 + 2 * 0.028


def test_trials_that_are_taken_for_independent_err_far_more_often():
    assert found(RateWorld(1000, own=0.35), 30)[TRIALS] > 0.5


def test_an_end_date_finds_more_than_looking_without_an_end():
    shares = found(RateWorld(1000, own=0.2, lift=0.1), 60)
    assert shares[PLANNED] > shares[OFTEN] + 0.1


def test_the_estimate_at_the_verdict_exaggerates_and_the_likely_one_less():
    paths = [path(RateWorld(200, lift=0.2), SEED + n) for n in range(40)]
    at_verdict = np.mean([one.exaggerated for one in paths if one.exaggerated])
    shrunk = np.mean([one.shrunk for one in paths if one.shrunk])
    assert at_verdict > 1.1
    assert abs(np.log(shrunk)) < np.log(at_verdict)


def test_a_planned_difference_is_found_by_the_sample_that_was_named():
    """At the planned size, four tests out of five have been decided."""
    rates = (0.10, 0.14)
    size = sample(*rates).anytime
    wins = np.random.default_rng(1).binomial(size, rates, (800, 2)) / size
    decided = 0
    for a, b in wins.tolist():
        variance = (a * (1 - a) + b * (1 - b)) / size
        known = RateDifference(a, b, variance, variance, 1e9, 60, 60)
        decided += anytime(known, 0.04)[1] < 0
    assert decided / 800 == pytest.approx(0.8, abs=0.06)


def test_the_sample_grows_with_a_spread_that_is_tuned_to_another_difference():
    right, wrong = (sample(0.1, 0.14, spread=spread).anytime for spread in (0.04, 0.01))
    assert right == sample(0.1, 0.14).anytime < wrong


@pytest.mark.parametrize(("p", "q", "published"), [(0.10, 0.12, 3841), (0.05, 0.10, 435), (0.6, 0.7, 356)])  # fmt: skip
def test_the_sample_for_one_look_is_the_textbook_s(p, q, published):
    assert sample(p, q).once == pytest.approx(published, abs=1)
    assert sample(p, q) == sample(q, p)


def test_no_difference_needs_no_sample_and_looking_often_needs_more():
    assert sample(0.1, 0.1) is None
    assert sample(0.5, 1.2) is None
    assert sample(0.02, 0.025).anytime > sample(0.02, 0.025).once
