"""LinkedIn page content: daily figures and posts, two sheets of one workbook (days in UTC)."""

from __future__ import annotations

import polars as pl

from data.message import msg
from data.reading.dates import DateStyle
from data.schema import ACCOUNT_DAYS, POSTS
from data.sources.declare import Rows, Sheet, Source, column
from data.sources.linkedin_ids import identified

_HEADING = msg("Description above the header", fr="Description au-dessus de l’en-tête")

# The (total) columns: organic and sponsored together, so the use of a day is unknown. It is
# never told from the figures: a day that later turns out sponsored would count twice. Negative
# days are comments and reposts that were taken back. “Engagement rate” includes clicks and is
# recomputed where it is needed.
_DAY_FIELDS = (
    column("date", en="Date", es="Fecha", pt="Data"),
    column(
        "impressions", en="Impressions (total)", es="Impresiones totales", pt="Impressões (total)"
    ),
    column(
        "reach",
        en="Unique impressions (organic)",
        es="Impresiones únicas (orgánicas)",
        pt="Impressões únicas (orgânicas)",
    ),
    column("clicks", en="Clicks (total)", es="Clics (Totales)", pt="Cliques (total)"),
    column("reactions", en="Reactions (total)", es="Reacciones (total)", pt="Reações (total)"),
    column("comments", en="Comments (total)", es="Comentarios (totales)", pt="Comentários (total)"),
    column(
        "shares",
        en=("Reposts (total)", "Shares (total)"),
        es="Veces compartido (total)",
        pt="Compartilhamentos (total)",
    ),
)

_POST_FIELDS = (
    column(
        "text",
        en=("Post title", "Update title"),
        es="Título de la publicación",
        pt="Título da publicação",
    ),
    column(
        "permalink",
        en=("Post link", "Update link"),
        es="Enlace de la publicación",
        pt="Link da publicação",
    ),
    column(
        "_kind", en=("Post type", "Update type"), es="Tipo de publicación", pt="Tipo de publicação"
    ),
    column("published_on", en="Created date", es="Fecha de creación", pt="Criação"),
    column("impressions", en="Impressions", es="Impresiones", pt="Impressões"),
    column(
        "views",
        en=("Views", "Views (excluding off-site video views)", "Video views"),
        es="Visualizaciones",
        pt="Visualizações",
    ),
    column("clicks", en="Clicks", es="Clics", pt="Cliques"),
    column("reactions", en="Likes", es="Recomendaciones", pt="Gostaram"),
    column("comments", en="Comments", es="Comentarios", pt="Comentários"),
    column("shares", en=("Reposts", "Shares"), es="Veces compartido", pt="Compartilhamentos"),
    column("follows", en="Follows", es="Seguidores", pt="Seguidores"),
    column("format", en="Content Type", es="Tipo de contenido", pt="Tipo de conteúdo"),
)


def _finish_posts(rows: Rows) -> pl.DataFrame:
    """The id and the instant from the link.

    ``published_on`` stays the created date; for a scheduled post that is the day of drafting.
    """
    kinds = {"organic": "organic", "sponsored": "paid"}
    kind = pl.col("_kind") if "_kind" in rows.columns else pl.lit(None, pl.String)
    use = kind.str.to_lowercase().replace_strict(kinds, default="unknown")
    return identified(rows.frame).with_columns(use=use)


SOURCE = Source(
    id="linkedin.page_content",
    network="linkedin",
    label=msg("LinkedIn page content", fr="Contenu de page LinkedIn"),
    doc=msg(
        "LinkedIn page › Analytics › Content › Export.",
        fr="Page LinkedIn › Statistiques › Contenu › Exporter.",
    ),
    sheets=(
        Sheet(
            table=ACCOUNT_DAYS,
            signature=("date", "impressions", "clicks", "reactions"),
            fields=_DAY_FIELDS,
            required=("date",),
            unique=("date",),
            constants=(("network", "linkedin"), ("use", "unknown")),
            dates=DateStyle.MDY,
            heading=_HEADING,
        ),
        Sheet(
            table=POSTS,
            signature=("text", "permalink", "published_on", "_kind"),
            fields=_POST_FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "linkedin"), ("use", "unknown")),
            dates=DateStyle.MDY,
            heading=_HEADING,
            finish=_finish_posts,
        ),
    ),
)
