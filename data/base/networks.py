"""The registry of networks: every ``data/sources/<vendor>/network.py``, found by being there.

It is the only way to what is known of networks. Their modules import nothing but the ground, so
asking for them loads no source.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from data.base.discovery import discover_in_folders
from data.base.network import CampaignRule, ClickId, Network
from data.base.series_break import SeriesBreak

# Where a visit carries several click ids, what is paid is believed before what is not.
_STRENGTH = ("cpc", "affiliate", "organic", "referral")


@cache
def networks() -> tuple[Network, ...]:
    """Every network, in the order of their ranks."""
    found: list[Network] = discover_in_folders("data.sources", "network", "NETWORK")
    return tuple(sorted(found, key=lambda network: (network.rank, network.id)))


def network_name(network: str) -> str:
    """The display name of a network's id, the same in every language.

    >>> network_name("youtube"), network_name("kite")
    ('YouTube', 'Kite')
    """
    names = {known.id: known.name for known in networks()}
    return names.get(network, network.capitalize())


def network_colours() -> Mapping[str, str]:
    """The colour (``#rrggbb``) of every network that has one of its own."""
    return {known.id: known.colour for known in networks() if known.colour is not None}


def billed_together() -> Mapping[str, frozenset[str]]:
    """The ad accounts that are billed for several networks, and those networks."""
    return {known.id: frozenset(known.members) for known in networks() if known.members}


def click_ids() -> tuple[ClickId, ...]:
    """The click ids of all networks; of those that say where a visit comes from, the surest first."""
    found = [click for known in networks() for click in known.click_ids]
    return tuple(sorted(found, key=lambda click: _strength(click.medium)))


def _strength(medium: str | None) -> int:
    return _STRENGTH.index(medium) if medium in _STRENGTH else len(_STRENGTH)


def campaign_rules(click: ClickId) -> tuple[CampaignRule, ...]:
    """The rules for campaigns of the ad platform that adds a paid click id; none of any other."""
    platforms = [known.ads for known in networks() if click in known.click_ids]
    paid = click.medium == "cpc"
    return tuple(rule for ads in platforms if ads is not None and paid for rule in ads.campaigns)


def series_breaks() -> tuple[SeriesBreak, ...]:
    """The published series breaks of all networks."""
    return tuple(found for known in networks() for found in known.series_breaks)
