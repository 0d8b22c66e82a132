"""Threads."""

from __future__ import annotations

from data.base.network import Network

NETWORK = Network(
    id="threads",
    name="Threads",
    rank=19,
    colour="#74659B",
    hosts=(r"threads\.net", r"threads\.com"),
    sources=("threads",),
    mentions=("threads",),
)
