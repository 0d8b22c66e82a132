"""The ratio of typical values next to scipy's own Welch test, in plain numbers, and its coverage."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from benchmarks.post_views import VIEWS
from metrics.statistics.typical_ratio import typical_ratio

NOW, BEFORE = [120.0, 80.0, 4100.0, 0.0, 95.0, 77.0], [300.0, 210.0, 260.0, 190.0]
WEEKS = [90.0, 80.0, 95.0, 240.0, 260.0, 250.0]  # a bad week, then a good one


def by_hand(now, before, times):
    """Welch's interval of the logarithms, ``times`` as unsure as of independent values."""
    parts = []
    for values in (now, before):
        logs = [math.log(1 + value) for value in values]
        mean = sum(logs) / len(logs)
        squares = sum((one - mean) ** 2 for one in logs)
        parts.append((mean, squares / (len(logs) - 1) / len(logs), len(logs) - 1))
    (mean, own, n), (mean_before, other, m) = parts
    free = (own + other) ** 2 / (own**2 / n + other**2 / m) / times
    half = stats.t.ppf(0.975, free) * math.sqrt(times * (own + other))
    change = mean - mean_before
    return [math.exp(change + step) for step in (-half, 0, half)]


def neighbours(*rows: list[float]):
    """The correlation of values that follow each other, both rows together."""
    above = below = 0.0
    for values in rows:
        logs = [math.log(1 + value) for value in values]
        away = [one - sum(logs) / len(logs) for one in logs]
        above += sum(a * b for a, b in pairwise(away))
        below += sum(one**2 for one in away)
    return above / below + 2 / sum(map(len, rows))


def test_it_is_welchs_test_of_logarithms():
    """One more than each value, so that a post without views counts."""
    logs = [[math.log(1 + value) for value in values] for values in (NOW, BEFORE)]
    other = stats.ttest_ind(*logs, equal_var=False)
    found = typical_ratio(np.array(NOW), np.array(BEFORE))
    assert found is not None
    assert neighbours(NOW, BEFORE) < 0
    assert found.p_value == pytest.approx(other.pvalue, rel=1e-9)
    assert [found.low, found.ratio, found.high] == pytest.approx(by_hand(NOW, BEFORE, 1.0))
    assert found.of_means == pytest.approx((sum(NOW) / 6) / (sum(BEFORE) / 4))
    assert not found.agrees  # one viral post


def test_posts_of_one_week_are_not_independent():
    found = typical_ratio(np.array(WEEKS), np.array(BEFORE))
    near = neighbours(WEEKS, BEFORE)
    assert found is not None
    assert 0.2 < near < 0.9
    expected = by_hand(WEEKS, BEFORE, (1 + near) / (1 - near))
    assert [found.low, found.ratio, found.high] == pytest.approx(expected)


def test_one_value_says_nothing_and_equal_ones_are_certain():
    assert typical_ratio(np.array([5.0]), np.array(BEFORE)) is None
    same = typical_ratio(np.array([9.0, 9.0]), np.array([9.0, 9.0, 9.0]))
    assert same is not None
    assert (same.ratio, same.low, same.high, same.p_value) == (1.0, 1.0, 1.0, 1.0)
    double = typical_ratio(np.array([19.0, 19.0]), np.array([9.0, 9.0]))
    assert double is not None
    assert (double.ratio, double.p_value) == (pytest.approx(2.0), 0.0)
    none = typical_ratio(np.array([9.0, 8.0]), np.array([0.0, 0.0]))
    assert none is not None
    assert (none.of_means, none.agrees) == (None, False)


@pytest.mark.parametrize("name", ["log-normal (sigma 1.5)", "Pareto (1.5)", "one in 33 goes viral"])
def test_heavy_tails_are_held_as_often_as_it_says(name):
    """A few hundred worlds: 95 % hold the truth, within three standard errors."""
    random, worlds, held = np.random.default_rng(77), 300, 0
    level, draw = VIEWS[name]
    for _ in range(worlds):
        found = typical_ratio(0.7 * level * draw(random, 12), level * draw(random, 25))
        assert found is not None
        held += found.low <= 0.7 <= found.high
    assert 0.91 <= held / worlds <= 0.99
