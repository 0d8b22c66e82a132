"""The smallest difference that a test of some days would find, from how its variants ran so far."""

from __future__ import annotations

import math
from itertools import combinations

from data.facts.source import FactSource
from metrics.experiments.compare import Measured, measured
from metrics.experiments.query import ComparisonQuery
from metrics.experiments.rates import rates
from metrics.experiments.units import cells
from metrics.statistics.sample_size import sample

_STEPS = 40  # halvings of the range of differences: far below what is shown


def detectable(facts: FactSource, ask: ComparisonQuery, days: int) -> float | None:
    """The difference of rates, as a share, that ``days`` find four times out of five at their end.

    Of the pair that shows least, at the cases a day of the query's period. None where a rate or how
    much it varies is unknown, or no difference is large enough.
    """
    known = cells(facts, ask)
    found = [
        _of_pair(measured(a, b, ask, known), days)
        for a, b in combinations(rates(facts, ask, known), 2)
        if a.metric == b.metric
    ]
    differences = [one for one in found if one is not None]
    return max(differences) if found and len(differences) == len(found) else None


def _of_pair(pair: Measured, days: int) -> float | None:
    difference = pair.difference
    if difference is None or pair.a.trials is None or pair.b.trials is None:
        return None
    cases = min(rate.trials.trials * days / rate.days for rate in (pair.a, pair.b) if rate.trials)
    enough = cases / difference.dispersion
    middle = (difference.a + difference.b) / 2
    low, high = 0.0, 1.0
    if not _is_found(middle, high, enough):
        return None
    for _ in range(_STEPS):
        half = (low + high) / 2
        low, high = (low, half) if _is_found(middle, half, enough) else (half, high)
    return high


def _is_found(middle: float, gap: float, enough: float) -> bool:
    """Whether so many cases find the gap around a rate, moved inside 0 to 1 where it reaches beyond."""
    low = min(max(middle - gap / 2, 0.0), 1 - gap)
    if math.isclose(gap, 1.0):  # nothing against all takes two cases
        return enough >= 2
    needed = sample(low, low + gap)
    return needed is not None and needed.once <= enough
