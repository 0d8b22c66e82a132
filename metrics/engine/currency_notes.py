"""Currency conversion notes: the exchange rates behind the amounts of a query, as sentences."""

from __future__ import annotations

from datetime import date

import polars as pl

from data.facts.source import FactSource
from data.tables.schema import TABLES
from i18n.message import Message, msg
from metrics.engine.query_result import TableScan

Spans = dict[str, tuple[date, date]]


def converted(facts: FactSource, table: str, read: TableScan) -> tuple[Message, ...]:
    """One sentence per foreign currency of the table's amounts: rate, or lowest and highest."""
    exchange = facts.exchange
    if exchange is None or read.first is None or read.last is None:
        return ()
    spans: Spans = facts.derived(("currencies", table), lambda: _spans(facts, table))
    notes = []
    for code, (first, last) in sorted(spans.items()):
        start, end = max(first, read.first), min(last, read.last)
        used = exchange.used(code, start, end) if start <= end else ()
        if used:
            notes.append(_sentence(code, exchange.target, used))
    return tuple(notes)


def _spans(facts: FactSource, table: str) -> Spans:
    """The first and the last day of amounts in each currency, imported or entered."""
    spec = TABLES[table]
    if "currency" not in spec.schema:
        return {}
    last = "period_to" if "period_to" in spec.schema else spec.day
    rows = facts.imported(table).filter(pl.col("currency").is_not_null())
    by_currency = rows.group_by("currency").agg(
        first=pl.col(spec.day).min(), last=pl.col(last).max()
    )
    days = [
        (code, start, end) for code, start, end in by_currency.collect().rows() if start and end
    ]
    # Entered costs are in the state, not among the imported rows.
    if table == "costs":
        days += [(cost.currency, cost.start, cost.end) for cost in facts.inputs.money.costs]
    spans: Spans = {}
    for code, start, end in days:
        widest = spans.get(code, (start, end))
        spans[code] = min(widest[0], start), max(widest[1], end)
    return spans


def _sentence(code: str, target: str, used: tuple[tuple[date, float], ...]) -> Message:
    rates = [rate for _, rate in used]
    if len(used) == 1:
        return msg(
            "{code} converted to {target} at {rate} (rate of {day})",
            code=code,
            target=target,
            rate=rates[0],
            day=str(used[0][0]),
        )
    return msg(
        "{code} converted to {target} day by day at {low} to {high} (rates of {first} to {last})",
        code=code,
        target=target,
        low=min(rates),
        high=max(rates),
        first=str(used[0][0]),
        last=str(used[-1][0]),
    )
