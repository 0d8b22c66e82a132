"""Search Console performance export: a zip, a workbook or one table by day or query.

All tables of an export describe the same clicks, each broken down another way: ``report`` names
which, and rows of different reports are never added up.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level, Question
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.sources.kit.ad_reports import with_period
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import (
    FieldSpec,
    Layout,
    LayoutEvidence,
    ReadContext,
    Reshaped,
    SheetSpec,
    Source,
    TypedRows,
)
from data.sources.search_console.columns import (
    BREAKDOWNS,
    FIGURES,
    RATES,
    is_search_table,
    names_of,
    weighted_position,
)
from data.sources.search_console.filters import is_filters, scope_of, site_in, with_scope
from data.tables.schema import SEARCH_DAYS
from i18n.message import msg

_DAYS = names_of(BREAKDOWNS[0])


def _reshape(tables: tuple[RawTable, ...]) -> Reshaped:
    """The tables of one export, each with the period and the filters that hold for all of them."""
    by_first: dict[str, RawTable] = {}
    for raw in tables:
        if is_search_table(raw):
            by_first.setdefault(normalise(raw.header[0]), raw)
    filters = next((raw for raw in tables if is_filters(raw)), None)
    if not by_first:
        return Reshaped()
    mine = tuple(by_first.values())
    # A table of search appearance comes with every export and mostly has no row.
    empty = [raw for raw in tables if raw.frame.is_empty()]
    return Reshaped(
        with_scope(mine, filters), (*mine, *empty, *(() if filters is None else (filters,)))
    )


def _ask(raw: RawTable, _given: ReadContext) -> tuple[Question, ...]:
    dated = any(normalise(name) in _DAYS for name in raw.header)
    return () if dated or scope_of(raw).period is not None else ask_period()


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Site, report, kind of search and period, which no row states."""
    scope = scope_of(rows.raw)
    by = [field.to for field in BREAKDOWNS if field.to in rows.columns]
    report = ",".join((*by, *(("filtered",) if scope.narrowed else ())))
    frame = rows.frame.with_columns(
        weighted_position(),
        site=pl.lit(site_in(rows.given.file), pl.String),
        report=pl.lit(report),
        search_type=pl.lit(scope.search_type, pl.String),
    )
    if "date" in rows.columns:
        return frame
    return with_period(frame, scope.period or answered_period(rows.given))


def _queries_listed(rows: TypedRows) -> Iterator[Finding]:
    """How much of the clicks the listed queries make up: the others are rare or private."""
    clicks = scope_of(rows.raw).clicks
    listed = int(rows.frame["clicks"].sum())
    if clicks and listed < clicks:
        yield Finding(
            Level.NOTE,
            msg(
                "The listed queries make up {share}% of the clicks of the period",
                share=round(100 * listed / clicks),
            ),
            msg("Nothing to do. Search Console lists at most 1,000 queries, without rare ones."),
        )


def _sheet(field: FieldSpec) -> SheetSpec:
    """The sheet of the tables whose first breakdown is ``field``."""
    return SheetSpec(
        table=SEARCH_DAYS,
        signature=(field.to, "clicks", "impressions", "position"),
        fields=(*BREAKDOWNS, *FIGURES),
        required=("period_from", field.to),
        unique=tuple(one.to for one in BREAKDOWNS),
        dates=DateStyle.ASK,
        ask=_ask,
        finish=_finish,
        checks=(_queries_listed,) if field.to == "query" else (),
        ignores=RATES,
    )


SOURCE = Source(
    id="search_console.performance",
    network=None,
    label=msg("Google Search Console performance"),
    doc=msg(
        "Search Console › Performance › Search results › Export › Download CSV (a zip) or "
        "Excel. Import the file as downloaded, because its name says which site it is about."
    ),
    sheets=tuple(_sheet(field) for field in BREAKDOWNS),
    bundle=True,
    reshape=_reshape,
    layouts=(
        Layout(
            "2026, zip",
            "en",
            LayoutEvidence.FILE,
            "https___www.atelier-brume.example_-Performance-on-Search-2026-06-03.zip",
        ),
        Layout("2026, workbook", "en", LayoutEvidence.HEADERS, "search_console.xlsx"),
        Layout("2025, days", "fr", LayoutEvidence.FILE, "search_console_dates_fr.csv"),
        Layout("2026, queries", "fr", LayoutEvidence.HEADERS, "search_console_queries_fr.csv"),
        Layout("2026, days", "es", LayoutEvidence.HEADERS, "search_console_dates_es.csv"),
        Layout("2026, queries", "de", LayoutEvidence.HEADERS, "search_console_queries_de.csv"),
        Layout("2026, days", "it", LayoutEvidence.HEADERS, "search_console_dates_it.csv"),
        Layout("2026, days", "pt", LayoutEvidence.HEADERS, "search_console_dates_pt.csv"),
    ),
    limits=msg(
        "Days are those of the Pacific time zone. At most 1,000 queries and pages are listed, "
        "without rare queries, so neither covers the site. Search appearance and exports that "
        "compare two periods are not read. A single csv names neither its site nor its kind of "
        "search. A domain and an address within it are two sites, so import only one of them."
    ),
)
