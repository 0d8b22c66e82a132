"""Ad costs of whole periods in a query: which rows answer it, and which days nothing answers.

A row answers where its span lies inside the query and inside one bucket of it. Of a period and the
finer rows inside it, which ``data.tables.cost_spans`` has left next to each other, the period
answers where it fits, because the finer rows do not cover all of it, and the finer rows otherwise.
"""

from __future__ import annotations

import polars as pl

from data.facts.source import FactSource
from data.tables.cost_spans import INSIDE, WHOLE, CostSpans
from metrics.engine.report_selection import fits
from metrics.question.query import Query


def costs_of(facts: FactSource, query: Query) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """The rows of ad costs that answer for the query's days, and those with days that cannot be split.

    Whatever the query filters: these are the rows of every platform.
    """
    rows = facts.candidates("ad_costs").filter(
        pl.col("period_from") <= query.end, pl.col("period_to") >= query.start
    )
    spans = facts.cost_spans()
    return answering(rows, spans, query), unanswered_rows(rows, spans, query)


def answering(rows: pl.LazyFrame, spans: CostSpans, query: Query) -> pl.LazyFrame:
    """Those of ``rows`` (with ``inside_whole``) that answer the query, each day once."""
    return _uncontained(rows, spans, query).filter(fits(query))


def unanswered_rows(rows: pl.LazyFrame, spans: CostSpans, query: Query) -> pl.LazyFrame:
    """Rows with costs of the query's days that cannot be split: their spans are those days' gaps.

    A period that reaches beyond the query matters only on days that finer rows do not cover.
    """
    beyond = _uncontained(rows, spans, query).filter(~fits(query))
    if not spans.nested:
        return beyond
    alone = beyond.filter(pl.col(WHOLE).is_null())
    touching = spans.gaps.filter(
        pl.col("gap_from") <= query.end, pl.col("gap_to") >= query.start
    ).lazy()
    lacking = (
        beyond.filter(pl.col(WHOLE).is_not_null())
        .join(touching, on=WHOLE)
        .with_columns(period_from="gap_from", period_to="gap_to")
        .drop("gap_from", "gap_to")
    )
    return pl.concat([alone, lacking], how="diagonal")


def _uncontained(rows: pl.LazyFrame, spans: CostSpans, query: Query) -> pl.LazyFrame:
    """The rows without those inside a period that answers for them."""
    if not spans.nested:
        return rows
    fitting = spans.wholes.filter(fits(query))[WHOLE]
    return rows.filter(~pl.col(INSIDE).is_in(fitting.implode()).fill_null(value=False))
