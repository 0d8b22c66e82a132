"""What X links and ids say: the post, the account, and the instant in an id's high bits."""

from __future__ import annotations

import polars as pl

_EPOCH_MS = 1_288_834_974_657  # 2010-11-04, when ids began to carry time

# A spreadsheet turns a long id into 1.5E+18: then only the link still knows it.
IDENTITY = pl.coalesce(
    pl.col("permalink").str.extract(r"/status/(\d+)", 1),
    pl.col("post_id").str.extract(r"^(\d+)$", 1),
)
ACCOUNT = pl.col("permalink").str.extract(r"(?:twitter|x)\.com/([^/]+)/status/", 1)


def instant(column: str) -> pl.Expr:
    """The UTC instant at which the post with this id was published."""
    milliseconds = pl.col(column).cast(pl.Int64, strict=False) // 2**22 + _EPOCH_MS
    return pl.from_epoch(milliseconds, time_unit="ms").dt.replace_time_zone("UTC")
