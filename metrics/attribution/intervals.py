"""Intervals of attribution credits: how sure each is, and how the same number may be shared out.

Journeys are assigned to parts at random; drawing parts with replacement is drawing conversions in
bundles, and the statistics of a draw are a sum. With fewer conversions than parts nearly every
conversion is a part of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from metrics.attribution.credits import solve, total_credit
from metrics.attribution.daily_aggregates import Matrix, Tallies
from metrics.attribution.model import MarkovChain, Model
from metrics.statistics.gamma_limits import gamma_limits

ENOUGH = 30
"""Conversions below which an interval is more a warning than a measure."""

_DRAWS = 400
_QUICK = 150  # states of a Markov chain up to which it is solved for every draw
_SLOW = 1_500  # states up to which it is solved for some draws
_SLOW_DRAWS = 60
# A fixed seed: the same query always has the same interval.
_SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class CreditIntervals:
    """The 95 % intervals of the credit per key, two lines each (lower and upper end).

    ``expected`` holds the credit that journeys like these bring: how many conversions there are is
    chance too, so that a key that owns all of them has an interval as well. ``shared`` says how
    the same number of conversions may be shared out.
    """

    expected: Matrix
    shared: Matrix


def intervals(model: Model, tallies: Tallies) -> CreditIntervals | None:
    """The intervals of the credited conversions, from ``tallies`` by part.

    None where a chain has too many states to be solved that often, and where nothing was earned.
    """
    draws = _draws(model, tallies)
    parts = len(tallies.rows)
    every = np.ones((1, parts))
    whole = total_credit(tallies, every, "conversions")[0]
    if draws == 0 or whole <= 0:
        return None
    random = np.random.default_rng(_SEED)
    # Drawing parts with replacement: how often each part is drawn is multinomial.
    weights = random.multinomial(parts, np.full(parts, 1 / parts), draws).astype(np.float64)
    sums = total_credit(tallies, weights, "conversions")
    weights, sums = weights[sums > 0], sums[sums > 0]
    drawn = solve(model, tallies, weights, "conversions")[0] * (whole / sums)[:, None]
    shared: Matrix = np.quantile(drawn, (0.025, 0.975), axis=0)
    credit = solve(model, tallies, every, "conversions")[0][0]
    # A credit is number times share. The draws hold the number fixed, so the variance of a Poisson
    # number is added: credit² ÷ number. Without the share's part these are a count's exact limits.
    squares = drawn.var(axis=0) + credit**2 / whole
    return CreditIntervals(np.array(gamma_limits(credit, squares, 1.0)), shared)


def _draws(model: Model, tallies: Tallies) -> int:
    if isinstance(model.by, MarkovChain):
        states = tallies.graph.states
        return _DRAWS if states <= _QUICK else _SLOW_DRAWS if states <= _SLOW else 0
    return _DRAWS
