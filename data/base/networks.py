"""The names of social networks as they write themselves, the same in every language."""

from __future__ import annotations

_NAMES = {
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "x": "X",
    "youtube": "YouTube",
}


def network_name(network: str) -> str:
    """The display name of a network's id.

    >>> network_name("youtube"), network_name("facebook")
    ('YouTube', 'Facebook')
    """
    return _NAMES.get(network, network.capitalize())
