"""Post URLs: the network that a link leads to and, often, the post’s id.

Some networks name a post in links by a token or a short code that is not the id of their
exports: such a link gives no id.
"""

from __future__ import annotations

import narwhals as nw
import polars as pl

from data.base.networks import networks
from data.channels.classification import network_of

_HOST = r"^\s*(?:\w+://)?(?:www\.|m\.|mobile\.)?([\w.-]+)"
# How most sites write the address of a post, known networks or not.
_NUMBER = r"(?:/posts/|/videos?/|/reel/|/permalink/|/status/|/photo/)(\d{6,})"


def network_in(links: pl.Series) -> pl.Series:
    """The network that each link leads to, null for any other site."""
    hosts = links.str.extract(_HOST, 1).str.to_lowercase().fill_null("")
    named = nw.from_native(pl.DataFrame({"source": hosts})).select(network=network_of())
    return named.to_native()["network"]


def network_named(written: str) -> pl.Expr:
    """The id of the network that a column names in words, such as “Twitter” or “X”."""
    return pl.col(written).str.strip_chars().str.to_lowercase().replace(_names())


def _names() -> dict[str, str]:
    return {alias: known.id for known in networks() for alias in known.aliases}


def post_in(link: str = "permalink") -> pl.Expr:
    """The post’s own id in its link, null where the link has none."""
    written = pl.col(link)
    own = [known.post_link for known in networks() if known.post_link is not None]
    # The network's own pattern first: a path that many sites share may hold another number.
    return pl.coalesce(written.str.extract(pattern, 1) for pattern in (*own, _NUMBER))
