"""Costs of campaigns in plain Python, by their definitions and in loops; scipy has the distributions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from scipy import stats

Row = dict[str, object]
Squares = tuple[float, int]


def squares(days: Sequence[float | None], first: date) -> Squares:
    """Pearson's squares of daily counts around working days and weekends of four weeks."""
    cells: dict[tuple[int, bool], list[float]] = defaultdict(list)
    for place, count in enumerate(days):
        if count is not None:
            day = first + timedelta(days=place)
            cells[(len(days) - 1 - place) // 28, day.weekday() >= 5].append(count)
    total, free = 0.0, 0
    for counts in cells.values():
        if len(counts) > 1 and sum(counts) >= 2:
            mean = sum(counts) / len(counts)
            total += sum((count - mean) ** 2 / mean for count in counts)
            free += len(counts) - 1
    return total, free


def added(parts: Iterable[Squares]) -> Squares:
    """The squares of several counts together."""
    every = list(parts)
    return sum(total for total, _ in every), sum(free for _, free in every)


def spread(own: Squares, others: Squares) -> float:
    """The dispersion: by the own days, or by all where these are fewer than twenty degrees."""
    total, free = own if own[1] >= 20 or own[1] >= others[1] else others
    if free == 0:
        return 1.0
    return max(1.0, total / free * (stats.t.ppf(0.975, free) / stats.norm.ppf(0.975)) ** 2)


def limits(total: float, squared: float, more: float, times: float) -> tuple[float, float]:
    """Gamma limits of a sum of Poisson events (Fay and Feuer 1997)."""
    low = 0.0
    if total > 0:
        varies = times * squared
        low = float(stats.gamma.ppf(0.025, total**2 / varies, scale=varies / total))
    up, varies = total + more, times * (squared + more**2)
    return low, float(stats.gamma.ppf(0.975, up**2 / varies, scale=varies / up))


def cost(spend: float, count: float, times: float) -> tuple[float | None, float, float | None]:
    """The cost of one event, its low end and its high one."""
    low, high = limits(count, count, 1.0, times)
    return (spend / count if count else None), spend / high, (spend / low if low else None)


def compared(
    spend: tuple[float, float], count: tuple[float, float], times: tuple[float, float]
) -> tuple[float | None, float, float | None, float]:
    """Cost of the first over that of the second: ratio, its ends, and the two-sided p-value."""
    known = [(t, n) for t, n in zip(times, count, strict=True) if n]
    phi = sum(t / n for t, n in known) / sum(1 / n for _, n in known)
    dear, cheap = (n / phi for n in count)
    share = spend[1] / sum(spend)
    beta = stats.beta
    more = beta.cdf(share, cheap, dear + 1)
    fewer = 1 - beta.cdf(share, cheap + 1, dear) if dear else 1.0
    low = beta.ppf(0.025, cheap, dear + 1)
    high = beta.ppf(0.975, cheap + 1, dear) if dear else 1.0

    def ratio(part: float) -> float:
        return part / (1 - part) * spend[0] / spend[1]

    value = (spend[0] / count[0]) / (spend[1] / count[1]) if count[0] else None
    return value, ratio(low), ratio(high) if high < 1 else None, min(1.0, 2 * min(more, fewer))


def holm(values: Sequence[float]) -> list[float]:
    """Adjusted p-values: the smallest times their number, the next times one less, and so on."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    found, highest = [0.0] * len(values), 0.0
    for step, at in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - step) * values[at]))
        found[at] = highest
    return found


def negative_binomial(mean: float, times: float, count: int) -> float:
    """The probability of so many events or fewer, with ``times`` Poisson's variance."""
    if count < 0:
        return 0.0
    if times <= 1:
        return float(stats.poisson.cdf(count, mean))
    return float(stats.nbinom.cdf(count, mean / (times - 1), 1 / times))


def deviation(values: Sequence[float]) -> float:
    """The sample standard deviation over the mean."""
    mean = sum(values) / len(values)
    return math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1)) / mean
