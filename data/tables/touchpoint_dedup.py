"""Deduplication of touchpoints and conversions: see ``data.tables.deduplicate``."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

TOUCH = ("property", "user_key", "session_id")
_CONVERSION = ("property", "user_key", "event_name", "transaction_id", "converted_at")
_BOUGHT = ("property", "event_name", "transaction_id")
_TAGS = ("source", "medium", "campaign", "content", "term", "channel_group")
_ADDED = ("views", "engagement_seconds")


def dedupe_touchpoints(rows: pl.LazyFrame, _days: object = None) -> pl.LazyFrame:
    """One row per visit.

    Of an export that names its data stream the newest replaces a day (and part) as a whole; others
    replace visit by visit. The days of a visit across midnight are joined: it began when the first
    did, came from where the first says that names a source, and has the figures of both.
    """
    current = _newest(rows, "started_on", (*TOUCH, "started_on"))
    # Hardly any visit crosses midnight: only these pay for sorting and grouping.
    several = current.group_by(TOUCH).len().filter(pl.col("len") > 1).select(TOUCH)
    alone = current.join(several, on=TOUCH, how="anti", nulls_equal=True)
    split = current.join(several, on=TOUCH, how="semi", nulls_equal=True)
    return pl.concat([alone, _joined(split)])


def dedupe_conversions(rows: pl.LazyFrame, _days: object = None) -> pl.LazyFrame:
    """The conversions of the newest imports, each transaction once, at its first occurrence."""
    current = _newest(rows, "converted_on", _CONVERSION)
    has_id = pl.col("transaction_id").is_not_null()
    ordered = current.filter(has_id).sort("converted_at", "import_id", "source_row")
    first = ordered.unique(_BOUGHT, keep="first", maintain_order=True)
    return pl.concat([first, current.filter(~has_id)])


def single_transactions(rows: pl.DataFrame) -> bool:
    """Whether no transaction occurs twice."""
    transactions = rows.filter(pl.col("transaction_id").is_not_null()).select(_BOUGHT)
    return transactions.n_unique() == transactions.height


def _newest(rows: pl.LazyFrame, day: str, identity: Sequence[str]) -> pl.LazyFrame:
    named = pl.col("property").is_not_null()
    days = _of_newest(rows.filter(named), ("property", day, "part"))
    return pl.concat([days, _of_newest(rows.filter(~named), identity)])


def _of_newest(rows: pl.LazyFrame, keys: Sequence[str]) -> pl.LazyFrame:
    """The rows of the newest import that has these keys."""
    newest = rows.group_by(keys).agg(pl.col("import_id").max())
    return rows.join(newest, on=[*keys, "import_id"], how="semi", nulls_equal=True)


def _joined(rows: pl.LazyFrame) -> pl.LazyFrame:
    columns = rows.collect_schema().names()
    tagged = pl.any_horizontal(pl.col(_TAGS).is_not_null())
    own = {*TOUCH, *_TAGS, *_ADDED, "engaged", "landing_page", "click_id"}
    return (
        rows.sort("started_at", "source_row")
        .group_by(TOUCH, maintain_order=True)
        .agg(
            pl.col(_TAGS).filter(tagged).first(),
            pl.col("landing_page", "click_id").first(ignore_nulls=True),
            pl.col("engaged").max(),
            *(pl.when(pl.col(n).count() > 0).then(pl.col(n).sum()).alias(n) for n in _ADDED),
            pl.exclude(own).first(),
        )
        .select(columns)
    )
