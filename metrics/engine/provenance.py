"""Data provenance of a value as sentences: rows, period covered, reports used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from data.facts.source import FactSource
from data.values.cost import KINDS
from i18n.message import Message, Part, msg, plural
from metrics.definitions.measures import Last
from metrics.definitions.registry import Metric, metrics
from metrics.engine.currency_notes import converted
from metrics.engine.execute import execute
from metrics.engine.query_result import QueryResult, TableScan
from metrics.question.query import Query

_SENTENCES = {
    "posts": plural(
        "{rows} post, published {first} to {last}", "{rows} posts, published {first} to {last}"
    ),
    "account_days": plural(
        "{rows} account day, {first} to {last}", "{rows} account days, {first} to {last}"
    ),
    "web_sessions": plural(
        "{rows} row of web analytics, {first} to {last}, report by {reports}",
        "{rows} rows of web analytics, {first} to {last}, report by {reports}",
    ),
    "web_key_events": plural(
        "{rows} row of key events, {first} to {last}, report by {reports}",
        "{rows} rows of key events, {first} to {last}, report by {reports}",
    ),
    "ad_costs": plural(
        "{rows} row of ad costs, {first} to {last}", "{rows} rows of ad costs, {first} to {last}"
    ),
    "costs": plural(
        "{rows} daily part of other costs, {first} to {last}",
        "{rows} daily parts of other costs, {first} to {last}",
    ),
    "leads": plural(
        "{rows} lead, created {first} to {last}", "{rows} leads, created {first} to {last}"
    ),
    "conversions": plural(
        "{rows} conversion, {first} to {last}", "{rows} conversions, {first} to {last}"
    ),
    "search_days": plural(
        "{rows} row of search results, {first} to {last}, report by {reports}",
        "{rows} rows of search results, {first} to {last}, report by {reports}",
    ),
    "email_sends": plural(
        "{rows} e-mail sent, {first} to {last}", "{rows} e-mails sent, {first} to {last}"
    ),
}


NOT_COUNTED = {
    "ads": msg("Ad spend is not imported"),
    "labour": msg("Labour cost is not entered"),
    "tools": msg("Tool costs are not entered"),
    "content": msg("Content cost is not entered"),
    "agency": msg("Agency fees are not entered"),
}
_APART = timedelta(days=7)  # a quiet week at either end is not a missing file


def basis(facts: FactSource, metric_ids: Sequence[str], query: Query) -> tuple[Message, ...]:
    """One sentence per table read for the metrics: rows, first and last day, reports.

    One more where rows were repaired, and one more where a ratio's two sides cover clearly different days.
    """
    requested = [metrics()[name] for name in metric_ids]
    wanted = [m for metric in requested for side in metric.measures for m in side]
    reads = read(facts, execute(facts, wanted, query))
    sentences = [message for metric in requested for message in basis_of(metric, reads)]
    return tuple(dict.fromkeys(sentences))


def read(facts: FactSource, solution: QueryResult) -> dict[str, TableScan]:
    """The table scans of a query, by table."""
    return {
        table: replace(scan, converted=converted(facts, table, scan))
        for table, scan in solution.read().items()
    }


def basis_of(metric: Metric, reads: Mapping[str, TableScan]) -> tuple[Message, ...]:
    """The sentences for one metric of a query, given its table scans."""
    measures = [measure for side in metric.measures for measure in side]
    own = sorted({measure.table for measure in measures} & set(reads))
    scans = {table: reads[table] for table in own if reads[table].rows}
    # A level holds until the next known value, so its days need not be those of the other side.
    daily = {m.table for m in measures if not isinstance(m, Last)}
    sentences = [sentence(table, read) for table, read in scans.items()]
    sentences += [_corrected_tags(read) for read in scans.values() if read.repaired]
    sentences += [message for read in scans.values() for message in read.converted]
    if any(m.table == "costs" and not m.where for m in measures):
        sentences += _items(scans)
    return (*sentences, *_apart([read for table, read in scans.items() if table in daily]))


def _apart(reads: Sequence[TableScan]) -> tuple[Message, ...]:
    firsts = [read.first for read in reads if read.first is not None]
    lasts = [read.last for read in reads if read.last is not None]
    if len(firsts) < 2:
        return ()
    if max(firsts) - min(firsts) <= _APART and max(lasts) - min(lasts) <= _APART:
        return ()
    if max(firsts) > min(lasts):
        message = msg("These files have no day in common. Import files that cover the same days")
        return (message,)
    message = msg(
        "These files cover different days. For a fair ratio, choose {first} to {last}",
        first=str(max(firsts)),
        last=str(min(lasts)),
    )
    return (message,)


def _items(known: Mapping[str, TableScan]) -> list[Message]:
    """Sentences for the kinds of cost that are missing, because a sum is made without them."""
    kinds = known["costs"].kinds if "costs" in known else frozenset()
    counted = kinds | ({"ads"} if "ad_costs" in known else set())
    return [NOT_COUNTED[kind] for kind in KINDS if kind not in counted and kind in NOT_COUNTED]


def _corrected_tags(read: TableScan) -> Message:
    return plural(
        "{n} row out of {rows} has corrected UTM tags (see UTM tags)",
        "{n} rows out of {rows} have corrected UTM tags (see UTM tags)",
        n=read.repaired,
        rows=read.rows,
    )


def sentence(table: str, read: TableScan) -> Message:
    """The sentence about the rows read of one table."""
    values: dict[str, Part] = {
        "rows": read.rows,
        "first": str(read.first),
        "last": str(read.last),
    }
    if read.reports:
        values["reports"] = ", ".join(sorted(read.reports))
    return _SENTENCES[table].filled(**values)
