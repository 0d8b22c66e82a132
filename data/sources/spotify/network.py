"""Spotify Advertising."""

from __future__ import annotations

from data.base.network import AdPlatform, CampaignRule, Network

NETWORK = Network(
    id="spotify",
    name="Spotify",
    ads=AdPlatform(
        names=(".*spotify.*",),
        campaigns=(CampaignRule("Audio"),),
        sources=("spotify.*",),
    ),
)
