"""Currencies and what they are worth in each other, day by day.

A rate holds from its day until the next one; no day is ever converted at a rate of a later day.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

_CODE = re.compile(r"[A-Z]{3}")


def is_code(text: str) -> bool:
    """Whether ``text`` has the form of an ISO 4217 code."""
    return _CODE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """From ``day`` on, one unit of ``source`` is worth ``rate`` units of ``target``.

    Raises ValueError on a rate that is not above zero and on anything but two currencies.
    """

    day: date
    source: str
    target: str
    rate: float

    def __post_init__(self) -> None:
        if not (is_code(self.source) and is_code(self.target)) or self.source == self.target:
            raise ValueError("a rate is between two currencies of three letters, such as USD, EUR")
        if not 0 < self.rate < float("inf"):
            raise ValueError("a rate is a number above zero")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What each currency is worth in ``target``: days in order, and the factor from each on."""

    target: str
    steps: Mapping[str, tuple[tuple[date, ...], tuple[float, ...]]]

    @classmethod
    def of(cls, target: str, rates: Iterable[ExchangeRate]) -> Exchange:
        """The exchange that rates make; later ones of a day replace earlier ones.

        A rate given the other way round is turned over, unless the same day tells both.
        """
        turned: dict[str, dict[date, float]] = {}
        told: dict[str, dict[date, float]] = {}
        for rate in rates:
            if rate.target == target:
                told.setdefault(rate.source, {})[rate.day] = rate.rate
            elif rate.source == target:
                turned.setdefault(rate.target, {})[rate.day] = 1 / rate.rate
        days = {code: turned.get(code, {}) | told.get(code, {}) for code in {*turned, *told}}
        return cls(target, {code: _in_order(found) for code, found in sorted(days.items())})

    def factor(self, currency: str, day: date) -> float | None:
        """What one unit was worth on ``day``, None where no rate is known by then."""
        days, factors = self.steps.get(currency, ((), ()))
        at = bisect_right(days, day)
        return factors[at - 1] if at else None

    def used(self, currency: str, start: date, end: date) -> tuple[tuple[date, float], ...]:
        """The rates, with the days they are of, that hold somewhere in a period."""
        days, factors = self.steps.get(currency, ((), ()))
        first = max(bisect_right(days, start) - 1, 0)
        last = bisect_right(days, end)
        return tuple(zip(days[first:last], factors[first:last], strict=True))

    def converted(self, rows: pl.LazyFrame, day: str, money: Sequence[str]) -> pl.LazyFrame:
        """``rows`` with ``money`` in the target currency wherever a rate is known on ``day``."""
        if not self.steps:
            return rows
        factor = pl.coalesce(self._factors(code, day) for code in self.steps)
        held = pl.col("_factor").is_not_null()
        amounts = [pl.col(name) * pl.col("_factor").fill_null(1.0) for name in money]
        named = pl.when(held).then(pl.lit(self.target)).otherwise("currency").alias("currency")
        return rows.with_columns(_factor=factor).with_columns(*amounts, named).drop("_factor")

    def _factors(self, code: str, day: str) -> pl.Expr:
        days, factors = self.steps[code]
        known = [pl.when(pl.col(day) >= d).then(f) for d, f in zip(days, factors, strict=True)]
        # The newest first: an older rate holds on the later days as well, and would hide it.
        return pl.when(pl.col("currency") == code).then(pl.coalesce(reversed(known)))


def _in_order(found: Mapping[date, float]) -> tuple[tuple[date, ...], tuple[float, ...]]:
    days = tuple(sorted(found))
    return days, tuple(found[day] for day in days)
