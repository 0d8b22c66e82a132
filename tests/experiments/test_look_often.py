"""Looking every day: the always-valid interval holds over the whole path, the fixed one does not."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.statistics.anytime import anytime
from metrics.statistics.binomial_sample import BinomialSample
from metrics.statistics.difference import newcombe
from metrics.statistics.sample_size import sample

PATHS, DAYS = 200, 90


def paths(rates, per_day, seed):
    """Cumulative successes and trials of both arms, day by day, on many paths."""
    draw = np.random.default_rng(seed)
    trials = draw.poisson(per_day, (PATHS, DAYS, 2))
    wins = draw.binomial(trials, rates)
    return wins.cumsum(axis=1), trials.cumsum(axis=1)


def ever_missed(path, interval, true):
    """Whether the interval ever left out the true difference."""
    for (a, b), (m, n) in zip(*path, strict=True):
        ends = interval(BinomialSample(a, m), BinomialSample(b, n)) if min(m, n) else None
        if ends is not None and not ends[0] <= true <= ends[1]:
            return True
    return False


def share_missed(rates, per_day, interval, seed=3):
    wins, trials = paths(rates, per_day, seed)
    true = rates[0] - rates[1]
    return np.mean([ever_missed(path, interval, true) for path in zip(wins, trials, strict=True)])


@pytest.mark.parametrize(
    ("rates", "per_day"),
    [((0.02, 0.02), (80, 80)), ((0.05, 0.03), (200, 60)), ((0.4, 0.4), (20, 20)), ((0.01, 0.01), (300, 30))],
)  # fmt: skip
@pytest.mark.parametrize("wanted", [None, 0.01])
def test_peeking_every_day_errs_at_most_once_in_twenty(rates, per_day, wanted):
    assert share_missed(rates, per_day, lambda a, b: anytime(a, b, wanted)) <= 0.05


def test_peeking_every_day_at_a_fixed_interval_errs_far_more_often():
    """What the page warns of is true."""
    assert share_missed((0.05, 0.05), (100, 100), newcombe) > 0.15


def test_a_planned_difference_is_found_by_the_sample_that_was_named():
    """At the planned size, four paths out of five have been decided."""
    rates, days = (0.10, 0.14), 60
    per_day = sample(*rates).anytime / days
    draw = np.random.default_rng(1)
    wins = draw.binomial(round(per_day * days), rates, (800, 2))
    ends = [
        anytime(BinomialSample(a, per_day * days), BinomialSample(b, per_day * days), 0.04)
        for a, b in wins.tolist()
    ]
    assert np.mean([end is not None and end[1] < 0 for end in ends]) == pytest.approx(0.8, abs=0.06)


def test_nothing_is_decided_before_ten_results_and_ten_failures():
    assert anytime(BinomialSample(9, 1000), BinomialSample(500, 1000)) is None
    assert anytime(BinomialSample(500, 509), BinomialSample(500, 1000)) is None
    assert anytime(BinomialSample(10, 1000), BinomialSample(500, 1000)) is not None
