"""Coverage of the ratio of views per post: how often its interval holds the true one, and how often no change is called one.

Posts of one network in two periods, with views of several heavy tails. The interval of typical values
is compared with the delta method and with a bootstrap of the ratio of means, as to each one's own truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from metrics.statistics.typical_ratio import typical_ratio

Array = NDArray[np.float64]
POSTS = ((10, 10), (10, 30), (20, 20), (40, 40))  # now, before
WORLDS = 2_000
DRAWS = 400
BOOTSTRAPS = 500  # worlds: it takes long
TRUTH = 0.8  # times the views of before
SEED = 20_261_202  # never used while the method was chosen
_VIRAL = 0.03  # of posts, with so many times the views:
_TIMES = 50.0


def _viral(random: np.random.Generator, count: int) -> Array:
    usual = random.lognormal(0, 0.6, count)
    return np.where(random.random(count) < _VIRAL, _TIMES * usual, usual)


def _by_week(random: np.random.Generator, count: int) -> Array:
    """Five posts share a good or a bad week, so that they are not independent."""
    weeks = random.lognormal(0, 0.3, -(-count // 5))
    return np.repeat(weeks, 5)[:count] * random.lognormal(0, 0.6, count)


VIEWS: dict[str, tuple[float, Callable[[np.random.Generator, int], Array]]] = {
    "log-normal (sigma 0.5)": (1000.0, lambda random, count: random.lognormal(0, 0.5, count)),
    "log-normal (sigma 1)": (1000.0, lambda random, count: random.lognormal(0, 1.0, count)),
    "log-normal (sigma 1.5)": (1000.0, lambda random, count: random.lognormal(0, 1.5, count)),
    "Pareto (1.5)": (300.0, lambda random, count: random.pareto(1.5, count) + 1),
    "one in 33 goes viral": (800.0, _viral),
    "good and bad weeks": (1000.0, _by_week),
    "eight views": (8.0, lambda random, count: random.lognormal(0, 1.0, count)),
}


def delta(now: Array, before: Array) -> tuple[float, float]:
    """The 95 % interval of the ratio of means, by the variance of their logarithms."""
    parts = [each.var(ddof=1) / len(each) / each.mean() ** 2 for each in (now, before)]
    free = sum(parts) ** 2 / sum(
        v**2 / (len(each) - 1) for v, each in zip(parts, (now, before), strict=True)
    )
    half = float(stdtrit(free, 0.975)) * np.sqrt(sum(parts))
    middle = np.log(now.mean() / before.mean())
    return float(np.exp(middle - half)), float(np.exp(middle + half))


def bootstrap(random: np.random.Generator, now: Array, before: Array) -> tuple[float, float]:
    """The 95 % interval of the ratio of means when posts are drawn again."""
    means = [
        each[random.integers(0, len(each), (DRAWS, len(each)))].mean(axis=1)
        for each in (now, before)
    ]
    low, high = np.quantile(means[0] / np.maximum(means[1], 1e-9), (0.025, 0.975))
    return float(low), float(high)


def run() -> Iterator[str]:
    """A line per kind of views and number of posts."""
    random = np.random.default_rng(SEED)
    for name, (level, draw) in VIEWS.items():
        for count, count_before in POSTS:
            held, by_delta, drawn, false = 0, 0, 0, 0
            for world in range(WORLDS):
                now, same, before = (
                    random.poisson(times * level * draw(random, n)).astype(float)
                    for times, n in ((TRUTH, count), (1.0, count), (1.0, count_before))
                )
                found, none = typical_ratio(now, before), typical_ratio(same, before)
                if found is None or none is None:
                    continue
                held += found.low <= TRUTH <= found.high
                false += not none.low <= 1 <= none.high
                low, high = delta(now, before)
                by_delta += low <= TRUTH <= high
                if world < BOOTSTRAPS:
                    low, high = bootstrap(random, now, before)
                    drawn += low <= TRUTH <= high
            yield (
                f"{name}, {count} posts and {count_before} before: typical {held / WORLDS:.1%} (no "
                f"change called one {false / WORLDS:.1%}), delta method of means {by_delta / WORLDS:.1%}, "
                f"bootstrap of means {drawn / BOOTSTRAPS:.1%}"
            )
