"""Which of several rows about the same thing counts: one rule per canonical table.

Imports overlap: the same post is exported every month, the same days twice. Rows are kept
as they were imported; these rules pick when the facts are read, so that an undone import
gives back what it hid. Within one import, rows add up as they stand in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl

from data.schema import TABLES

Days = tuple[tuple[date, date], ...]
"""Spans of days, first and last."""

_Pick = Callable[[pl.LazyFrame, Days | None], pl.LazyFrame]
_SPAN = ("period_from", "period_to")


@dataclass(frozen=True, slots=True)
class Rule:
    """How the rows of a table that count are picked.

    ``pick`` is given the days that need it, None for any. ``plain`` tells whether the rows of one import need no picking among themselves; imports
    that do not share a day need none between them when ``by_day`` is true.
    """

    pick: _Pick
    plain: Callable[[pl.DataFrame], bool]
    by_day: bool = True


def _distinct(keys: Sequence[str], rows: pl.DataFrame) -> bool:
    told = rows.select(keys)
    distinct = told.n_unique() if told.width > 1 else told.to_series().n_unique()
    return distinct == rows.height


def _newest(
    keys: Sequence[str],
    identity: str,
    order: Sequence[str],
    rows: pl.LazyFrame,
    _days: Days | None = None,
) -> pl.LazyFrame:
    """The last row per ``keys`` in ``order``; rows without an identity all stay."""
    ordered = rows.filter(pl.col(identity).is_not_null()).sort(*order, nulls_last=False)
    picked = ordered.unique(keys, keep="last", maintain_order=True)
    return pl.concat([picked, rows.filter(pl.col(identity).is_null())])


def _merged(
    keys: Sequence[str], measures: Sequence[str], rows: pl.LazyFrame, _days: Days | None = None
) -> pl.LazyFrame:
    """One row per ``keys`` with the newest known value of each measure.

    Such a row can draw on several files; its provenance is that of the newest.
    """
    columns = rows.collect_schema().names()
    others = [name for name in columns if name not in {*keys, *measures}]
    return (
        rows.sort("import_id", "source_row", nulls_last=False)
        .group_by(keys, maintain_order=True)
        .agg(pl.col(measures).last(ignore_nulls=True), pl.col(others).last())
        .select(columns)
    )


def _last_told(
    keys: Sequence[str], days_win: bool, rows: pl.LazyFrame, days: Days | None = None
) -> pl.LazyFrame:
    """Rows whose days no newer import tells about for the same ``keys``.

    With ``days_win`` a row of one day always counts before a row for a period around it.
    """
    spans = _within(rows, days).select(*keys, *_SPAN, "import_id").unique()
    hidden = _hidden(spans, keys, days_win).collect()
    if hidden.is_empty():
        return rows
    # Only the imports and days that something is hidden of pay for the comparison of spans.
    imports = hidden["import_id"].unique().implode()
    first, last = hidden["period_from"].min(), hidden["period_from"].max()
    touched = pl.col("import_id").is_in(imports, nulls_equal=True) & pl.col(
        "period_from"
    ).is_between(pl.lit(first), pl.lit(last))
    kept = rows.filter(touched).join(hidden.lazy(), on=hidden.columns, how="anti", nulls_equal=True)
    return pl.concat([rows.filter(~touched), kept])


def _within(rows: pl.LazyFrame, days: Days | None) -> pl.LazyFrame:
    """Rows of these days, and those for a period, which are few."""
    if days is None:
        return rows
    start, end = (pl.col(name) for name in _SPAN)
    wanted = pl.concat([pl.date_range(*span, eager=True) for span in days]).unique()
    return rows.filter((start != end) | start.is_in(wanted.implode()))


def _hidden(spans: pl.LazyFrame, keys: Sequence[str], days_win: bool) -> pl.LazyFrame:
    start, end = (pl.col(name) for name in _SPAN)
    days, periods = spans.filter(start == end), spans.filter(start != end)
    newer = pl.col("import_id_other") > pl.col("import_id")
    told_again = pl.col("import_id") < pl.col("import_id").max().over(*keys, start)
    told_by_day = pl.col("period_from_other") == pl.col("period_to_other")
    beats_period = newer | told_by_day if days_win else newer
    hidden = [
        days.filter(told_again),
        _overlapping(periods, spans, keys).filter(beats_period),
    ]
    if not days_win:
        hidden.append(_overlapping(days, periods, keys).filter(newer))
    columns = (*keys, *_SPAN, "import_id")
    return pl.concat([frame.select(columns) for frame in hidden]).unique()


def _overlapping(rows: pl.LazyFrame, others: pl.LazyFrame, keys: Sequence[str]) -> pl.LazyFrame:
    """Pairs of spans with the same keys that share a day."""
    pairs = rows.join(others, on=keys, nulls_equal=True, suffix="_other")
    return pairs.filter(
        pl.col("period_from_other") <= pl.col("period_to"),
        pl.col("period_to_other") >= pl.col("period_from"),
    )


def _one_kind_of_span(rows: pl.DataFrame) -> bool:
    return (rows["period_from"] == rows["period_to"]).n_unique() <= 1


_POST = ("network", "post_id")
_ACCOUNT_DAY = ("network", "account", "date", "use")

RULES: dict[str, Rule] = {
    "posts": Rule(
        partial(_newest, _POST, "post_id", ("observed_at", "import_id", "source_row")),
        partial(_distinct, _POST),
        by_day=False,
    ),
    "account_days": Rule(
        partial(_merged, _ACCOUNT_DAY, TABLES["account_days"].measures),
        partial(_distinct, _ACCOUNT_DAY),
    ),
    "web_sessions": Rule(
        partial(_last_told, ("property", "report"), False),
        lambda _rows: True,
    ),
    "ad_costs": Rule(
        partial(_last_told, ("platform", "campaign"), True),
        _one_kind_of_span,
    ),
    "leads": Rule(
        partial(_newest, ("lead_id",), "lead_id", ("import_id", "source_row")),
        partial(_distinct, ("lead_id",)),
        by_day=False,
    ),
}
