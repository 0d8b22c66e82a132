"""LinkedIn post ids from links, and the publication time in their high bits."""

from __future__ import annotations

import polars as pl

# Ids have 19 figures today; short numbers in links, such as a year in a title, are none.
_NUMBER = r"(\d{15,20})"


def identified(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with ``post_id`` and ``published_at`` (UTC) as the permalinks have them.

    An id holds the milliseconds since 1970 of the moment it was given: of an activity or a share,
    that is when the post went out.
    """
    link = pl.col("permalink")
    timed = link.str.extract(rf"(?:activity|share)[:-]{_NUMBER}", 1).cast(pl.Int64)
    instant = pl.from_epoch(timed // 2**22, time_unit="ms").dt.replace_time_zone("UTC")
    return frame.with_columns(post_id=link.str.extract(_NUMBER, 1), published_at=instant)
