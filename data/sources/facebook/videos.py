"""Meta Business Suite content export, video preset: Facebook videos, one row per video.

The key is the id of the video, not of its post: a video that is also in the export of posts
has another id there. Views of three seconds and of one minute are not the views that the posts'
export counts, and the preset has no other: views stay unknown. Columns per country and per group
of viewers come by the hundred.
"""

from __future__ import annotations

from data.reading.dates import DateStyle
from data.sources.kit.checks import AddsUp
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, column, ignored
from data.sources.meta.content import NOT_COMPUTED, ZONE, not_by_day
from data.tables.schema import POSTS
from i18n.message import msg

FIELDS = (
    column(
        "post_id",
        en="Video asset ID",
        es=("Identificador de la pieza de vídeo", "Identificador de la pieza de video"),
    ),
    column("_page_id", en="Page ID", es="Identificador de la página"),
    column("account", en="Page name", es="Nombre de la página"),
    column("text", en="Title", es="Título"),
    column("published_at", en="Publish time", es="Hora de publicación"),
    column("reach", en="Reach", es="Alcance"),
    column(
        "interactions",
        en="Reactions, comments and shares",
        es=(
            "Reacciones, comentarios y veces que se ha compartido",
            "Reacciones, comentarios y veces que se compartió",
        ),
    ),
    column("reactions", en="Reactions", es="Reacciones"),
    column("comments", en="Comments", es="Comentarios"),
    column("shares", en="Shares", es=("Veces que se ha compartido", "Veces que se compartió")),
    column("watch_seconds", en="Seconds viewed", es="Segundos reproducidos"),
    column("revenue", en="Estimated earnings ({currency})", es="Ingresos estimados ({currency})"),
)
_IGNORED = ignored(
    "Universal video ID",
    "Duration (sec)",
    "Custom labels",
    "Data comment",
    "Date",
    "3-second *",
    "1-minute *",
    "15-second *",
    "Seconds viewed from *",
    "Average Seconds viewed*",
    "Percentage of *",
    "Ad CPM (*)",
    "Ad impressions",
    "Identificador de vídeo universal",
    "Duración (segundos)",
    "Etiquetas personalizadas",
    "Comentario sobre los datos",
    "Fecha",
    "Visualizaciones de vídeo de *",
    "Reproducciones de video de *",
    "Espectadores de *",
    "Segundos reproducidos de *",
    "Porcentaje de *",
)

SOURCE = Source(
    id="facebook.videos",
    network="facebook",
    label=msg("Facebook videos (Meta Business Suite)"),
    doc=msg("Meta Business Suite › Insights › Content › Export data, Facebook videos, lifetime."),
    sheets=(
        SheetSpec(
            table=POSTS,
            signature=("post_id", "_page_id"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "facebook"), ("format", "video"), ("use", "unknown")),
            dates=DateStyle.MDY,
            zone=ZONE,
            exclude=(NOT_COMPUTED,),
            unfit=not_by_day,
            checks=(
                AddsUp(
                    "interactions",
                    ("reactions", "comments", "shares"),
                    msg("Reactions, comments and shares"),
                ),
            ),
            ignores=_IGNORED,
        ),
    ),
    layouts=(
        Layout("2025", "en", LayoutEvidence.FILE, "facebook_videos_en.csv"),
        Layout("2026", "es", LayoutEvidence.HEADERS, "facebook_videos_es.csv"),
    ),
    limits=msg(
        "The key is the id of the video, not of its post. A video counts with its post if page "
        "and minute of publication are the same. No views, no clicks."
    ),
)
