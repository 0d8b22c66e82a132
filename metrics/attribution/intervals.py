"""Bootstrap confidence intervals of attribution credits, by resampling parts of the conversions.

Journeys are assigned to parts at random; drawing parts with replacement is drawing conversions in
bundles, and the statistics of a draw are a sum. With fewer conversions than parts nearly every
conversion is a part of its own.
"""

from __future__ import annotations

import numpy as np

from metrics.attribution.credits import solve, total_credit
from metrics.attribution.daily_aggregates import Matrix, Tallies
from metrics.attribution.model import CoalitionGame, MarkovChain, Model

ENOUGH = 30
"""Conversions below which an interval is more a warning than a measure."""

_DRAWS = 400
_QUICK = 150  # states of a Markov chain up to which it is solved for every draw
_SLOW = 1_500  # states up to which it is solved for some draws
_SLOW_DRAWS = 60
# A fixed seed: the same query always has the same interval.
_SEED = 20_260_101


def intervals(model: Model, tallies: Tallies, figure: str) -> Matrix | None:
    """The 2.5 % and 97.5 % quantiles of the credit per key, two lines.

    ``tallies`` are by part. Every draw is scaled to what was earned in fact: the interval says
    how the same number of conversions may be shared out. None where a chain has too many states
    to be solved that often, and where nothing was earned.
    """
    draws = _draws(model, tallies)
    parts = len(tallies.rows)
    whole = total_credit(tallies, np.ones((1, parts)), figure)[0]
    if draws == 0 or whole <= 0:
        return None
    random = np.random.default_rng(_SEED)
    # Drawing parts with replacement: how often each part is drawn is multinomial.
    weights = random.multinomial(parts, np.full(parts, 1 / parts), draws).astype(np.float64)
    sums = total_credit(tallies, weights, figure)
    weights, sums = weights[sums > 0], sums[sums > 0]
    drawn = solve(model, tallies, weights, figure)[0] * (whole / sums)[:, None]
    bounds: Matrix = np.quantile(drawn, (0.025, 0.975), axis=0)
    return bounds


def _draws(model: Model, tallies: Tallies) -> int:
    if isinstance(model.by, MarkovChain):
        states = tallies.graph.states
        return _DRAWS if states <= _QUICK else _SLOW_DRAWS if states <= _SLOW else 0
    if isinstance(model.by, CoalitionGame):
        return _DRAWS if len(tallies.players) <= 14 else _SLOW_DRAWS
    return _DRAWS
