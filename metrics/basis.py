"""What a figure rests on, in words: rows, period covered, reports used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.message import Message, Value, msg
from metrics.engine import FactSource
from metrics.query import Query
from metrics.registry import Metric, metrics
from metrics.solution import Read, Solution
from metrics.solve import solve

_SENTENCES = {
    "posts": msg(
        "{rows} posts, published {first} to {last}",
        fr="{rows} publications, parues du {first} au {last}",
    ),
    "account_days": msg(
        "{rows} account days, {first} to {last}",
        fr="{rows} jours de compte, du {first} au {last}",
    ),
    "web_sessions": msg(
        "{rows} rows of web analytics, {first} to {last}, report by {reports}",
        fr="{rows} lignes de statistiques web, du {first} au {last}, rapport par {reports}",
    ),
    "ad_costs": msg(
        "{rows} rows of ad costs, {first} to {last}",
        fr="{rows} lignes de coûts publicitaires, du {first} au {last}",
    ),
    "leads": msg(
        "{rows} leads, created {first} to {last}",
        fr="{rows} leads, créés du {first} au {last}",
    ),
}


def basis(facts: FactSource, metric_ids: Sequence[str], query: Query) -> tuple[Message, ...]:
    """One sentence per table read for the metrics: rows, first and last day, reports."""
    asked = [metrics()[name] for name in metric_ids]
    solution = solve(
        facts, [m for metric in asked for side in metric.measures for m in side], query
    )
    return tuple(
        sentence(table, read) for table, read in sorted(solution.read.items()) if read.rows
    )


def basis_of(metric: Metric, solution: Solution) -> tuple[Message, ...]:
    """The sentences for one metric of a question that has been answered."""
    tables = dict.fromkeys(m.table for side in metric.measures for m in side)
    reads = {table: solution.read[table] for table in tables if table in solution.read}
    return tuple(sentence(table, read) for table, read in reads.items() if read.rows)


def sentence(table: str, read: Read) -> Message:
    """What was read of one table."""
    values: list[tuple[str, Value]] = [
        ("rows", read.rows),
        ("first", str(read.first)),
        ("last", str(read.last)),
    ]
    if read.reports:
        values.append(("reports", ", ".join(sorted(read.reports))))
    return replace(_SENTENCES[table], values=tuple(values))
