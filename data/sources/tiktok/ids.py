"""TikTok video ids and accounts from links, and the publication time in the id's high bits."""

from __future__ import annotations

import polars as pl

from data.sources.tiktok.network import ACCOUNT, POST


def identified(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with ``account``, ``post_id`` and ``published_at`` (UTC) as the links have them."""
    link = pl.col("permalink")
    identity = link.str.extract(POST, 1)
    seconds = identity.cast(pl.Int64, strict=False) // 2**32
    instant = pl.from_epoch(seconds, time_unit="s").cast(pl.Datetime("us", "UTC"))
    return frame.with_columns(
        account=link.str.extract(ACCOUNT, 1),
        post_id=identity,
        published_at=pl.coalesce("published_at", instant),
        published_on=pl.coalesce("published_at", instant).dt.date(),
    )
