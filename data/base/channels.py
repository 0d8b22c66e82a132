"""The channels of GA4's default channel group, their use, and the categories of sources."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import narwhals as nw

from i18n.message import Message, msg

REFERENCE = Path(__file__).parents[1] / "reference"


class Use(StrEnum):
    """Whether a channel is paid for; unknown where nothing says so."""

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


def _channel(label: Message, use: Use, social: bool = False) -> Channel:
    return Channel(label.text, label, use, social)


CHANNELS: dict[str, Channel] = {
    channel.id: channel
    for channel in (
        _channel(msg("Organic Social"), Use.ORGANIC, social=True),
        _channel(msg("Paid Social"), Use.PAID, social=True),
        _channel(msg("Organic Video"), Use.ORGANIC),
        _channel(msg("Paid Video"), Use.PAID),
        _channel(msg("Organic Search"), Use.ORGANIC),
        _channel(msg("Paid Search"), Use.PAID),
        _channel(msg("Organic Shopping"), Use.ORGANIC),
        _channel(msg("Paid Shopping"), Use.PAID),
        _channel(msg("Email"), Use.ORGANIC),
        _channel(msg("Direct"), Use.ORGANIC),
        _channel(msg("Referral"), Use.ORGANIC),
        _channel(msg("AI Assistant"), Use.ORGANIC),
        _channel(msg("Affiliates"), Use.PAID),
        _channel(msg("Display"), Use.PAID),
        _channel(msg("Cross-network"), Use.PAID),
        _channel(msg("Audio"), Use.PAID),
        _channel(msg("Paid Other"), Use.PAID),
        _channel(msg("SMS"), Use.ORGANIC),
        _channel(msg("Mobile Push Notifications"), Use.ORGANIC),
        _channel(msg("Unassigned"), Use.UNKNOWN),
    )
}
UNASSIGNED = "Unassigned"
"""What no channel rule covers: its numbers say how tags are set, not how a channel performs."""
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
