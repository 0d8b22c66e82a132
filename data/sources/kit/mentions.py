"""Social listening mentions: network and identity from the link, authors left out.

Authors are people who never dealt with the company: nothing of them is stored, and in the
stored upload their names, handles and descriptions are hashed. A mention is identified by its
link, whichever tool or query has found it.
"""

from __future__ import annotations

import polars as pl

from data.sources.kit.post_links import network_in


def known_by_link(frame: pl.DataFrame, otherwise: str = "permalink") -> pl.DataFrame:
    """``frame`` with the network and the identity that a mention’s link gives."""
    return frame.with_columns(
        network_in(frame["permalink"]).alias("network"),
        mention_id=pl.coalesce("permalink", otherwise),
        sentiment=pl.col("sentiment").str.to_lowercase(),
    )
