"""Hosts as people compare them."""

from __future__ import annotations


def normalise_host(host: str) -> str:
    """A host in lower case without ``www.`` and port.

    >>> normalise_host("WWW.Shop.example:443")
    'shop.example'
    """
    return host.lower().partition(":")[0].removeprefix("www.")
