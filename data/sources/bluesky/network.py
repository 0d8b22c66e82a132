"""Bluesky."""

from __future__ import annotations

from data.base.network import Network

NETWORK = Network(
    id="bluesky",
    name="Bluesky",
    hosts=(r"bsky\.app",),
    sources=("bluesky", "bsky"),
    mentions=("bluesky", "bsky"),
)
