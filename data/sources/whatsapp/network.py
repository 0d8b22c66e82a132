"""WhatsApp."""

from __future__ import annotations

from data.base.network import Network

NETWORK = Network(
    id="whatsapp",
    name="WhatsApp",
    hosts=(r"whatsapp\.com",),
    sources=("whatsapp", r"wa\.me"),
)
