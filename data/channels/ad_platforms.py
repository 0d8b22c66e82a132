"""The ad platform of a traffic source."""

from __future__ import annotations

import re
from functools import cache

from data.base.network import Network
from data.base.networks import networks


@cache
def _known() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Names of platforms, each with the sources that its visits name."""
    of_id = {network.id: network for network in networks()}
    found = []
    for network in networks():
        # An account for several networks sends visits from all of them, whichever it is called by.
        together = (network, *(of_id[member] for member in network.members))
        names = [name for one in together if one.ads is not None for name in one.ads.names]
        sources = [source for one in together for source in _sources(one)]
        if sources:
            found.append((_any_of(names), _any_of(sources)))
    return tuple(found)


def _sources(network: Network) -> tuple[str, ...]:
    """What paid visits from a network name; empty where that is not known."""
    sent = network.ads.sources if network.ads is not None else ()
    return (*sent, *network.below_hosts) if sent else ()


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def ad_platform_of(source: str, platform: str) -> bool | None:
    """Whether visits with this ``source`` come from the platform; None where unknown.

    >>> ad_platform_of("fb", "meta_ads"), ad_platform_of("bing", "google_ads")
    (True, False)
    >>> ad_platform_of("flyer", "google_ads") is None
    True
    """
    senders = [named for named, sources in _known() if sources.fullmatch(source.lower())]
    return any(named.fullmatch(platform.lower()) for named in senders) if senders else None
