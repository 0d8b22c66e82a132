"""Coverage of the range of a return: how often it holds the value that a channel brings in the long run.

Worlds with a Poisson number of deals, of amounts that differ a little or a lot, each credited in
full or in part. The gamma limits are compared with a Poisson bootstrap of the same deals.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from metrics.statistics.gamma_limits import gamma_limits

Array = NDArray[np.float64]
EXPECTED = (5, 10, 20, 30, 60, 120)  # deals of the channel
SPREADS = {"alike (cv 0.5)": 0.5, "unequal (cv 1.7)": 1.7}
SHARES = np.array([1.0, 1 / 2, 1 / 3, 1 / 4])
WORLDS = 2_000
DRAWS = 400
OTHERS = 3  # deals of other channels for each of this one: the dearest may be among them
SEED = 20_261_130  # never used while the limits were chosen


def amounts(random: np.random.Generator, count: int, spread: float) -> Array:
    """Amounts of deals with mean 1, log-normal."""
    sigma = np.sqrt(np.log1p(spread**2))
    return random.lognormal(-(sigma**2) / 2, sigma, count)


def bootstrap(random: np.random.Generator, weights: Array) -> tuple[float, float]:
    """The 95 % interval of the sum when each deal comes a Poisson number of times."""
    sums = random.poisson(1.0, (DRAWS, len(weights))) @ weights
    low, high = np.quantile(sums, (0.025, 0.975))
    return float(low), float(high)


def run() -> Iterator[str]:
    """A line per kind of amounts and number of deals."""
    random = np.random.default_rng(SEED)
    truth_of_share = SHARES.mean()
    for name, spread in SPREADS.items():
        for expected in EXPECTED:
            truth, held, drawn, widths = expected * truth_of_share, 0, 0, []
            for _ in range(WORLDS):
                own = amounts(random, random.poisson(expected), spread)
                weights = own * random.choice(SHARES, len(own))
                others = amounts(random, random.poisson(OTHERS * expected), spread)
                largest = max(own.max(initial=0.0), others.max(initial=0.0))
                ends = gamma_limits(weights.sum(), (weights**2).sum(), largest)
                low, high = float(ends[0]), float(ends[1])
                held += low <= truth <= high
                widths.append((high - low) / truth)
                least, most = bootstrap(random, weights)
                drawn += least <= truth <= most
            yield (
                f"{name}, {expected} deals: gamma limits hold {held / WORLDS:.1%} "
                f"({np.median(widths):.1f} of the truth wide), a Poisson bootstrap {drawn / WORLDS:.1%}"
            )
