"""What the link of a post tells: the network that it leads to and, often, the post’s id.

Links of Facebook name a post by a token of their own and those of Instagram by a short code:
neither is the id that Meta’s exports have.
"""

from __future__ import annotations

import narwhals as nw
import polars as pl

from data.channels.classification import network_of

_HOST = r"^\s*(?:\w+://)?(?:www\.|m\.|mobile\.)?([\w.-]+)"
_NUMBER = r"(?:/posts/|/videos?/|/reel/|/permalink/|/status/|/photo/|/pin/|fbid=)(\d{6,})"
_LINKEDIN = r"linkedin\.com/.*?(\d{15,20})"
_YOUTUBE = r"(?:[?&]v=|youtu\.be/|/shorts/)([\w-]{11})"
_NAMES = {"twitter": "x", "x (twitter)": "x", "x/twitter": "x", "linkedin page": "linkedin"}


def network_in(links: pl.Series) -> pl.Series:
    """The network that each link leads to, null for any other site."""
    hosts = links.str.extract(_HOST, 1).str.to_lowercase().fill_null("")
    named = nw.from_native(pl.DataFrame({"source": hosts})).select(network=network_of())
    return named.to_native()["network"]


def network_named(written: str) -> pl.Expr:
    """The id of the network that a column names in words, such as “Twitter” or “X”."""
    return pl.col(written).str.strip_chars().str.to_lowercase().replace(_NAMES)


def post_in(link: str = "permalink") -> pl.Expr:
    """The post’s own id in its link, null where the link has none."""
    written = pl.col(link)
    patterns = (_LINKEDIN, _NUMBER, _YOUTUBE)
    return pl.coalesce(written.str.extract(pattern, 1) for pattern in patterns)
