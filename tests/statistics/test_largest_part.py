"""Which part is the largest, by how much their days vary."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.statistics.largest_part import largest_part
from metrics.statistics.unit_rates import LEAST_UNITS


def lower_end(one: list[float], other: list[float], risk: float) -> float:
    """The lower end of one's share of both, day by day and by scipy's own distributions.

    Few heavy days say nothing: the end is 0.
    """
    both = [a + b for a, b in zip(one, other, strict=True)]
    if sum(both) ** 2 / sum(n * n for n in both) < LEAST_UNITS:
        return 0.0
    size, top, days = sum(both), sum(one), len(both)
    without = [(top - a) / (size - n) for a, n in zip(one, both, strict=True)]
    mean, share = sum(without) / days, top / size
    variance = (days - 1) / days * sum((x - mean) ** 2 for x in without)
    spread = share * (1 - share)
    trials = spread / max(variance, spread / size)
    effective = size**2 / sum(n * n for n in both)
    z = stats.t.ppf(1 - risk / 2, effective - 1)
    centre = share + z * z / (2 * trials)
    half = z * math.sqrt(spread / trials + z * z / (4 * trials * trials))
    return (centre - half) / (1 + z * z / trials)


DAYS = st.lists(st.integers(1, 60), min_size=12, max_size=12)


@given(st.lists(DAYS, min_size=2, max_size=4), st.integers(1, 4))
def test_each_other_part_is_tested_at_a_risk_shared_by_all_pairs(parts, times):
    """By a second calculation in plain Python."""
    named = {str(n): [float(times * x) if n == 0 else float(x) for x in days] for n, days in enumerate(parts)}  # fmt: skip
    first = max(named, key=lambda name: sum(named[name]))
    pairs = len(named) * (len(named) - 1) // 2
    ends = [lower_end(named[first], named[name], 0.05 / pairs) for name in named if name != first]
    wanted = first if all(end > 0.5 for end in ends) else None
    assert largest_part({name: np.array(days) for name, days in named.items()}) == wanted


@pytest.mark.parametrize("count", [2, 5])
@pytest.mark.parametrize("days", [10, 31, 90])
def test_equal_parts_are_seldom_told_apart(days, count):
    """Days clump: each has a rate of its own. The bound of independent events is wrong in a third."""
    random, worlds, wrong = np.random.default_rng(1000 + days), 1000, 0
    for _ in range(worlds):
        mean = 12 * random.gamma(3.0, 1 / 3, (count, days))
        parts = random.poisson(mean).astype(float)
        wrong += largest_part({str(n): part for n, part in enumerate(parts)}) is not None
    assert wrong / worlds <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / worlds)


def test_a_part_of_twice_the_size_is_found():
    random = np.random.default_rng(77)
    mean = np.array([24.0, 12.0, 12.0])[:, None] * random.gamma(3.0, 1 / 3, (3, 60))
    parts = random.poisson(mean).astype(float)
    assert largest_part(dict(zip("abc", parts, strict=True))) == "a"


@pytest.mark.parametrize(("days", "found"), [(7, None), (8, "a"), (9, "a")])
def test_few_days_do_not_say_how_much_days_vary(days, found):
    assert largest_part({"a": np.full(days, 30.0), "b": np.full(days, 2.0)}) == found


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"a": [30.0] * 20},
        {"a": [0.0] * 20, "b": [0.0] * 20},
        {"a": [30.0] * 19 + [float("nan")], "b": [1.0] * 20},
        {"a": [30.0] * 20, "b": [1.0] * 19 + [-1.0]},
        {"a": [30.0] * 20, "b": [30.0] * 20},
    ],
)
def test_nothing_is_the_largest_of_nothing_or_of_what_is_unknown(parts):
    assert largest_part({name: np.array(days) for name, days in parts.items()}) is None
