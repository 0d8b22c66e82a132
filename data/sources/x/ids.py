"""X post ids and accounts from links, and the publication time in an id's high bits."""

from __future__ import annotations

import re

import polars as pl

from data.sources.x.network import ACCOUNT, POST

_EPOCH_MS = 1_288_834_974_657  # 2010-11-04, when ids began to carry time


def identified(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with ``post_id`` and ``account`` as the permalinks have them.

    A spreadsheet turns a long id into 1.5E+18; then only the link still knows it.
    """
    links = frame["permalink"]
    ids = frame["post_id"]
    if ids.cast(pl.Int64, strict=False).null_count():
        ids = pl.select(pl.coalesce(links.str.extract(POST, 1), ids)).to_series()
    return frame.with_columns(account=_accounts(links), post_id=ids)


def _accounts(links: pl.Series) -> pl.Series:
    """One account as a rule, which is quick to see; else each link is looked at."""
    first = re.match(ACCOUNT, str(links.drop_nulls().first() or ""))
    if first is not None and links.str.starts_with(first[0]).all():
        return pl.repeat(first[1], len(links), eager=True)
    return links.str.extract(ACCOUNT, 1)


def instant(column: str) -> pl.Expr:
    """The UTC instant at which the post with this id was published."""
    milliseconds = pl.col(column).cast(pl.Int64, strict=False) // 2**22 + _EPOCH_MS
    return pl.from_epoch(milliseconds, time_unit="ms").dt.replace_time_zone("UTC")
