"""The posts of a period with their newest figures, results before vanity measures."""

from __future__ import annotations

from dataclasses import replace

import narwhals as nw
import polars as pl

from data.facts.source import FactSource, collect_all
from metrics.content.growth import POST
from metrics.definitions.registry import Metric, metrics
from metrics.engine import scoped
from metrics.question.query import Query

# Actions that a post led to, and measures that only say that it was shown or liked.
TELLING = ("link_clicks", "saves", "shares", "comments", "clicks", "follows", "watch_seconds")
VANITY = ("reach", "views", "impressions", "reactions", "interactions")
_ABOUT = ("network", "account", "post_id", "published_at", "published_on", "text", "format")
_NAMED = {"watch_seconds": "watch_time"}


def metric_of(measure: str) -> Metric | None:
    """The catalogued metric that sums a measure of posts, if there is one."""
    return metrics().get(_NAMED.get(measure, measure))


def posts(facts: FactSource, query: Query) -> pl.DataFrame:
    """One row per post published in the period, the newest first, each with its newest figures.

    Columns: network, account, post_id, published_at (the company's clock), published_on, text, format, use,
    permalink, the measures of ``TELLING`` and ``VANITY`` (null where no export says), import_id,
    source_row, ``snapshots``, the number of days on which an export observed the post, and
    ``observed_on``, the last of them. Posts know no campaign, so that filter does not apply.
    """
    plain = replace(query, campaigns=(), excluded=query.excluded - {"campaign"}, by=())
    rows_in_period = scoped(facts, "posts", plain, ("use",))
    columns = [*_ABOUT, "use", "permalink", *TELLING, *VANITY, "import_id", "source_row"]
    count = nw.len().cast(nw.Int64).alias("snapshots")
    last = nw.col("observed_on").max()
    seen = nw.from_native(facts.snapshots()).group_by(*POST).agg(count, last)
    listed = rows_in_period.select(*columns).join(seen, on=list(POST), how="left")
    order = ["published_on", "published_at", *POST]
    down = [True, True, False, False]
    (rows,) = collect_all([listed.sort(*order, descending=down, nulls_last=True)])
    return rows
