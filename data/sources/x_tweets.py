"""Tweets as the former analytics.twitter.com exported them (until 2024)."""

from __future__ import annotations

import polars as pl

from data.message import msg
from data.schema import POSTS
from data.sources.declare import Rows, Sheet, Source, column
from data.sources.x_ids import identified

# Times carry their offset (+0000). The second half of the columns repeats every figure for
# promoted delivery; those are not read, so what is read is organic. “Engagements” count clicks
# of every kind, unlike interactions elsewhere, and stay out.
FIELDS = (
    column("post_id", en="Tweet id", fr="Identifiant du Tweet", ja="ツイートID"),
    column("permalink", en="Tweet permalink", fr="Permalien du Tweet", ja="ツイートの固定リンク"),
    column("text", en="Tweet text", fr="Texte du Tweet", ja="ツイート本文"),
    column("published_at", en="time", fr="heure", ja="時間"),
    column("impressions", en="impressions", fr="impressions", ja="インプレッション"),
    column("shares", en="retweets", fr="Retweets", ja="リツイート"),
    column("comments", en="replies", fr="réponses", ja="返信"),
    column("reactions", en="likes", fr="J'aime", ja="いいね"),
    column("link_clicks", en="url clicks", fr="clics sur l'URL", ja="URLクリック数"),
    column("follows", en="follows", fr="abonnements", ja="フォロー"),
)


def _finish(rows: Rows) -> pl.DataFrame:
    return identified(rows.frame)


SOURCE = Source(
    id="x.tweets",
    network="x",
    label=msg("Tweet activity (until 2024)", fr="Activité des Tweets (jusqu’en 2024)"),
    doc=msg(
        "The former analytics.twitter.com › Tweets › Export data › By Tweet.",
        fr="L’ancien analytics.twitter.com › Tweets › Exporter les données › Par Tweet.",
    ),
    sheets=(
        Sheet(
            table=POSTS,
            signature=("post_id", "permalink", "text"),
            fields=FIELDS,
            required=("post_id", "published_at"),
            unique=("post_id",),
            constants=(("network", "x"), ("use", "organic")),
            nulls=("-",),
            finish=_finish,
        ),
    ),
)
