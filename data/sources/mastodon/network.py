"""Mastodon."""

from __future__ import annotations

from data.base.network import Network

NETWORK = Network(id="mastodon", name="Mastodon", mentions=("mastodon",))
