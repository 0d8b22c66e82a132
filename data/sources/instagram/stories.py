"""Meta Business Suite content export: Instagram stories with lifetime metrics, one row per story.

Replies are the comments a story gets. Navigation (taps forward, back, out) is no interaction.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.instagram.posts import FIELDS as POST_FIELDS
from data.sources.instagram.posts import IGNORED as POST_IGNORED
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.meta.content import NOT_COMPUTED, ZONE, not_by_day
from data.tables.schema import POSTS
from i18n.message import msg

# “Story”, “Stories”, “Historia”, “Storia”, anywhere in the cell and in any case.
_STORY = r"(?i)stor(?:y|ies|ia)"
FIELDS = (
    *(field for field in POST_FIELDS if field.to != "comments"),
    column(  # any of these distinguishes stories from other posts
        "_story",
        en=("Navigation", "Sticker taps", "Replies"),
        es=("Navegación", "Toques en stickers", "Respuestas"),
        pt=("Navegação", "Toques em figurinhas", "Respostas"),
    ),
    column("comments", en="Replies", es="Respuestas", pt="Respostas"),
    column("link_clicks", en="Link clicks", es="Clics en el enlace", pt="Cliques no link"),
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    """What the file calls a story, in its language, is the format “story”."""
    story = pl.col("format").str.contains(_STORY).fill_null(value=True)
    return rows.frame.with_columns(format=pl.when(story).then(pl.lit("story")).otherwise("format"))


SOURCE = Source(
    id="instagram.stories",
    network="instagram",
    label=msg("Instagram stories (Meta Business Suite)"),
    doc=msg(
        "Meta Business Suite › Insights › Content › Export data, Instagram stories, lifetime. Known from header names only."
    ),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "_account_id", "account", "_story"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "instagram"), ("use", "unknown")),
            dates=DateStyle.MDY,
            zone=ZONE,
            exclude=(NOT_COMPUTED,),
            unfit=not_by_day,
            ignores=(
                *POST_IGNORED,
                *ignored(
                    "Navigation",
                    "Sticker taps",
                    "Profile visits",
                    "Navegación",
                    "Toques en stickers",
                    "Visitas al perfil",
                    "Navegação",
                    "Toques em figurinhas",
                    "Visitas ao perfil",
                ),
            ),
            finish=_finish,
        ),
    ),
    layouts=(
        Layout("since 2025", "en", LayoutEvidence.HEADERS, "instagram_stories_en.csv"),
        Layout("since 2025", "es", LayoutEvidence.HEADERS, "instagram_stories_es.csv"),
        Layout("since 2025", "pt", LayoutEvidence.HEADERS, "instagram_stories_pt.csv"),
    ),
    limits=msg("Stories only. Other posts have a separate export."),
)
