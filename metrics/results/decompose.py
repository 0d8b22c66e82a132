"""Decomposition of a change: volume, mix and rate effects as exact Shapley values.

The result of a channel is visits × its share of them × its rate. Each factor gets its Shapley
value over the three: the mean, over all orders in which the factors may change one after another,
of what its change adds. It is exact, treats the two periods alike, and works with zeros, where
the usual logarithmic split fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from data.facts.source import FactSource
from metrics.engine import query_metrics
from metrics.question.query import Query


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one channel (or campaign, …) contributes to the change from ``before`` to ``now``.

    ``other`` is the change of what has no visits of its own, so that no rate exists.
    """

    key: str | None
    before: float
    now: float
    volume: float
    mix: float
    rate: float
    other: float

    @property
    def change(self) -> float:
        """All of it: equals volume + mix + rate + other."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The decomposed change of ``metric``; the four effects add up to ``now`` minus ``before``.

    ``visits`` and ``visits_before`` are the sessions behind volume and rates.
    """

    metric: str
    by: str
    period: Query
    compared: Query
    parts: tuple[Contribution, ...]
    visits: float
    visits_before: float

    @property
    def before(self) -> float:
        """The total of the period before."""
        return sum(part.before for part in self.parts)

    @property
    def now(self) -> float:
        """The total of the period."""
        return sum(part.now for part in self.parts)

    @property
    def volume(self) -> float:
        """The effect of more or fewer visits altogether."""
        return sum(part.volume for part in self.parts)

    @property
    def mix(self) -> float:
        """The effect of visits moving between channels of different rates."""
        return sum(part.mix for part in self.parts)

    @property
    def rate(self) -> float:
        """The effect of better or worse rates within channels."""
        return sum(part.rate for part in self.parts)

    @property
    def other(self) -> float:
        """The change of results without visits."""
        return sum(part.other for part in self.parts)


def decompose(
    facts: FactSource, query: Query, before: Query, by: str = "channel", metric_id: str = "leads"
) -> Decomposition | None:
    """Decomposes the change of a counted result between two periods.

    Parts are sorted by the size of their change. None where the result or the sessions are not
    known in both periods.
    """
    rows, old_rows = (_by_key(facts, period, by, metric_id) for period in (query, before))
    if rows is None or old_rows is None:
        return None
    old_rows = old_rows.rename({"result": "old", "visits": "old_visits"})
    joined = rows.join(old_rows, on="key", how="full", coalesce=True, nulls_equal=True)
    figures = joined.with_columns(pl.exclude("key").fill_null(0.0))
    visits, visits_before = (float(figures[c].sum()) for c in ("visits", "old_visits"))
    parts = [
        _part(key, (result, own), (old, old_own), (visits, visits_before))
        for key, result, own, old, old_own in figures.iter_rows()
    ]
    parts.sort(key=lambda part: (-abs(part.change), part.key or ""))
    return Decomposition(metric_id, by, query, before, tuple(parts), visits, visits_before)


def _by_key(facts: FactSource, query: Query, by: str, metric_id: str) -> pl.DataFrame | None:
    """The result and the visits of every key; None where one of them is nowhere known."""
    rows = query_metrics(facts, [metric_id, "sessions"], replace(query, by=(by,)))
    metric_of_column = {"result": metric_id, "visits": "sessions"}
    columns = {
        name: pl.col("value").filter(pl.col("metric") == metric).sum()
        for name, metric in metric_of_column.items()
    }
    summed = rows.group_by(pl.col(by).alias("key")).agg(**columns)
    known = rows.drop_nulls("value")["metric"].unique().to_list()
    return (
        summed
        if set(metric_of_column.values()) <= set(known) and summed["visits"].sum() > 0
        else None
    )


_Pair = tuple[float, float]


def _part(key: str | None, now: _Pair, before: _Pair, totals: _Pair) -> Contribution:
    """``now`` and ``before`` are result and visits of the channel, ``totals`` all visits."""
    (result, own), (old, old_own) = now, before
    without = (result and not own) or (old and not old_own)
    if without or not (own or old_own):
        return Contribution(key, old, result, 0.0, 0.0, 0.0, result - old)
    # A channel that is new or gone has the same rate in both periods: its change is volume and mix.
    rate = result / own if own else old / old_own
    old_rate = old / old_own if old_own else rate
    shares = own / totals[0], old_own / totals[1]
    effects = shapley((totals[0], shares[0], rate), (totals[1], shares[1], old_rate))
    return Contribution(key, old, result, *effects, 0.0)


_Three = tuple[Any, Any, Any]  # numbers, or arrays


def shapley(now: _Three, before: _Three) -> _Three:
    """The Shapley value of each of three factors in the change of their product.

    Factors may be arrays: a value for each channel.
    """
    effects = []
    for place in range(3):
        first, second = (n for n in range(3) if n != place)
        # Shapley: orders in which the factor changes first or last weigh 1/3 each, between 1/6
        # each.
        same = before[first] * before[second] + now[first] * now[second]
        crossed = before[first] * now[second] + now[first] * before[second]
        effects.append((now[place] - before[place]) * (2 * same + crossed) / 6)
    volume, mix, rate = effects
    return volume, mix, rate


def whole_steps(sizes: Sequence[float]) -> list[float]:
    """Sizes as whole numbers that add up: cumulative sums are rounded, not parts.

    >>> whole_steps([0.4, 0.4, 0.4])
    [0.0, 1.0, 0.0]
    """
    return [float(size) for size in np.diff(np.round(np.cumsum([0.0, *sizes])))]
