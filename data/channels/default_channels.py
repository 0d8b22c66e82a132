"""GA4's default channel group: its ordered rules as a table.

They follow Google's page "Default channel group" (support.google.com/analytics/answer/9756891),
compared without regard to case. A channel that GA4 gives itself always wins (``data.channels.classification``),
because some of its rules need Google's own fields: docs/channels.md lists the differences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import narwhals as nw

from data.base.channels import categories
from i18n.message import Message, msg

# Google's own spellings, no others: “email-newsletter” is a fault to report, not to guess.
_EMAIL = ("email", "e-mail", "e_mail", "e mail")
_SOCIAL = ("social", "social-network", "social-media", "sm", "social network", "social media")
_DISPLAY = ("display", "banner", "expandable", "interstitial", "cpm")
PAID_MEDIUM = "^(.*cp.*|ppc|retargeting|paid.*)$"
# As Google writes it: “shop” counts after an e or a sign (eshop, e-shop), not inside “workshop”.
SHOP_CAMPAIGN = "^(.*(([^a-df-z]|^)shop|shopping).*)$"


class Origin(StrEnum):
    """Where the text of a rule was read."""

    HELP = "Google Analytics Help 9756891, text of 2026"
    PACKAGE = "Google Analytics Help 9756891, as quoted in the dbt package Velir/dbt-ga4"
    NEWS = "Google Analytics Help 9164320, “What’s new” of 13 May 2026"


_Test = Callable[[], nw.Expr]


@dataclass(frozen=True, slots=True)
class DefaultRule:
    """One line of GA4's default channel group: the channel, when, in words, and who says so."""

    channel: str
    test: _Test
    words: Message
    origin: Origin


def _medium(*values: str) -> _Test:
    return lambda: nw.col("medium").is_in(values)


def _like(column: str, pattern: str) -> _Test:
    return lambda: nw.col(column).str.contains(pattern)


def _listed(category: str) -> _Test:
    return lambda: nw.col("source").is_in(categories()[category])


def _both(*tests: _Test) -> _Test:
    return lambda: nw.all_horizontal(*(test() for test in tests), ignore_nulls=False)


def _either(*tests: _Test) -> _Test:
    return lambda: nw.any_horizontal(*(test() for test in tests), ignore_nulls=False)


def _source(*values: str) -> _Test:
    return lambda: nw.col("source").is_in(values)


_PAID, _SHOP = _like("medium", PAID_MEDIUM), _like("campaign", SHOP_CAMPAIGN)

DEFAULT_RULES = (
    DefaultRule(
        "Direct",
        _both(_source("(direct)"), _medium("(not set)", "(none)")),
        msg("source is (direct) and medium is (not set) or (none)"),
        Origin.HELP,
    ),
    DefaultRule(
        "Cross-network",
        _like("campaign", "cross-network"),
        msg("campaign contains “cross-network”"),
        Origin.HELP,
    ),
    DefaultRule(
        "Paid Shopping",
        _both(_either(_listed("shopping"), _SHOP), _PAID),
        msg("source is a shopping site or campaign is about a shop, and medium is paid"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Paid Search",
        _both(_listed("search"), _PAID),
        msg("source is a search engine and medium is paid"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Paid Social",
        _both(_listed("social"), _PAID),
        msg("source is a social site and medium is paid"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Paid Video",
        _both(_listed("video"), _PAID),
        msg("source is a video site and medium is paid"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Display",
        _medium(*_DISPLAY),
        msg("medium is display, banner, expandable, interstitial or cpm"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Paid Other",
        _PAID,
        msg("medium is paid"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Organic Shopping",
        _either(_listed("shopping"), _SHOP),
        msg("source is a shopping site or campaign is about a shop"),
        Origin.HELP,
    ),
    DefaultRule(
        "Organic Social",
        _either(_listed("social"), _medium(*_SOCIAL)),
        msg(
            "source is a social site, or medium is social, social-network, social-media, sm, social network or social media"
        ),
        Origin.HELP,
    ),
    DefaultRule(
        "Organic Video",
        _either(_listed("video"), _like("medium", "video")),
        msg("source is a video site, or medium contains “video”"),
        Origin.HELP,
    ),
    DefaultRule(
        "Organic Search",
        _either(_listed("search"), _medium("organic")),
        msg("source is a search engine, or medium is organic"),
        Origin.HELP,
    ),
    DefaultRule(
        "AI Assistant",
        _medium("ai-assistant"),
        msg("medium is ai-assistant"),
        Origin.NEWS,
    ),
    DefaultRule(
        "Referral",
        _medium("referral", "app", "link"),
        msg("medium is referral, app or link"),
        Origin.HELP,
    ),
    DefaultRule(
        "Email",
        _either(_source(*_EMAIL), _medium(*_EMAIL)),
        msg("source or medium is email, e-mail, e_mail or e mail"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Affiliates",
        _medium("affiliate"),
        msg("medium is affiliate"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Audio",
        _medium("audio"),
        msg("medium is audio"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "SMS",
        _either(_source("sms"), _medium("sms")),
        msg("source or medium is sms"),
        Origin.PACKAGE,
    ),
    DefaultRule(
        "Mobile Push Notifications",
        _either(_like("medium", "push$|mobile|notification"), _source("firebase")),
        msg(
            "medium ends with “push” or contains “mobile” or “notification”, or source is firebase"
        ),
        Origin.PACKAGE,
    ),
)
"""Google's rules in their order: the first that holds decides, and where none does the channel is
Unassigned. A medium is paid when it matches ``PAID_MEDIUM``, a campaign speaks of a shop when it
matches ``SHOP_CAMPAIGN``. The tests see ``source``, ``medium`` and ``campaign`` in lower case,
empty where unknown."""


def channel_of() -> nw.Expr:
    """The channel by ``DEFAULT_RULES`` (see there for the columns); never null."""
    cases = [nw.when(rule.test()).then(nw.lit(rule.channel)) for rule in DEFAULT_RULES]
    return nw.coalesce(*cases, nw.lit("Unassigned"))
