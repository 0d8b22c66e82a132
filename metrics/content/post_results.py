"""Posts with what they reached and what they brought, each next to the median of its network."""

from __future__ import annotations

import polars as pl

SEEN = ("reach", "views", "impressions")
"""What says how often a post was seen, the closest to people first."""
_POST = ["network", "post_id"]


def post_results(posts: pl.DataFrame, linked_posts: pl.DataFrame) -> pl.DataFrame:
    """The posts with further columns; unknown stays null.

    ``posts`` is that of ``metrics.content.posts``, ``linked_posts`` that of ``PostTraffic``. The columns are
    ``seen_as`` (the measure of ``SEEN`` that most posts of the network have), ``seen`` (its value),
    ``times`` (``seen`` by the median of the network's posts), ``sessions`` and ``leads`` (by the
    post's tagged links), and ``linked`` (whether it has any).
    """
    counts = posts.group_by("network").agg(pl.col(SEEN).count())
    most = counts.unpivot(index="network", variable_name="seen_as", value_name="known")
    order = pl.col("seen_as").replace_strict(list(SEEN), list(range(len(SEEN))))
    chosen = (
        most.filter(pl.col("known") > 0)
        .sort("network", "known", order, descending=[False, True, False])
        .unique("network", keep="first", maintain_order=True)
        .select("network", "seen_as")
    )
    joined = posts.join(chosen, on="network", how="left", maintain_order="left").join(
        linked_posts.select(*_POST, "sessions", "leads", linked=True),
        on=_POST, how="left", maintain_order="left",
    )  # fmt: skip
    seen = pl.coalesce(
        pl.when(pl.col("seen_as") == name).then(pl.col(name).cast(pl.Float64)) for name in SEEN
    )
    with_seen = joined.with_columns(seen=seen, linked=pl.col("linked").fill_null(value=False))
    usual = pl.col("seen").median().over("network")
    return with_seen.with_columns(times=pl.when(usual > 0).then(pl.col("seen") / usual))
