"""Twitter tweet activity export by tweet (analytics.twitter.com, until 2024): one row per tweet."""

from __future__ import annotations

import polars as pl

from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.x.ids import identified
from data.tables.schema import POSTS
from i18n.message import msg

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
    column("reactions", en=("likes", "favorites"), fr="J'aime", ja="いいね"),
    column("link_clicks", en="url clicks", fr="clics sur l'URL", ja="URLクリック数"),
    column("follows", en="follows", fr="abonnements", ja=("フォローしている", "フォロー")),
)

_IGNORES = ignored(
    *("engagements", "engagement rate", "user profile clicks", "hashtag clicks", "detail expands"),
    *("permalink clicks", "app opens", "app installs", "email tweet", "dial phone"),
    *("media views", "media engagements", "promoted *"),
    *("taux d'engagement", "clics sur le profil de l'utilisateur", "clics sur le hashtag"),
    *("ouvertures des détails", "clics sur le permalien", "ouvertures d'application"),
    *("installations de l'application", "envoyer le Tweet par email", "composer le numéro"),
    *("vues du média", "engagements avec le média", "* sponsorisé"),
    *(
        "エンゲージメント",
        "エンゲージメント率",
        "ユーザープロフィールクリック",
        "ハッシュタグクリック",
    ),
    *("詳細クリック", "固定リンクのクリック数", "アプリ表示", "アプリインストール"),
    *("ツイートをメール送信", "ダイアル式電話", "メディアの再生数", "メディアのエンゲージメント数"),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    return identified(rows.frame)


SOURCE = Source(
    id="x.tweets",
    network="x",
    label=msg("Tweet activity (until 2024)"),
    doc=msg("The former analytics.twitter.com › Tweets › Export data › By Tweet."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "permalink", "text"),
            fields=FIELDS,
            required=("post_id", "published_at"),
            unique=("post_id",),
            constants=(("network", "x"), ("use", "organic")),
            nulls=("-",),
            finish=_finish,
            ignores=_IGNORES,
        ),
    ),
    layouts=(
        Layout("until 2024", "en", LayoutEvidence.FILE, "x_tweets_en.csv"),
        Layout("2016–2017", "fr", LayoutEvidence.FILE, "x_tweets_fr.csv"),
        Layout("until 2024", "ja", LayoutEvidence.HEADERS, "x_tweets_ja.csv"),
    ),
    limits=msg("One month per file. Promoted results are excluded, so the values are organic."),
)
