"""Bing Webmaster Tools search performance: days, or keywords and pages of a period.

A site that Google reports on as well has the same name there, so Bing’s are called after Bing:
the results of two search engines add up, those of one under two names do not.
"""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from data.base.issue import Question
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.ad_reports import with_period
from data.sources.kit.periods import answered_period, ask_period
from data.sources.kit.spec import (
    FieldSpec,
    Layout,
    LayoutEvidence,
    ReadContext,
    SheetSpec,
    Source,
    TypedRows,
    column,
)
from data.tables.schema import SEARCH_DAYS
from i18n.message import Message, msg

_COUNTS = (column("clicks", en="Clicks"), column("impressions", en="Impressions"))
_POSITION = column("position", en="Avg. Position")
_KNOWN = {
    *("date", "keyword", "page", "clicks", "impressions"),
    *("ctr", "avg. ctr", "avg. position"),
}
# As in “www.example.com_SearchPerformanceOverview_All_7_2_2026.csv”
_NAMED = re.compile(
    r"([^/\\]+?)_(?:SearchPerformanceOverview|KeywordReport|PageTrafficReport)_", re.IGNORECASE
)


def _unfit(raw: RawTable) -> Message | None:
    """Reports of ads have these columns too, next to columns of their own."""
    if {normalise(name) for name in raw.header} <= _KNOWN:
        return None
    return msg("This has more columns than Bing’s report of search performance")


def _ask(_raw: RawTable, _given: ReadContext) -> tuple[Question, ...]:
    return ask_period()


def _finish(rows: TypedRows) -> pl.DataFrame:
    named = _NAMED.search(rows.given.file)
    by = next(name for name in ("date", "query", "page") if name in rows.columns)
    frame = rows.frame.with_columns(
        site=pl.lit(f"Bing: {named[1]}" if named else "Bing"),
        report=pl.lit(by),
        position_impressions=pl.col("position") * pl.col("impressions"),
    )
    return frame if by == "date" else with_period(frame, answered_period(rows.given))


def _sheet(by: FieldSpec, *more: FieldSpec) -> SheetSpec:
    return SheetSpec(
        table=SEARCH_DAYS,
        signature=(by.to, *(field.to for field in (*_COUNTS, *more))),
        fields=(by, *_COUNTS, *more),
        required=("period_from", by.to),
        unique=(by.to,),
        constants=(("search_type", "all"),),
        dates=DateStyle.ASK,  # as the computer that downloaded it writes them
        unfit=_unfit,
        finish=_finish,
        ignores=("ctr",),
    )


def _list(by: FieldSpec) -> SheetSpec:
    """A list for a whole period, which the file does not state."""
    return replace(_sheet(by, _POSITION), ask=_ask)


SOURCE = Source(
    id="bing.search",
    network=None,
    label=msg("Bing search performance"),
    doc=msg(
        "Bing Webmaster Tools › Search Performance › Download: the chart, keywords or pages. Known from header names only."
    ),
    sheets=(
        # The chart has no position, so its rate is the fourth column that proves it.
        _sheet(column("date", en="Date"), column("_rate", en="Avg. CTR")),
        _list(column("query", en="Keyword")),
        _list(column("page", en="Page")),
    ),
    layouts=(
        Layout(
            "days",
            "en",
            LayoutEvidence.HEADERS,
            "www.atelier-brume.example_SearchPerformanceOverview_All_7_2_2026.csv",
        ),
        Layout("keywords", "en", LayoutEvidence.HEADERS, "bing_keywords.csv"),
        Layout("pages", "en", LayoutEvidence.HEADERS, "bing_pages.csv"),
    ),
    limits=msg(
        "Days have no position. Keywords and pages do not state their period, which is asked, "
        "and do not represent the site. All kinds of search are together. Citations in answers "
        "of Copilot are not read."
    ),
)
