"""Sprout Social Profile Performance report: one row per profile and day."""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.post_links import network_named
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

FIELDS = (
    column("date", en="Date"),
    column("_network", en=("Network", "Network Type")),
    column("account", en=("Profile", "Profile Name")),
    column("followers", en=("Followers", "Audience")),
    column("net_follows", en=("Net Follower Growth", "Net Audience Growth")),
    column("follows", en=("Followers Gained", "Audience Gained")),
    column("unfollows", en=("Followers Lost", "Audience Lost")),
    column(
        "posts_published", en=("Published Posts (Total)", "Published Posts", "Posts Sent Count")
    ),
    column("impressions", en="Impressions"),
    column("reach", en="Reach"),
    column("views", en=("Views", "Video Views")),
    column("interactions", en=("Engagements", "Post Engagements")),
    column("reactions", en="Reactions"),
    column("comments", en="Comments"),
    column("shares", en="Shares"),
    column("saves", en="Saves"),
    column("clicks", en="Post Clicks (All)"),
    column("link_clicks", en="Post Link Clicks"),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    return rows.frame.with_columns(network=network_named("_network"))


SOURCE = Source(
    id="sprout.profiles",
    network=None,
    label=msg("Sprout Social profiles"),
    doc=msg(
        "Sprout Social › Reports › Profile Performance › Export › CSV. Known from others’ descriptions only."
    ),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "_network", "account", "net_follows"),
            fields=FIELDS,
            required=("network", "date"),
            unique=("network", "account", "date"),
            constants=(("use", "unknown"),),
            dates=DateStyle.ASK,
            nulls=("-", "N/A"),
            finish=_finish,
            ignores=ignored(
                *("Organic *", "Viral *", "Non-viral *", "Paid *", "Total Impressions", "Fans"),
                *("Engagement Rate *", "* Rate", "Sent *", "Received *", "Page *", "Other *"),
                *("* Video Views", "Following", "Net Following Growth", "Profile Actions"),
            ),
        ),
    ),
    layouts=(Layout("Profile Performance", "en", LayoutEvidence.DESCRIBED, "sprout_profiles.csv"),),
    limits=msg(
        "Import either this report or the network’s own days of the same profile, because both "
        "together would count twice."
    ),
)
