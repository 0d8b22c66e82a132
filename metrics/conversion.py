"""At which rates the amounts behind a figure were converted, in words."""

from __future__ import annotations

import polars as pl

from data.message import Message, msg
from data.schema import TABLES
from metrics.engine import FactSource
from metrics.solution import Read


def converted(facts: FactSource, table: str, read: Read) -> tuple[Message, ...]:
    """One sentence per foreign currency of the table's amounts: rate, or lowest and highest."""
    exchange = facts.exchange
    if exchange is None or read.first is None or read.last is None:
        return ()
    codes = facts.derived(("currencies", table), lambda: _codes(facts, table))
    found = []
    for code in codes:
        used = exchange.used(code, read.first, read.last)
        if used:
            found.append(_sentence(code, exchange.target, used[0][0], used[-1][0], used))
    return tuple(found)


def _codes(facts: FactSource, table: str) -> tuple[str, ...]:
    """The currencies that the imports and entries of a table are in."""
    if "currency" not in TABLES[table].schema:
        return ()
    rows = facts.imported(table).select(pl.col("currency").drop_nulls().unique())
    entered = {cost.currency for cost in facts.money.costs} if table == "costs" else set()
    return tuple(sorted({*rows.collect()["currency"], *entered}))


def _sentence(
    code: str, target: str, first: object, last: object, used: tuple[tuple[object, float], ...]
) -> Message:
    rates = [rate for _, rate in used]
    if len(used) == 1:
        return msg(
            "{code} converted to {target} at {rate} (rate of {day})",
            fr="{code} converti en {target} à {rate} (taux du {day})",
            code=code,
            target=target,
            rate=rates[0],
            day=str(first),
        )
    return msg(
        "{code} converted to {target} day by day at {low} to {high} (rates of {first} to {last})",
        fr="{code} converti en {target} jour par jour à un taux de {low} à {high} (taux du {first} au {last})",
        code=code,
        target=target,
        low=min(rates),
        high=max(rates),
        first=str(first),
        last=str(last),
    )
