"""Ranges of credited results: over the attribution models, and over the models and random variation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from metrics.statistics.gamma_limits import gamma_limits
from metrics.statistics.maturity import EVERYTHING, KnownShare

FEWEST = 10
"""Deals (or leads) of a key below which no return (or cost per lead) is said."""
FEWEST_IN_ALL = 30
"""Deals of all keys below which no return is said of any of them."""
ENOUGH = 30
"""Deals (or leads) of a key from which a single figure is shown next to its range."""


class Certainty(StrEnum):
    """What may be said of a ratio: nothing, a range alone, or a figure with its range."""

    TOO_FEW = "too_few"
    RANGE = "range"
    FIGURE = "figure"


def certainty(cases: int, all_cases: int | None = None) -> Certainty:
    """What ``cases`` of a key carry, of ``all_cases`` where all keys need enough of them too."""
    if cases < FEWEST or (all_cases is not None and all_cases < FEWEST_IN_ALL):
        return Certainty.TOO_FEW
    return Certainty.RANGE if cases < ENOUGH else Certainty.FIGURE


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest value over the models."""

    low: float
    high: float

    @classmethod
    def over(cls, values: Iterable[float]) -> Range | None:
        """The range of some values; None where there are none."""
        known = list(values)
        return cls(min(known), max(known)) if known else None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The range of a ratio over models and random variation; ``high`` None where it has no end.

    ``middle`` is the median of the models' own ratios, None where only a range is said.
    """

    low: float
    high: float | None
    middle: float | None


@dataclass(frozen=True, slots=True)
class Credited:
    """What one model credits to a key: the sum, and the sum of the squares of its parts."""

    total: float
    squares: float


@dataclass(frozen=True, slots=True)
class ReturnEstimate:
    """A credited result: ``models`` are the models' own sums, ``middle`` is their median.

    From ``low`` to ``high`` it lies with 95 % over models and random variation together: from the
    lowest lower limit of a model to the highest upper one.
    """

    models: Range
    middle: float
    low: float
    high: float

    @classmethod
    def over(
        cls,
        credited: Sequence[Credited],
        largest: float,
        *,
        known: KnownShare = EVERYTHING,
    ) -> ReturnEstimate | None:
        """The estimate from what each model credits; None without a model, or with a loss.

        ``largest`` is the weight of one case more: the dearest of all keys, in full. ``known`` is
        the share of the final result that is known by now: middle and ends are what is expected in
        the end, ``models`` what is known.
        """
        models = Range.over(one.total for one in credited)
        if models is None or models.low < 0:
            return None
        low, high = gamma_limits(
            [one.total for one in credited], [one.squares for one in credited], largest
        )
        # Both uncertainties at their ends at once: wider than needed rather than too narrow.
        return cls(
            models,
            median(one.total for one in credited) / known.share,
            float(low.min()) / known.high,
            float(high.max()) / known.low,
        )

    def scaled(self, least: float, most: float) -> ReturnEstimate:
        """The estimate times a factor that lies between two ends."""
        return ReturnEstimate(
            Range(self.models.low * least, self.models.high * most),
            self.middle * (least + most) / 2,
            self.low * least,
            self.high * most,
        )


def cost_per(cost: float | None, results: ReturnEstimate | None, said: Certainty) -> Bounds | None:
    """Cost per result; without an upper end where a model credits none."""
    if cost is None or results is None or results.high <= 0 or said is Certainty.TOO_FEW:
        return None
    figure = said is Certainty.FIGURE and results.middle > 0
    return Bounds(
        cost / results.high,
        cost / results.low if results.low > 0 else None,
        cost / results.middle if figure else None,
    )


def value_per(value: ReturnEstimate | None, spend: float | None, said: Certainty) -> Bounds | None:
    """Value per unit of money spent (ROAS)."""
    if value is None or not spend or said is Certainty.TOO_FEW:
        return None
    middle = value.middle / spend if said is Certainty.FIGURE else None
    return Bounds(value.low / spend, value.high / spend, middle)


def gain(value: ReturnEstimate | None, cost: float | None, said: Certainty) -> Bounds | None:
    """What value leaves over cost, as a share of cost (ROI)."""
    ratio = value_per(value, cost, said)
    if ratio is None or ratio.high is None:
        return None
    middle = None if ratio.middle is None else ratio.middle - 1
    return Bounds(ratio.low - 1, ratio.high - 1, middle)


def final(result: ReturnEstimate | None, said: Certainty) -> Bounds | None:
    """What is expected of a result in the end."""
    if result is None or said is Certainty.TOO_FEW:
        return None
    return Bounds(result.low, result.high, result.middle if said is Certainty.FIGURE else None)
