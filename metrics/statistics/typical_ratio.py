"""How many times as large as before a typical value is, with its interval.

Views of posts have heavy tails: one of thirty has fifty times the views of the others, and means, their
delta method and their bootstrap hold far less often than they say. What multiplies all posts
multiplies a typical one as much, and logarithms have no heavy tail: the interval is Welch's of the
difference of their means (B. Welch, Biometrika 34 (1947) 28-35). One is added to each value, so that
a post without views counts. Posts that follow each other share good and bad weeks: with the
correlation r of neighbours the variance is (1 + r) / (1 - r) times that of independent ones, and there
are as many times fewer degrees of freedom (G. Bayley, J. Hammersley, Supplement to the JRSS 8 (1946)
184-197, for a first-order dependence).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from metrics.statistics.period_change import ALPHA, Array, p_value, quantile

_MOST = 0.9  # correlation of neighbours


@dataclass(frozen=True, slots=True)
class TypicalRatio:
    """The typical value now over the one before, with its 95 % interval and two-sided p-value.

    ``of_means`` is the ratio of the means, that a reader who divides sums finds; None where the one
    before is zero.
    """

    ratio: float
    low: float
    high: float
    p_value: float
    of_means: float | None

    @property
    def agrees(self) -> bool:
        """Whether the means changed in the same direction."""
        return self.of_means is not None and (self.of_means < 1) == (self.ratio < 1)


def typical_ratio(now: Array, before: Array, alpha: float = ALPHA) -> TypicalRatio | None:
    """The ratio of geometric means of values of at least zero, in order; None with one of a kind.

    >>> found = typical_ratio(np.array([9.0, 19.0, 9.0]), np.array([99.0, 199.0, 99.0]))
    >>> round(found.ratio, 3), found.high < 1
    (0.1, True)
    """
    if min(len(now), len(before)) < 2:
        return None
    logs = [np.log1p(values) for values in (now, before)]
    variances = [float(each.var(ddof=1)) / len(each) for each in logs]
    change, times = float(logs[0].mean() - logs[1].mean()), _dependence(logs)
    variance = times * sum(variances)
    free = max(_free(variances, [len(each) - 1 for each in logs]) / times, 1.0)
    deviation = float(np.sqrt(variance))
    half = quantile(alpha, free) * deviation
    low, ratio, high = (float(np.exp(change + step)) for step in (-half, 0.0, half))
    mean = float(before.mean())
    of_means = float(now.mean()) / mean if mean else None
    return TypicalRatio(ratio, low, high, p_value(change, deviation, free), of_means)


def _dependence(logs: Sequence[Array]) -> float:
    """How many times the variance of independent values a mean has; at least 1."""
    away = [each - each.mean() for each in logs]
    squares = sum(float(each @ each) for each in away)
    if not squares:
        return 1.0
    # A correlation of so few values is too low by about the share of one of them.
    lag = sum(float(each[1:] @ each[:-1]) for each in away) / squares + 2 / sum(map(len, logs))
    near = min(max(lag, 0.0), _MOST)
    return (1 + near) / (1 - near)


def _free(variances: list[float], each: list[int]) -> float:
    """Welch's and Satterthwaite's degrees of freedom; the smaller number without any variance."""
    whole = sum(variances)
    if not whole:
        return float(min(each))
    return whole**2 / sum(v**2 / n for v, n in zip(variances, each, strict=True))
