"""Demo links: which post a visit or a lead came from, by the UTM content of the post's link."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from data.demo import plan

_DAYS = 10  # a post's link is followed for so long
_DAY = 86_400_000_000


def address(page: str, network: str, content: str | None) -> str:
    """The link of a post, tagged where the post's ``content`` is known."""
    if content is None:
        return plan.SITE + page
    tags = f"utm_source={network}&utm_medium=social&utm_campaign={plan.LINKED[network]}"
    return f"{plan.SITE}{page}?{tags}&utm_content={content}"


def contents(posts: pl.DataFrame, moments: pl.DataFrame, seed: int) -> pl.Series:
    """The content tag of each of ``moments`` (way, at); null where none of the posts brought it.

    A post brings the more visits the more its link was clicked. Drawn from a generator of its own.
    """
    random = np.random.default_rng(seed)
    found = np.full(moments.height, None, dtype=object)
    at, way = moments["at"].to_physical().to_numpy(), moments["way"].to_numpy()
    for network, ways in _ways().items():
        out = posts.filter(pl.col("network") == network, pl.col("content").is_not_null())
        out = out.sort("published_at")
        published = out["published_at"].to_physical().to_numpy()
        clicks = np.r_[0, np.cumsum(out["link_clicks"].to_numpy())].astype(float)
        here = np.flatnonzero(np.isin(way, ways))
        low = clicks[np.searchsorted(published, at[here] - _DAYS * _DAY)]
        high = clicks[np.searchsorted(published, at[here])]
        drawn = low + random.random(len(here)) * (high - low)
        place = np.minimum(np.searchsorted(clicks, drawn, side="right") - 1, len(published) - 1)
        names = out["content"].to_numpy()[place]
        found[here] = np.where(high > low, names, None)
    return pl.Series("content", found.tolist(), dtype=pl.String)


def _ways() -> Mapping[str, list[int]]:
    """The ways to the site that go through the links of a network's posts."""
    return {
        network: [
            number
            for number, way in enumerate(plan.TRAFFIC)
            if (way.source, way.campaign) == (network, campaign)
        ]
        for network, campaign in plan.LINKED.items()
    }
