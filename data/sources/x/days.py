"""X Premium account analytics export (since 2024): daily metrics of an account."""

from __future__ import annotations

from data.reading.dates import DateStyle
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

# Reposts are what retweets were, as in the export of posts; “Shares” counts sends and copied
# links. “Engagements” include clicks of every kind. Views of videos are no views of posts.
SOURCE = Source(
    id="x.days",
    network="x",
    label=msg("X overview by day"),
    doc=msg("X › Premium › Analytics › Overview › Export."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "posts_published", "unfollows"),
            fields=(  # the file is English for every account
                column("date", en="Date"),
                column("impressions", en="Impressions"),
                column("reactions", en="Likes"),
                column("interactions", en="Engagements"),
                column("saves", en="Bookmarks"),
                column("follows", en="New follows"),
                column("unfollows", en="Unfollows"),
                column("comments", en="Replies"),
                column("shares", en="Reposts"),
                column("profile_visits", en="Profile visits"),
                column("posts_published", en="Create Post"),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "x"), ("use", "unknown")),
            dates=DateStyle.ENGLISH,
            ignores=ignored("Shares", "Video views", "Media views"),
        ),
    ),
    repeats=("hootsuite.account", "sprout.profiles"),
    layouts=(Layout("2025–2026", "en", LayoutEvidence.FILE, "x_days.csv"),),
    limits=msg("No link clicks by day and no number of followers, only new and lost followers."),
)
