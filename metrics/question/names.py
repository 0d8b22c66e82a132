"""What the values of a selection are called: channels, uses, networks, campaigns."""

from __future__ import annotations

from data.base.channels import CHANNELS
from data.base.message import Message, msg, verbatim
from data.base.networks import network_name

_UNKNOWN = msg("unknown", fr="inconnu")
_USES = {
    "organic": msg("Organic", fr="Organique"),
    "paid": msg("Paid", fr="Payant"),
    "unknown": msg("Use not told", fr="Usage non précisé"),
}


def key_name(key: str, value: str | None) -> Message:
    """The name of a value of ``key`` (channel, use, network, …); own names stay as they are."""
    if value is None:
        return _UNKNOWN
    if key == "channel" and value in CHANNELS:
        return CHANNELS[value].label
    if key == "use" and value in _USES:
        return _USES[value]
    return verbatim(network_name(value) if key == "network" else value)
