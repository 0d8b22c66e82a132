"""LinkedIn page content export: daily metrics and posts, two sheets of a workbook, days in UTC."""

from __future__ import annotations

from functools import partial

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.checks import AddsUp
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.linkedin.ids import identified
from data.tables.schema import ACCOUNT_DAYS, POSTS
from i18n.message import msg

_HEADING = msg("Description above the header")

_INT = pl.Int64()
_part = partial(column, dtype=_INT)

# The (total) columns: organic and sponsored together, so the use of a day is unknown. It is
# never concluded from the figures: a day that later turns out sponsored would count twice. Negative
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

# The parts of each total, which an untouched file adds up.
_ORGANIC = (
    _part(
        "_organic_impressions",
        en="Impressions (organic)",
        es="Impresiones (orgánicas)",
        pt="Impressões (orgânicas)",
    ),
    _part(
        "_organic_clicks", en="Clicks (organic)", es="Clics (orgánicos)", pt="Cliques (orgânicos)"
    ),
    _part(
        "_organic_reactions",
        en="Reactions (organic)",
        es="Reacciones (generales)",
        pt="Reações (orgânicas)",
    ),
    _part(
        "_organic_comments",
        en="Comments (organic)",
        es="Comentarios (orgánicos)",
        pt="Comentários (orgânicos)",
    ),
    _part(
        "_organic_shares",
        en=("Reposts (organic)", "Shares (organic)"),
        es="Veces compartido (orgánico)",
        pt="Compartilhamentos (orgânicos)",
    ),
)
_SPONSORED = (
    _part(
        "_sponsored_impressions",
        en="Impressions (sponsored)",
        es="Impresiones (patrocinadas)",
        pt="Impressões (patrocinadas)",
    ),
    _part(
        "_sponsored_clicks",
        en="Clicks (sponsored)",
        es="Clics (patrocinados)",
        pt="Cliques (patrocinados)",
    ),
    _part(
        "_sponsored_reactions",
        en="Reactions (sponsored)",
        es="Reacciones (patrocinadas)",
        pt="Reações (patrocinadas)",
    ),
    _part(
        "_sponsored_comments",
        en="Comments (sponsored)",
        es="Comentarios (patrocinados)",
        pt="Comentários (patrocinados)",
    ),
    _part(
        "_sponsored_shares",
        en=("Reposts (sponsored)", "Shares (sponsored)"),
        es="Veces compartido (patrocinado)",
        pt="Compartilhamentos (patrocinados)",
    ),
)
_LABELS = {
    "impressions": msg("Impressions"),
    "clicks": msg("Clicks"),
    "reactions": msg("Reactions"),
    "comments": msg("Comments"),
    "shares": msg("Reposts"),
}

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
        "use", en=("Post type", "Update type"), es="Tipo de publicación", pt="Tipo de publicação"
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


_USES = {
    **dict.fromkeys(("organic", "orgánico", "orgánica", "orgânico", "orgânica"), "organic"),
    **dict.fromkeys(("sponsored", "patrocinado", "patrocinada"), "paid"),
}


def _finish_posts(rows: TypedRows) -> pl.DataFrame:
    """The id and the instant from the link.

    ``published_on`` stays the created date; for a scheduled post that is the day of drafting.
    """
    use = pl.col("use").str.to_lowercase().replace_strict(_USES, default="unknown")
    return identified(rows.frame).with_columns(use=use)


SOURCE = Source(
    id="linkedin.page_content",
    network="linkedin",
    label=msg("LinkedIn page content"),
    doc=msg("LinkedIn page › Analytics › Content › Export."),
    sheets=(
        SheetSpec(
            table=ACCOUNT_DAYS,
            signature=("date", "impressions", "clicks", "reactions"),
            fields=(*_DAY_FIELDS, *_ORGANIC, *_SPONSORED),
            required=("date",),
            unique=("date",),
            constants=(("network", "linkedin"), ("use", "unknown")),
            dates=DateStyle.MDY,
            heading=_HEADING,
            checks=tuple(
                AddsUp(name, (f"_organic_{name}", f"_sponsored_{name}"), label)
                for name, label in _LABELS.items()
            ),
            ignores=ignored("Engagement rate *", "Tasa de interacción *", "Taxa de engajamento *"),
        ),
        SheetSpec(
            table=POSTS,
            signature=("text", "permalink", "published_on", "use"),
            fields=_POST_FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "linkedin"), ("use", "unknown")),
            dates=DateStyle.MDY,
            zone="UTC",
            heading=_HEADING,
            finish=_finish_posts,
            ignores=ignored(
                *("Campaign name", "Posted by", "Campaign start date", "Campaign end date"),
                *("Audience", "Offsite Views", "Click through rate (CTR)", "Engagement rate"),
                *("Nombre de la campaña", "Anunciado por", "Fecha de inicio de campaña"),
                *("Fecha de finalización de campaña", "Público", "Visualizaciones fuera del sitio"),
                *("Porcentaje de clics", "Tasa de interacción", "Nome da campanha"),
                *("Publicada por", "Data de início da campanha", "Data de término da campanha"),
                *("Visualizações fora do site", "Taxa de cliques (CTR)", "Taxa de engajamento"),
            ),
        ),
    ),
    repeats=("hootsuite.account", "hootsuite.posts", "sprout.posts", "sprout.profiles"),
    layouts=(
        Layout("2020", "en", LayoutEvidence.FILE, "linkedin_page_content_2020.xls"),
        Layout("2021–2023", "en", LayoutEvidence.HEADERS, "linkedin_page_content_2022.xls"),
        Layout("2024–2025", "en", LayoutEvidence.FILE, "atelier-brume_content_1769000000000.xls"),
        Layout("since 2024", "es", LayoutEvidence.HEADERS, "linkedin_page_content_es.xls"),
        Layout("since 2024", "pt", LayoutEvidence.HEADERS, "linkedin_page_content_pt.xls"),
    ),
    limits=msg(
        "At most 365 days. All clicks count together, so a click to the website is not "
        "distinguished. New followers by post are mostly empty."
    ),
)
