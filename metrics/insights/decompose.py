"""Why a result changed: more or fewer visits, another mix of them, or a better or worse rate.

The result of a channel is visits × its share of them × its rate. Each factor gets its Shapley
value over the three: the mean, over all orders in which the factors may change one after another,
of what its change adds. That is exact, treats the two periods alike, and bears zeros.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """A change of ``metric`` taken apart; the four effects add up to ``now`` minus ``before``.

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
        """What more or fewer visits altogether brought."""
        return sum(part.volume for part in self.parts)

    @property
    def mix(self) -> float:
        """What it brought that visits moved between channels of different rates."""
        return sum(part.mix for part in self.parts)

    @property
    def rate(self) -> float:
        """What better or worse rates within channels brought."""
        return sum(part.rate for part in self.parts)

    @property
    def other(self) -> float:
        """The change of results without visits."""
        return sum(part.other for part in self.parts)


def decompose(
    facts: FactSource, query: Query, before: Query, by: str = "channel", metric_id: str = "leads"
) -> Decomposition | None:
    """Takes the change of a counted result between two periods apart.

    Parts are sorted by the size of their change. None where the result or the sessions are not
    known in both periods.
    """
    rows, old_rows = (_by_key(facts, asked, by, metric_id) for asked in (query, before))
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
    found = query_metrics(facts, [metric_id, "sessions"], replace(query, by=(by,)))
    told = {"result": metric_id, "visits": "sessions"}
    columns = {
        name: pl.col("value").filter(pl.col("metric") == metric).sum()
        for name, metric in told.items()
    }
    summed = found.group_by(pl.col(by).alias("key")).agg(**columns)
    known = found.drop_nulls("value")["metric"].unique().to_list()
    return summed if set(told.values()) <= set(known) and summed["visits"].sum() > 0 else None


_Pair = tuple[float, float]


def _part(key: str | None, now: _Pair, before: _Pair, totals: _Pair) -> Contribution:
    """``now`` and ``before`` are result and visits of the channel, ``totals`` all visits."""
    (result, own), (old, old_own) = now, before
    without = (result and not own) or (old and not old_own)
    if without or not (own or old_own):
        return Contribution(key, old, result, 0.0, 0.0, 0.0, result - old)
    # What did not exist has the rate it has when it does, so that its coming is volume and mix.
    rate = result / own if own else old / old_own
    old_rate = old / old_own if old_own else rate
    shares = own / totals[0], old_own / totals[1]
    effects = _shapley((totals[0], shares[0], rate), (totals[1], shares[1], old_rate))
    return Contribution(key, old, result, *effects, 0.0)


_Three = tuple[float, float, float]


def _shapley(now: _Three, before: _Three) -> _Three:
    """The Shapley value of each of three factors in the change of their product."""
    found = []
    for place in range(3):
        one, two = (n for n in range(3) if n != place)
        same = before[one] * before[two] + now[one] * now[two]
        crossed = before[one] * now[two] + now[one] * before[two]
        found.append((now[place] - before[place]) * (2 * same + crossed) / 6)
    volume, mix, rate = found
    return volume, mix, rate
