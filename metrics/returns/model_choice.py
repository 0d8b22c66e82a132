"""What the choice between two attribution models changes: credits, and costs next to the average."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from metrics.attribution.compare import Comparison, Keys
from metrics.returns.estimate import FEWEST
from metrics.statistics.gamma_limits import gamma_limits

DISAGREE = 1.1
"""Times as much credit from which two models are said to disagree about a key."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The credit of a key under two models."""

    keys: Keys
    first: float
    second: float

    @property
    def times(self) -> float:
        """The larger credit divided by the smaller one; infinite where one model gives nothing."""
        low, high = sorted((self.first, self.second))
        return high / low if low > 0 else inf


def largest_shift(
    found: Comparison,
    models: tuple[str, str],
    figure: str = "conversions",
    among: Collection[str] = (),
) -> Shift | None:
    """The key whose credit changes most from one model to the other; None where they agree on all.

    ``models`` are ids, ``figure`` is ``conversions`` or ``value``, ``among`` the keys in question
    (by default all with a name). Keys that both models credit with fewer than ``FEWEST``
    conversions are left out: their ratio says nothing.
    """
    at = _places(found, models)
    shifts = []
    for spread in found.known:
        if among and spread.keys[0] not in among:
            continue
        if max(spread.conversions[place] for place in at) < FEWEST:
            continue
        credits_ = spread.conversions if figure == "conversions" else spread.values
        first, second = (credits_[place] or 0.0 for place in at)
        if max(first, second) > 0:
            shifts.append(Shift(spread.keys, first, second))
    most = max(
        shifts, key=lambda shift: (shift.times, max(shift.first, shift.second)), default=None
    )
    return most if most is not None and most.times >= DISAGREE else None


class CostSide(StrEnum):
    """A cost per result next to the average: beyond random variation, or not."""

    CHEAPER = "cheaper"
    NEAR = "near"
    DEARER = "dearer"


@dataclass(frozen=True, slots=True)
class CostVerdict:
    """The cost per result of a key under two models, and what each says of it."""

    key: str
    costs: tuple[float, float]
    sides: tuple[CostSide, CostSide]

    @property
    def changes(self) -> bool:
        """Whether the models say different things."""
        return self.sides[0] is not self.sides[1]


def cost_verdicts(
    found: Comparison, models: tuple[str, str], costs: Mapping[str, float], average: float
) -> tuple[CostVerdict, ...]:
    """The verdicts on the keys that have a cost: those that change first, then the dearest.

    ``average`` is the cost per result of all. Keys with fewer than ``FEWEST`` results under one of
    the models have no verdict.
    """
    at = _places(found, models)
    verdicts = []
    for spread in found.known:
        cost = costs.get(spread.keys[0] or "")
        credited = [spread.conversions[place] for place in at]
        if not cost or min(credited) < FEWEST:
            continue
        first, second = credited
        sides = (side_of(cost, first, average), side_of(cost, second, average))
        verdicts.append(CostVerdict(spread.keys[0] or "", (cost / first, cost / second), sides))
    return tuple(sorted(verdicts, key=lambda one: (not one.changes, -max(one.costs), one.key)))


def side_of(cost: float, results: float, average: float) -> CostSide:
    """Where the cost per result is, with the random variation (95 %) of the number of results."""
    low, high = (float(end) for end in gamma_limits(results, results, 1.0))
    if cost > average * high:
        return CostSide.DEARER
    return CostSide.CHEAPER if cost < average * low else CostSide.NEAR


def _places(found: Comparison, models: tuple[str, str]) -> tuple[int, int]:
    ids = [answer.model.id for answer in found.answers]
    return ids.index(models[0]), ids.index(models[1])
