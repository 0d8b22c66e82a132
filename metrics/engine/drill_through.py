"""Drill-through: the fact rows that a metric value counts, each with its file and row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import narwhals as nw
import polars as pl

from data.facts.corrections import REPAIRED
from data.facts.source import FactSource, collect_all
from metrics.definitions.measures import Count, IsKnown, IsOneOf, Last, Measure
from metrics.definitions.registry import metrics
from metrics.engine.cost_periods import answering
from metrics.engine.execute import no_costs_imported, supported
from metrics.engine.level_metrics import ACCOUNT
from metrics.engine.partials import REPORTED, SPAN_TABLES, needed_keys, scoped
from metrics.engine.report_selection import ReportBlock, ReportInventory
from metrics.engine.rollup import blocks
from metrics.question.query import Query

PLACE = ("file", "source_sheet", "source_row")


def rows_behind(
    facts: FactSource, metric_id: str, query: Query, files: Mapping[int, str]
) -> dict[str, pl.LazyFrame]:
    """The rows a metric counts, by table: file, sheet and row first, then the canonical columns.

    Tags are the corrected ones; ``repaired`` comes last where corrections concern the table.
    ``files`` maps import ids to file names. A table that cannot answer the query is left out.
    Raises KeyError for a metric id that does not exist.
    """
    metric = metrics()[metric_id]
    answerable = [
        m
        for side in metric.measures
        for m in side
        if supported(m, query) and not no_costs_imported(facts, m)
    ]
    names = pl.DataFrame(
        {"import_id": list(files), "file": list(files.values())},
        schema={"import_id": pl.Int64, "file": pl.String},
    )
    by_table = {}
    for table in dict.fromkeys(measure.table for measure in answerable):
        own = [measure for measure in answerable if measure.table == table]
        counted = pl.concat([_counted(facts, measure, query) for measure in own])
        # Both sides of a ratio may count the same row.
        rows = counted.unique().join(names.lazy(), on="import_id", how="left")
        rows = rows.rename({REPAIRED: "repaired"}, strict=False)
        by_table[table] = rows.select(*PLACE, pl.exclude(*PLACE, "import_id")).sort(PLACE)
    return by_table


def _counted(facts: FactSource, measure: Measure, query: Query) -> pl.LazyFrame:
    if isinstance(measure, Last):
        return _last_known(facts, measure, query)
    keys = needed_keys(measure, query)
    rows: pl.LazyFrame = scoped(facts, measure.table, query, keys).to_native()
    for condition in measure.where:
        rows = rows.filter(_holds(condition))
    if not isinstance(measure, Count):
        rows = rows.filter(pl.any_horizontal(pl.col(measure.columns).is_not_null()))
    if measure.table in REPORTED:
        reports = _answering(facts, measure, query)
        rows = rows.join(reports.lazy(), on=list(ReportBlock._fields), how="semi", nulls_equal=True)
    elif measure.table in SPAN_TABLES:
        rows = answering(rows, facts.cost_spans(), query)
    return rows.select(list(facts.marked(measure.table).collect_schema()))


def _last_known(facts: FactSource, measure: Last, query: Query) -> pl.LazyFrame:
    """For each account the row of the day that gives its level, however long ago."""
    end = query.start - timedelta(days=1) if measure.at_start else query.end
    rows = facts.marked(measure.table).filter(
        pl.col("date") <= end, pl.any_horizontal(pl.col(measure.columns).is_not_null())
    )
    for key in ACCOUNT:
        if key in query.filters:
            chosen = query.filters[key].rows(key)
            rows = nw.from_native(rows).filter(chosen).to_native()
    return rows.filter(pl.col("date") == pl.col("date").max().over(ACCOUNT))


def _holds(condition: IsOneOf | IsKnown) -> pl.Expr:
    if isinstance(condition, IsOneOf):
        return pl.col(condition.column).is_in(condition.values)
    return pl.any_horizontal(pl.col(condition.columns).is_not_null())


def _answering(facts: FactSource, measure: Measure, query: Query) -> pl.DataFrame:
    """The reports that answer, each for its days."""
    (known,) = collect_all([blocks(facts, measure.table, query, [measure])], at_hand=True)
    keys, inventory = needed_keys(measure, query), ReportInventory.of(known, query)
    looked_at = facts.inputs.tagging.looked_at(measure.table) if keys else frozenset()
    # The same choice as in web_sessions: otherwise the rows would not add up to the value shown.
    chosen = inventory.choose(inventory.filling(inventory.able(measure, keys), measure), looked_at)
    schema = {name: known.schema[name] for name in ReportBlock._fields}
    return pl.DataFrame(chosen, schema=schema, orient="row")
