"""Runs a metric query: every metric for every key, each unknown value with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from data.facts.source import FactSource
from metrics.definitions.registry import metrics
from metrics.engine.combine import EVERYTHING, Summed, combine, summed
from metrics.engine.execute import execute
from metrics.engine.query_result import QueryResult, key_types
from metrics.question.calendar import buckets
from metrics.question.query import Query

# Keys with few values: only these are crossed with every day, or campaigns × days would explode.
_FEW = frozenset({"channel", "use", "network"})


def query_metrics(facts: FactSource, metric_ids: Sequence[str], query: Query) -> pl.DataFrame:
    """One row per metric and key: the query's keys, then the columns of ``ANSWER``.

    ``n`` is the number of fact rows behind the figure (the larger side of a ratio), ``repaired``
    how many rows behind it have corrected tags (again the larger). ``why_null`` is a word of
    ``WhyNull`` where the value is null. A null key is "unknown", not "all". Raises KeyError for a
    metric id that does not exist.
    """
    return query_with_scan(facts, metric_ids, query)[0]


def query_with_scan(
    facts: FactSource, metric_ids: Sequence[str], query: Query
) -> tuple[pl.DataFrame, QueryResult]:
    """``query_metrics`` together with what was read for it."""
    requested = [metrics()[name] for name in metric_ids]
    wanted = [m for metric in requested for side in metric.measures for m in side]
    result = execute(facts, wanted, query)
    sums = summed(result.figures.values())
    return combine(requested, _grid(sums, query), result.figures, sums, query), result


def _grid(sums: Summed, query: Query) -> pl.DataFrame:
    """All keys that any measure has; with few groups, for every day, week or month of the query."""
    keys = list(query.by)
    if not keys:
        return pl.DataFrame({EVERYTHING: [0]})
    times = buckets(query) if query.grain and _FEW.issuperset(query.groups) else None
    if times is not None and not query.groups:
        return times
    keys_found = pl.concat(
        [frame.lazy().select(keys) for frame in sums.values()] or [_nothing(query)]
    )
    if times is not None:
        groups = keys_found.select(query.groups).unique()
        keys_found = groups.join(times.lazy(), how="cross").select(keys)
    grid = keys_found.unique().sort(keys, nulls_last=True).collect(engine="in-memory")
    return _nothing(query).collect() if grid.is_empty() else grid


def _nothing(query: Query) -> pl.LazyFrame:
    """One row without keys: where there are no figures at all, it has the reason."""
    return pl.LazyFrame([dict.fromkeys(query.by)], schema=key_types(query))
