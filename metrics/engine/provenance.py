"""What a figure rests on, in words: rows, period covered, reports used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from data.base.message import Message, Value, msg
from data.facts.source import FactSource
from data.values.cost import KINDS
from metrics.definitions.measures import Last
from metrics.definitions.registry import Metric, metrics
from metrics.engine.currency_notes import converted
from metrics.engine.execute import execute
from metrics.engine.query_result import QueryResult, TableScan
from metrics.question.query import Query

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
    "web_key_events": msg(
        "{rows} rows of key events, {first} to {last}, report by {reports}",
        fr="{rows} lignes d’événements clés, du {first} au {last}, rapport par {reports}",
    ),
    "ad_costs": msg(
        "{rows} rows of ad costs, {first} to {last}",
        fr="{rows} lignes de coûts publicitaires, du {first} au {last}",
    ),
    "costs": msg(
        "{rows} daily parts of other costs, {first} to {last}",
        fr="{rows} parts journalières d’autres coûts, du {first} au {last}",
    ),
    "leads": msg(
        "{rows} leads, created {first} to {last}",
        fr="{rows} leads, créés du {first} au {last}",
    ),
    "conversions": msg(
        "{rows} conversions, {first} to {last}",
        fr="{rows} conversions, du {first} au {last}",
    ),
}


NOT_COUNTED = {
    "ads": msg("Ad spend is not imported", fr="Les dépenses publicitaires ne sont pas importées"),
    "labour": msg("Labour is not entered", fr="Le temps de travail n’est pas saisi"),
    "tools": msg("Tools are not entered", fr="Les outils ne sont pas saisis"),
    "content": msg("Content is not entered", fr="Les contenus ne sont pas saisis"),
    "agency": msg("Agency fees are not entered", fr="Les honoraires d’agence ne sont pas saisis"),
}
_APART = timedelta(days=7)  # a quiet week at either end is not a missing file


def basis(facts: FactSource, metric_ids: Sequence[str], query: Query) -> tuple[Message, ...]:
    """One sentence per table read for the metrics: rows, first and last day, reports.

    One more where rows were repaired, and one more where a ratio's two sides cover clearly different days.
    """
    asked = [metrics()[name] for name in metric_ids]
    wanted = [m for metric in asked for side in metric.measures for m in side]
    reads = read(facts, execute(facts, wanted, query))
    told = [message for metric in asked for message in basis_of(metric, reads)]
    return tuple(dict.fromkeys(told))


def read(facts: FactSource, solution: QueryResult) -> dict[str, TableScan]:
    """What was read for a question, by table."""
    return {
        table: replace(found, converted=converted(facts, table, found))
        for table, found in solution.read().items()
    }


def basis_of(metric: Metric, reads: Mapping[str, TableScan]) -> tuple[Message, ...]:
    """The sentences for one metric of a question, given what was read for it."""
    measures = [measure for side in metric.measures for measure in side]
    own = sorted({measure.table for measure in measures} & set(reads))
    known = {table: reads[table] for table in own if reads[table].rows}
    # A level holds until it is told anew, so its days need not be those of the other side.
    daily = {m.table for m in measures if not isinstance(m, Last)}
    told = [sentence(table, read) for table, read in known.items()]
    told += [_mended(read) for read in known.values() if read.repaired]
    told += [message for read in known.values() for message in read.converted]
    if any(m.table == "costs" and not m.where for m in measures):
        told += _items(known)
    return (*told, *_apart([read for table, read in known.items() if table in daily]))


def _apart(reads: Sequence[TableScan]) -> tuple[Message, ...]:
    firsts = [read.first for read in reads if read.first is not None]
    lasts = [read.last for read in reads if read.last is not None]
    if len(firsts) < 2:
        return ()
    if max(firsts) - min(firsts) <= _APART and max(lasts) - min(lasts) <= _APART:
        return ()
    if max(firsts) > min(lasts):
        said = msg(
            "These files have no day in common; import files that cover the same days",
            fr="Ces fichiers n’ont aucun jour en commun\u00a0; importez des fichiers couvrant les mêmes jours",
        )
        return (said,)
    said = msg(
        "These files cover different days; for a fair ratio choose {first} to {last}",
        fr="Ces fichiers couvrent des jours différents\u00a0; pour un rapport juste, choisissez du {first} au {last}",
        first=str(max(firsts)),
        last=str(min(lasts)),
    )
    return (said,)


def _items(known: Mapping[str, TableScan]) -> list[Message]:
    """Which kinds of cost are counted, and which are not because nobody told them."""
    kinds = known["costs"].kinds if "costs" in known else frozenset()
    told = kinds | ({"ads"} if "ad_costs" in known else set())
    return [NOT_COUNTED[kind] for kind in KINDS if kind not in told and kind in NOT_COUNTED]


def _mended(read: TableScan) -> Message:
    return msg(
        "{n} of these {rows} rows have repaired tags (see Tagging)",
        fr="{n} de ces {rows} lignes ont un balisage corrigé (voir Balisage)",
        n=read.repaired,
        rows=read.rows,
    )


def sentence(table: str, read: TableScan) -> Message:
    """What was read of one table."""
    values: list[tuple[str, Value]] = [
        ("rows", read.rows),
        ("first", str(read.first)),
        ("last", str(read.last)),
    ]
    if read.reports:
        values.append(("reports", ", ".join(sorted(read.reports))))
    return replace(_SENTENCES[table], values=tuple(values))
