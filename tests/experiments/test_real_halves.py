"""Real series dealt at random into two variants: a difference is said at most once in twenty."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.experiments import METHODS, periods, real_table
from benchmarks.rate_series import real
from metrics.experiments.units import ChanceUnit
from tests.conftest import EXPORTS

DEALS = 25
pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the real exports are not at hand")


def test_halves_of_real_series_seldom_differ():
    """Ten looks at each of 25 deals of every series; ``benchmarks experiments`` makes 500."""
    shares = [share for *_, share in real_table(DEALS) if share[-1] > 0]
    assert len(shares) > 10
    mean = dict(zip(METHODS, np.mean(shares, axis=0), strict=False))
    assert mean["independent trials"] > 0.4
    assert mean["often"] <= 0.01
    # 400 deals in all: a share of 5 % has a standard error of 1.1 points, and series repeat.
    assert mean["end date"] <= 0.05 + 0.022


def test_neighbouring_months_are_never_decided():
    """They are periods, not halves: the weeks of two months are too few."""
    decided = [periods(series, 28)[1] for series in real() if series.unit is ChanceUnit.DAY]
    assert len(decided) > 5
    assert sum(decided) == 0
