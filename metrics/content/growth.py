"""Post growth between exports: every export of the same posts is one snapshot of them.

Exports give lifetime values of posts, so two snapshots never add up; their difference is what
came in between. A decrease stays a decrease: networks take back likes, views and deleted
comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from data.facts.source import FactSource
from data.tables.schema import TABLES, ColumnRole

Frame = nw.LazyFrame[Any]

POST = ("network", "post_id")
MEASURES = TABLES["posts"].measures
# Unique people of several posts are not added up, and amounts have currencies of their own.
ADDED = tuple(
    name for name in MEASURES if TABLES["posts"].role(name) is ColumnRole.FLOW and name != "revenue"
)
GROUPS = ("network", "account", "format")


def post_growth(
    facts: FactSource, networks: Sequence[str] = (), posts: Sequence[str] = ()
) -> Frame:
    """One row per post, measure and day on which the post was observed.

    Columns: network, account, format, post_id, import_id, measure, observed_on, value, ``since``
    (the day of the snapshot before, null for the first), ``before`` (its value) and ``growth``
    between the two, null where either lacks it. Measures that no snapshot of a post has
    are left out.
    """
    frame = nw.from_native(facts.snapshots())
    if networks:
        frame = frame.filter(nw.col("network").is_in(networks))
    if posts:
        frame = frame.filter(nw.col("post_id").is_in(posts))
    since = nw.col("observed_on").shift(1).over(*POST, order_by="observed_on")
    index = ["network", "account", "format", "post_id", "import_id", "observed_on", "since"]
    long = (
        frame.with_columns(nw.col(*MEASURES).cast(nw.Float64), since=since)
        .select(*index, *MEASURES)
        .unpivot(on=list(MEASURES), index=index, variable_name="measure", value_name="value")
    )
    series = (*POST, "measure")
    before = nw.col("value").shift(1).over(*series, order_by="observed_on")
    counted = long.with_columns(before=before, _known=nw.col("value").count().over(*series))
    grown = counted.filter(nw.col("_known") > 0).with_columns(
        growth=nw.col("value") - nw.col("before")
    )
    return grown.drop("_known").sort(*POST, "measure", "observed_on")


def summed(growth: Frame, by: Sequence[str]) -> Frame:
    """The growth of all posts of each ``by`` together, from one snapshot to the next.

    Only posts whose value is in both snapshots are in ``value``, ``before`` and ``growth``;
    ``posts`` is their number. Measures that do not add up over posts are left out.
    """
    both = growth.filter(~nw.col("growth").is_null() & nw.col("measure").is_in(ADDED))
    keys = [*by, "measure", "since", "observed_on"]
    sums = both.group_by(keys).agg(
        nw.len().cast(nw.Int64).alias("posts"), nw.col("value", "before", "growth").sum()
    )
    return sums.sort(*keys, nulls_last=True)
