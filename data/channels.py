"""GA4's default channel group: the channels, and the ordered rules that give one to a visit.

Rules follow Google's page "Default channel group" (support.google.com/analytics/answer/9756891),
compared without regard to case. Differences from GA4: the rules that need Google's own fields
(ad network type, campaign type) cannot be told from tags, so an untagged Performance Max visit is
Cross-network in GA4 and Paid Search here; "Email" compares the whole value where some tools look
for a part of it. A channel that GA4 gives itself therefore always wins (see ``data.placement``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import narwhals as nw

from data.message import Message, msg

REFERENCE = Path(__file__).parent / "reference"


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

_EMAIL = ("email", "e-mail", "e_mail", "e mail")
_SOCIAL = ("social", "social-network", "social-media", "sm", "social network", "social media")
_DISPLAY = ("display", "banner", "expandable", "interstitial", "cpm")


@cache
def categories() -> dict[str, tuple[str, ...]]:
    """Lower-case sources of each of Google's categories: search, social, shopping, video."""
    with (REFERENCE / "source_categories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["category"] for row in rows})
    return {n: tuple(r["source"].lower() for r in rows if r["category"] == n) for n in names}


def rules() -> tuple[tuple[str, nw.Expr], ...]:
    """The rules in Google's order, as (channel, condition); the first that holds decides.

    They test columns ``source``, ``medium`` and ``campaign`` in lower case, empty where unknown.
    """
    source, medium, campaign = nw.col("source"), nw.col("medium"), nw.col("campaign")
    listed = {name: source.is_in(values) for name, values in categories().items()}
    paid = medium.str.contains("^(.*cp.*|ppc|retargeting|paid.*)$")
    shop = campaign.str.contains("^(.*(([^a-df-z]|^)shop|shopping).*)$")
    return (
        ("Direct", (source == "(direct)") & medium.is_in(("(not set)", "(none)"))),
        ("Cross-network", campaign.str.contains("cross-network")),
        ("Paid Shopping", (listed["shopping"] | shop) & paid),
        ("Paid Search", listed["search"] & paid),
        ("Paid Social", listed["social"] & paid),
        ("Paid Video", listed["video"] & paid),
        ("Display", medium.is_in(_DISPLAY)),
        ("Paid Other", paid),
        ("Organic Shopping", listed["shopping"] | shop),
        ("Organic Social", listed["social"] | medium.is_in(_SOCIAL)),
        ("Organic Video", listed["video"] | medium.str.contains("video")),
        ("Organic Search", listed["search"] | (medium == "organic")),
        ("AI Assistant", medium == "ai-assistant"),
        ("Referral", medium.is_in(("referral", "app", "link"))),
        ("Email", source.is_in(_EMAIL) | medium.is_in(_EMAIL)),
        ("Affiliates", medium == "affiliate"),
        ("Audio", medium == "audio"),
        ("SMS", (source == "sms") | (medium == "sms")),
        (
            "Mobile Push Notifications",
            medium.str.contains("push$|mobile|notification") | (source == "firebase"),
        ),
    )


def channel_of() -> nw.Expr:
    """The channel by the rules (see there for the columns); never null."""
    cases = [nw.when(condition).then(nw.lit(name)) for name, condition in rules()]
    return nw.coalesce(*cases, nw.lit("Unassigned"))


def use_of(channel: str = "channel") -> nw.Expr:
    """The use (organic, paid, unknown) of a channel column; unknown for a null channel."""
    paid = [c.id for c in CHANNELS.values() if c.use is Use.PAID]
    organic = [c.id for c in CHANNELS.values() if c.use is Use.ORGANIC]
    name = nw.col(channel)
    return (
        nw.when(name.is_in(paid))
        .then(nw.lit(Use.PAID.value))
        .otherwise(
            nw.when(name.is_in(organic))
            .then(nw.lit(Use.ORGANIC.value))
            .otherwise(nw.lit(Use.UNKNOWN.value))
        )
    )
