"""The channels of GA4's default channel group, their use, and the categories of sources."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import narwhals as nw

from data.base.message import Message, msg

REFERENCE = Path(__file__).parents[1] / "reference"


class Use(StrEnum):
    """Whether a channel is paid for; unknown where it cannot be told."""

    ORGANIC = "organic"
    PAID = "paid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. ``id`` is GA4's English name, whatever the language of the display."""

    id: str
    label: Message
    use: Use
    social: bool = False


def _channel(name: str, fr: str, use: Use, social: bool = False) -> Channel:
    return Channel(name, msg(name, fr=fr), use, social)


CHANNELS: dict[str, Channel] = {
    channel.id: channel
    for channel in (
        _channel("Organic Social", "Réseaux sociaux organiques", Use.ORGANIC, social=True),
        _channel("Paid Social", "Réseaux sociaux payants", Use.PAID, social=True),
        _channel("Organic Video", "Vidéo organique", Use.ORGANIC),
        _channel("Paid Video", "Vidéo payante", Use.PAID),
        _channel("Organic Search", "Recherche organique", Use.ORGANIC),
        _channel("Paid Search", "Recherche payante", Use.PAID),
        _channel("Organic Shopping", "Shopping organique", Use.ORGANIC),
        _channel("Paid Shopping", "Shopping payant", Use.PAID),
        _channel("Email", "E-mail", Use.ORGANIC),
        _channel("Direct", "Accès direct", Use.ORGANIC),
        _channel("Referral", "Sites référents", Use.ORGANIC),
        _channel("AI Assistant", "Assistants IA", Use.ORGANIC),
        _channel("Affiliates", "Affiliation", Use.PAID),
        _channel("Display", "Display", Use.PAID),
        _channel("Cross-network", "Multiréseau", Use.PAID),
        _channel("Audio", "Audio", Use.PAID),
        _channel("Paid Other", "Autres canaux payants", Use.PAID),
        _channel("SMS", "SMS", Use.ORGANIC),
        _channel("Mobile Push Notifications", "Notifications push mobiles", Use.ORGANIC),
        _channel("Unassigned", "Non attribué", Use.UNKNOWN),
    )
}
SOCIAL_CHANNELS = tuple(channel.id for channel in CHANNELS.values() if channel.social)


@cache
def categories() -> dict[str, tuple[str, ...]]:
    """Lower-case sources of each of Google's categories: search, social, shopping, video."""
    with (REFERENCE / "source_categories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["category"] for row in rows})
    return {n: tuple(r["source"].lower() for r in rows if r["category"] == n) for n in names}


def use_of(own: Mapping[str, Use] | None = None) -> nw.Expr:
    """The use (organic, paid, unknown) of the column ``channel``; unknown for a null channel.

    ``own`` are the uses of channels that GA4 does not have.
    """
    uses = {channel.id: channel.use for channel in CHANNELS.values()} | dict(own or {})
    paid = [name for name, use in uses.items() if use is Use.PAID]
    organic = [name for name, use in uses.items() if use is Use.ORGANIC]
    name = nw.col("channel")
    return (
        nw.when(name.is_in(paid))
        .then(nw.lit(Use.PAID.value))
        .otherwise(
            nw.when(name.is_in(organic))
            .then(nw.lit(Use.ORGANIC.value))
            .otherwise(nw.lit(Use.UNKNOWN.value))
        )
    )
