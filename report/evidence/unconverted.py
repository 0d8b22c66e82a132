"""Currencies that amounts of a period stay in, for want of an exchange rate."""

from __future__ import annotations

import polars as pl

from data.facts.facts import Facts
from data.tables.schema import MONEY, TABLES
from metrics.question.query import Query

# The tables whose amounts a report adds up.
_PAID = ("ad_costs", "costs", "leads", "conversions")


def unconverted(facts: Facts, period: Query, code: str | None) -> tuple[str, ...]:
    """The codes of amounts in ``period`` that are not in ``code``, in alphabetical order.

    ``facts`` are converted wherever a rate is known; nothing is unconverted where ``code`` is
    None. Rows without an amount or without a currency do not count.
    """
    if code is None:
        return ()
    found = pl.concat([_currencies(facts, table, period) for table in _PAID])
    others = found.filter(pl.col("currency") != code).unique().collect()
    return tuple(sorted(others["currency"]))


def _currencies(facts: Facts, table: str, period: Query) -> pl.LazyFrame:
    spec = TABLES[table]
    amounts = [pl.col(name).fill_null(0) != 0 for name in spec.schema if name in MONEY]
    # Costs of a longer period belong to every day of theirs.
    last = "period_to" if "period_to" in spec.schema else spec.day
    inside = (pl.col(spec.day) <= period.end) & (pl.col(last) >= period.start)
    return (
        facts.frame(table)
        .filter(inside, pl.any_horizontal(amounts), pl.col("currency").is_not_null())
        .select("currency")
    )
