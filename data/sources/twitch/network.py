"""Twitch."""

from __future__ import annotations

from data.base.network import Network

NETWORK = Network(id="twitch", name="Twitch", mentions=("twitch",))
