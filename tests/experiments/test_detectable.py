"""The difference that a test of some days would find, from how its variants ran so far."""

from __future__ import annotations

import pytest

from metrics.experiments.detectable import detectable
from metrics.experiments.query import ComparisonQuery
from metrics.statistics.sample_size import sample
from tests.experiments.test_compare import RATE, WEEK, campaigns


def ask(*arms: str) -> ComparisonQuery:
    return ComparisonQuery(RATE, "campaign", arms, WEEK)


def test_more_days_find_smaller_differences():
    known = campaigns(("a", 4000, 400), ("b", 4000, 400))
    short, long = (detectable(known, ask("a", "b"), days) for days in (14, 56))
    assert short is not None
    assert long is not None
    assert long == pytest.approx(short / 2, rel=0.05)
    needed = sample(0.1 - short / 2, 0.1 + short / 2)
    assert needed is not None
    assert needed.once == pytest.approx(4000, rel=0.01)


def test_the_pair_that_shows_least_decides():
    known = campaigns(("a", 4000, 400), ("b", 4000, 400), ("c", 400, 40))
    assert detectable(known, ask("a", "b", "c"), 14) > detectable(known, ask("a", "b"), 14)


def test_without_a_rate_nothing_is_known():
    known = campaigns(("a", 4000, 400))
    assert detectable(known, ask("a", "b"), 14) is None
