"""The forecast of totals in plain Python, week by week: what the vectorised code is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, expm1, lgamma, log, sqrt
from statistics import NormalDist

from metrics.goals.forecast.levels import CLUMP, KEEP, LIKELY, PRIOR
from metrics.goals.forecast.trends import SLOPE

Series = Sequence[float]


def dispersion(amounts: Series, exposures: Series) -> float:
    """The variance of a week over its mean, by steps between weeks; at least 1 (counts)."""
    steps = []
    for place in range(1, len(amounts)):
        before, now = exposures[place - 1], exposures[place]
        if before > 0 and now > 0:
            step = amounts[place] / now - amounts[place - 1] / before
            steps.append(step**2 / (1 / now + 1 / before))
    mean = sum(amounts) / sum(exposures)
    return max(1.0, sum(steps) / len(steps) / mean) if steps and mean > 0 else 1.0


def level(amounts: Series, exposures: Series, ahead: float, back: float) -> tuple[float, float]:
    """Mean and variance of the amount that an exposure brings after the last week."""
    around, long = dispersion(amounts, exposures), sum(amounts) / sum(exposures)
    guess = max(sum(amounts[:4]) / sum(exposures[:4]), 0.2)
    models = [
        (prior, *_filtered(amounts, exposures, keep, max(1.0, around * times), guess))
        for keep, prior in zip(KEEP.tolist(), LIKELY.tolist(), strict=True)
        for times in CLUMP.tolist()
    ]
    top = max(prior + fit for prior, fit, *_ in models)
    weights = [exp(prior + fit - top) for prior, fit, *_ in models]
    mean = square = 0.0
    for weight, (_, _, shape, rate, keep, clump) in zip(weights, models, strict=True):
        own, variance = _ahead(shape, rate, keep, clump, ahead, back, long)
        mean += weight * own / sum(weights)
        square += weight * (variance + own**2) / sum(weights)
    return mean, square - mean**2


def _filtered(
    amounts: Series, exposures: Series, keep: float, clump: float, guess: float
) -> tuple[float, float, float, float, float]:
    shape, rate, fit = PRIOR, PRIOR / guess, 0.0
    for amount, exposure in zip(amounts, exposures, strict=True):
        shape, rate = shape * keep, rate * keep
        if exposure > 0:
            count, odds = amount / clump, rate * clump / exposure
            fit += lgamma(count + shape) - lgamma(shape) - lgamma(count + 1) - log(clump)
            fit += shape * log(odds / (odds + 1)) - count * log(odds + 1)
        shape, rate = shape + amount / clump, rate + exposure / clump
    return fit, shape, rate, keep, clump


def _ahead(
    shape: float, rate: float, keep: float, clump: float, wide: float, back: float, long: float
) -> tuple[float, float]:
    left, wander = 1.0, wide / 3
    if back:
        way = back * wide
        left = -expm1(-way) / way
        wander = (wide + 2 * expm1(-way) / back - expm1(-2 * way) / (2 * back)) / way**2
    mean = left * shape / rate + (1 - left) * long
    step = (1 - keep) / (keep * (shape + 1))
    square = (mean**2 + left**2 * shape / rate**2) * (1 + min(step * wander, 3.0))
    return mean * wide, clump * mean * wide + (square - mean**2) * wide**2


def slope(amounts: Series, exposures: Series) -> tuple[float, float]:
    """Level and slope that make the weeks likeliest, given the prior of the slope (bisection)."""
    clump = dispersion(amounts, exposures)
    ages = [float(place - len(amounts) + 1) for place in range(len(amounts))]
    low, high = -0.2, 0.2
    for _ in range(200):
        middle = (low + high) / 2
        lean = _score(amounts, exposures, ages, middle) / clump - middle / SLOPE**2
        low, high = (middle, high) if lean > 0 else (low, middle)
    means = [e * exp(low * age) for e, age in zip(exposures, ages, strict=True)]
    return log(sum(amounts) / sum(means)), low


def _score(amounts: Series, exposures: Series, ages: Series, way: float) -> float:
    means = [e * exp(way * age) for e, age in zip(exposures, ages, strict=True)]
    level = sum(amounts) / sum(means)
    return sum(
        age * (amount - level * mean)
        for age, amount, mean in zip(ages, amounts, means, strict=True)
    )


def last_year(rates: Series, ahead: int) -> tuple[float, float]:
    """Last year's move less its noise, and the share of it that counts."""
    count = len(rates)

    def move(place: int, weeks: int) -> float:
        after = sum(rates[place : place + weeks]) / weeks
        first = max(0, place - 8)
        before = sum(rates[first:place]) / (place - first)
        return log((after + 0.5) / (before + 0.5))

    short = min(ahead, max(4, (count - 60) // 2))
    pairs = [(move(at - 52, short), move(at, short)) for at in range(60, count - short + 1)]
    before = sum(rates[count - 60 : count - 52])
    after = sum(rates[count - 52 : count - 52 + ahead])
    noise = 0.01 + 1 / max(before, 1.0) + 1 / max(after, 1.0)
    own = move(count - 52, ahead)
    own *= max(0.0, 1 - noise / own**2)
    each = 1 / max(1.0, (short + 8) / 3)
    scale = 3 * max(sum(then**2 for then, _ in pairs) / len(pairs), noise)
    over = each * sum(then * now for then, now in pairs) + 0.5 * scale
    return own, min(max(over / (each * sum(then**2 for then, _ in pairs) + scale), 0.0), 1.0)


def crps(mean: float, variance: float, came: float) -> float:
    """The score of a normal forecast, by its definition: the integral of squared distances."""
    normal, spread = NormalDist(mean, sqrt(variance)), sqrt(variance)
    steps = 20_000
    width = 24 * spread / steps
    places = [mean - 12 * spread + (n + 0.5) * width for n in range(steps)]
    return sum((normal.cdf(x) - (x >= came)) ** 2 for x in places) * width
