"""Twitter tweet activity export by day (analytics.twitter.com, until 2024): organic metrics."""

from __future__ import annotations

from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import msg

# The second half of the columns repeats every figure for promoted delivery; those are not read,
# so what is read is organic. One file covers one month: people paste several into one workbook.
SOURCE = Source(
    id="x.tweet_days",
    network="x",
    label=msg("Tweet activity by day (until 2024)"),
    doc=msg("The former analytics.twitter.com › Tweets › Export data › By day."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "posts_published", "impressions"),
            fields=(
                column("date", en="Date", ja="日付"),
                column("posts_published", en="Tweets published", ja="Tweets published"),
                column("impressions", en="impressions", ja="インプレッション"),
                column("interactions", en="engagements", ja="エンゲージメント"),
                column("shares", en="retweets", ja="リツイート"),
                column("comments", en="replies", ja="返信"),
                column("reactions", en=("likes", "favorites"), ja="いいね"),
                column("link_clicks", en="url clicks", ja="URLクリック数"),
                column("follows", en="follows", ja=("フォローしている", "フォロー")),
            ),
            required=("date",),
            unique=("date",),
            constants=(("network", "x"), ("use", "organic")),
            nulls=("-",),
            ignores=ignored(
                "engagement rate",
                "user profile clicks",
                "hashtag clicks",
                "detail expands",
                "permalink clicks",
                "app opens",
                "app installs",
                "email tweet",
                "dial phone",
                "media views",
                "media engagements",
                "promoted *",
            ),
        ),
    ),
    layouts=(
        Layout("until 2024", "en", LayoutEvidence.FILE, "x_tweet_days.csv"),
        Layout("until 2024, workbook", "en", LayoutEvidence.FILE, "x_tweet_days.xls"),
    ),
    limits=msg("One month per file. Promoted results are excluded, so the values are organic."),
)
