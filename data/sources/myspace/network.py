"""Myspace."""

from __future__ import annotations

from data.base.network import Network

NETWORK = Network(id="myspace", name="Myspace", mentions=("myspace",))
