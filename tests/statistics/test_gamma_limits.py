"""Limits of weighted Poisson counts, against plain numerical integration and the exact limits of counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize

from metrics.statistics.gamma_limits import gamma_limits
from metrics.statistics.intervals import garwood
from tests.conftest import examples
from tests.statistics.reference import reference

weights = st.lists(st.floats(0.01, 50), min_size=1, max_size=40)


def of(values, largest, **others: float):
    """The limits for single weights."""
    each = np.asarray(values, dtype=float)
    low, high = gamma_limits(each.sum(), (each**2).sum(), largest, **others)
    return float(low), float(high)


def plain_limit(mean, variance, level):
    """A quantile of the gamma distribution by integrating its density and searching."""
    shape, scale = mean**2 / variance, variance / mean

    def below(x):
        density = lambda t: math.exp(  # noqa: E731
            (shape - 1) * math.log(t) - t / scale - math.lgamma(shape) - shape * math.log(scale)
        )
        return integrate.quad(density, 0, x, limit=400, epsabs=1e-13, epsrel=1e-12)[0]

    top = mean + 12 * math.sqrt(variance) + 12 * scale
    return optimize.brentq(lambda x: below(x) - level, 1e-9, top, xtol=1e-12)


@pytest.mark.parametrize("values", [[1.0] * 10, [3.0, 0.5, 2.0, 2.0], [0.25, 0.5, 1.0, 0.125, 4.0]])
def test_the_limits_are_quantiles_of_gamma_distributions(values):
    top = max(values)
    total, squares = sum(values), sum(v * v for v in values)
    low, high = of(values, top)
    assert low == pytest.approx(plain_limit(total, squares, 0.025), rel=1e-8)
    assert high == pytest.approx(plain_limit(total + top, squares + top * top, 0.975), rel=1e-8)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 29, 30, 385, 100_000])
def test_equal_weights_have_the_exact_limits_of_a_count(count):
    assert of([1.0] * count, 1.0) == pytest.approx(garwood(count), rel=1e-9)


@examples(40)
@given(values=weights, more=st.floats(0.01, 60), spread=st.floats(1, 4))
def test_they_equal_the_reference(values, more, spread):
    expected = reference().gamma_interval(values, spread=spread, biggest=more)
    assert of(values, more, spread=spread) == pytest.approx(expected, rel=1e-9)


@examples(40)
@given(values=weights, factor=st.floats(0.01, 1000))
def test_they_surround_the_sum_and_follow_the_unit(values, factor):
    low, high = of(values, max(values))
    assert 0 <= low < sum(values) < high
    scaled = of([v * factor for v in values], max(values) * factor)
    assert scaled == pytest.approx((low * factor, high * factor), rel=1e-9)


@examples(40)
@given(values=weights, more=st.floats(0.01, 60))
def test_more_caution_is_never_narrower(values, more):
    low, high = of(values, more)
    wide = of(values, more, alpha=0.01)
    clumped = of(values, more, spread=2.0)
    assert wide[0] <= low
    assert wide[1] >= high
    assert clumped[0] <= low
    assert clumped[1] >= high
    assert of(values, 2 * more)[1] >= high


def test_nothing_seen_has_an_upper_limit_by_one_event_more_and_a_loss_has_none():
    low, high = gamma_limits([0.0, 0.0, -5.0], [0.0, 0.0, 25.0], [100.0, 0.0, 5.0])
    assert low[0] == 0
    assert high[0] == pytest.approx(100 * garwood(0)[1])
    assert (low[1], high[1]) == (0, 0)
    assert np.isnan([low[2], high[2]]).all()
