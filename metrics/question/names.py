"""Display names of channels, uses, networks and campaigns."""

from __future__ import annotations

from data.base.channels import CHANNELS
from data.base.networks import network_name
from i18n.message import Message, msg, verbatim

_UNKNOWN = msg("unknown")
_USES = {
    "organic": msg("Unpaid"),
    "paid": msg("Paid"),
    "unknown": msg("Paid or unpaid not specified"),
}


def key_name(key: str, value: str | None) -> Message:
    """The name of a value of ``key`` (channel, use, network, …); other names stay as they are."""
    if value is None:
        return _UNKNOWN
    if key == "channel" and value in CHANNELS:
        return CHANNELS[value].label
    if key == "use" and value in _USES:
        return _USES[value]
    return verbatim(network_name(value) if key == "network" else value)
