"""Facebook posts as Meta Business Suite exports them: content, lifetime figures per post."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.issue import Level
from data.message import msg
from data.reading.dates import DateStyle
from data.reading.table import Finding
from data.schema import POSTS
from data.sources.checks import AddsUp
from data.sources.declare import (
    Evidence,
    Exclude,
    Layout,
    Rows,
    Sheet,
    Source,
    column,
    ignored,
)

_INT = pl.Int64()

FIELDS = (
    column(
        "post_id",
        en="Post ID",
        fr="Identifiant de la publication",
        de="Beitrags-ID",
        es="Identificador de la publicación",
        it="ID del post",
        pt=("Identificação da publicação", "Identificação do post"),
        sv="Inläggs-ID",
    ),
    column(
        "_page_id",
        en="Page ID",
        fr="ID de la Page",
        de="Seiten-ID",
        es="Identificador de la página",
        it="ID della Pagina",
        pt="Identificação da Página",
        sv="Sidans ID",
    ),
    column(
        "account",
        en="Page name",
        fr="Nom de la page",
        de="Seitenname",
        es="Nombre de la página",
        it="Nome della Pagina",
        pt="Nome da Página",
        sv="Sidans namn",
    ),
    column(
        "_title",
        en="Title",
        fr="Titre",
        de="Titel",
        es="Título",
        it="Titolo",
        pt="Título",
        sv="Titel",
    ),
    column(
        "_description",
        en="Description",
        fr="Description",
        de="Beschreibung",
        es="Descripción",
        it="Descrizione",
        pt="Descrição",
        sv="Beskrivning",
    ),
    column(
        "published_at",
        en="Publish time",
        fr="Heure de publication",
        de="Veröffentlichungszeitpunkt",
        es="Hora de publicación",
        it="Ora di pubblicazione",
        pt="Horário de publicação",
        sv="Publiceringstid",
    ),
    column(
        "permalink",
        en="Permalink",
        fr="Permalien",
        de="Permalink",
        es="Enlace permanente",
        it="Permalink",
        pt="Link permanente",
        sv="Permalänk",
    ),
    column(
        "format",
        en="Post type",
        fr="Type de publication",
        de="Beitragstyp",
        es="Tipo de publicación",
        it="Tipo di post",
        pt=("Tipo de publicação", "Tipo de post"),
        sv="Inläggstyp",
    ),
    column("impressions", en="Impressions"),
    column(
        "views",
        en="Views",
        fr="Vues",
        de="Aufrufe",
        es="Visualizaciones",
        it="Visualizzazioni",
        pt="Visualizações",
        sv="Visningar",
    ),
    column(
        "reach",
        en="Reach",
        fr="Couverture",
        de="Reichweite",
        es="Alcance",
        it="Copertura",
        pt="Alcance",
        sv="Räckvidd",
    ),
    column(
        "_boosted",
        dtype=_INT,
        en="Reach from Boosted posts",
        fr="Couverture de Publications boostées",
        es="Alcance de Publicaciones promocionadas",
    ),
    column(
        "interactions",
        en="Reactions, comments and shares",
        fr="Réactions, commentaires et partages",
        de="Reaktionen, Kommentare und geteilte Inhalte",
        es=(
            "Reacciones, comentarios y veces que se compartió",
            "Reacciones, comentarios y veces que se ha compartido",
        ),
        it="Reazioni, commenti e condivisioni",
        pt="Reações, comentários e compartilhamentos",
    ),
    column(
        "reactions",
        en="Reactions",
        fr="Réactions",
        de="Reaktionen",
        es="Reacciones",
        it="Reazioni",
        pt="Reações",
        sv="Reaktioner",
    ),
    column(
        "comments",
        en="Comments",
        fr="Commentaires",
        de="Kommentare",
        es="Comentarios",
        it="Commenti",
        pt="Comentários",
        sv="Kommentarer",
    ),
    column(
        "shares",
        en="Shares",
        fr="Partages",
        de="Geteilte Inhalte",
        es=("Veces que se compartió", "Veces que se ha compartido"),
        it="Condivisioni",
        pt="Compartilhamentos",
        sv="Delningar",
    ),
    column(
        "clicks",
        en="Total clicks",
        fr="Total des clics",
        de="Klicks insgesamt",
        es="Total de clics",
        it="Clic totali",
        pt="Total de cliques",
    ),
    column(
        "link_clicks",
        en="Link clicks",
        fr="Clics sur un lien",
        de=("Link-Klicks", "Linkklicks"),
        es="Clics en el enlace",
        it="Clic sul link",
        pt="Cliques no link",
        sv="Länkklick",
    ),
    column("_other_clicks", dtype=_INT, en="Other clicks", es="Clics de otro tipo"),
    column(
        "_photo_clicks",
        dtype=_INT,
        en="Matched Audience Targeting Consumption (Photo Click)",
        es="Consumo de segmentación del público coincidente (Photo Click)",
    ),
    column(
        "watch_seconds", en="Seconds viewed", fr="Secondes regardées", es="Segundos reproducidos"
    ),
    column("revenue", en="Estimated earnings ({currency})", es="Ingresos estimados ({currency})"),
)
_IGNORED = ignored(
    "Duration (*)",
    "Caption type",
    "Is crosspost",
    "Is share",
    "Languages",
    "Custom labels",
    "Funded content status",
    "Data comment",
    "Date",
    "Views",  # some presets have it twice, alike
    "Views from *",
    "Reach from Organic posts",
    "IMPRESSION:UNIQUE_USERS",  # filled only in rows that Meta could not compute
    "Engaged users",
    "3-second *",
    "1-minute *",
    "Average Seconds viewed*",
    "Returning viewers",
    "Negative feedback from users*",
    "Unique negative feedback from users*",
    "Ad CPM (*)",
    "Ad impressions",
    "Durée*",
    "*crosspostage",
    "Est un partage",
    "Vues de *",
    "Couverture de Publications organiques",
    "Secondes moyen*",
    "* 3 secondes",
    "* 1 minute",
    "Duración (*)",
    "Tipo de subtítulo",
    "Es una publicación *",
    "Idiomas",
    "Etiquetas personalizadas",
    "Estado de contenido financiado",
    "Comentario sobre los datos",
    "Fecha",
    "Visualizaciones de *",
    "Alcance de Publicaciones orgánicas",
    "Reproducciones de *",
    "Espectadores *",
    "Segundos en promedio reproducidos",
    "Comentarios negativos de los usuarios*",
    "Ingresos aproximados por *",
    "Ingresos por estrellas *",
)


def _check_views(rows: Rows) -> Iterator[Finding]:
    """Some presets write 0 views for every post although people were reached."""
    frame = rows.frame
    if "views" in rows.columns and frame["views"].max() == 0 and (frame["reach"] > 0).any():
        yield Finding(
            Level.WARNING,
            msg(
                "Every post has 0 views although people were reached: do not trust these views",
                fr="Toutes les publications ont 0 vue alors que des personnes ont été touchées : ne vous fiez pas à ces vues",
            ),
            msg(
                "Meta leaves views out of this preset. Add “Views” to the columns and export again.",
                fr="Meta ne remplit pas les vues dans ce préréglage. Ajoutez « Vues » aux colonnes et exportez à nouveau.",
            ),
            column="Views",
        )


def _finish(rows: Rows) -> pl.DataFrame:
    """Text, blank link clicks and the use of each post.

    Meta never writes 0 in a breakdown of clicks: where the total is filled, blank is 0. The
    text stands in the title or in the description; the longer one holds it whole.
    """
    texts = [pl.col(name) for name in ("_title", "_description") if name in rows.columns]
    done = rows.frame.with_columns(text=_longest(texts), use=_use(rows))
    if not {"clicks", "link_clicks"} <= rows.columns.keys():
        return done
    counted = pl.when(pl.col("clicks").is_not_null()).then(0)
    return done.with_columns(link_clicks=pl.coalesce("link_clicks", counted))


def _longest(texts: list[pl.Expr]) -> pl.Expr:
    if len(texts) < 2:
        return texts[0] if texts else pl.lit(None, pl.String)
    title, description = texts
    longer = title.str.len_chars().fill_null(0) > description.str.len_chars().fill_null(0)
    return pl.when(longer).then(title).otherwise(description)


def _use(rows: Rows) -> pl.Expr:
    """Organic where the file shows that nothing was boosted; otherwise the figures may be mixed."""
    if "_boosted" not in rows.columns:
        return pl.lit("unknown")
    boosted = pl.col("_boosted").fill_null(0) > 0
    return pl.when(boosted).then(pl.lit("unknown")).otherwise(pl.lit("organic"))


SOURCE = Source(
    id="facebook.posts",
    network="facebook",
    label=msg(
        "Facebook posts (Meta Business Suite)", fr="Publications Facebook (Meta Business Suite)"
    ),
    doc=msg(
        "Meta Business Suite › Insights › Content › Export data, Facebook posts, lifetime.",
        fr="Meta Business Suite › Statistiques › Contenu › Exporter les données, publications Facebook, durée de vie.",
    ),
    sheets=(
        Sheet(
            table=POSTS,
            signature=("post_id", "_page_id", "permalink"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "facebook"),),
            dates=DateStyle.MDY,
            zone="America/Los_Angeles",  # for every account, whatever its country
            exclude=(
                Exclude(
                    msg(
                        "Rows that Meta could not compute", fr="Lignes que Meta n’a pas pu calculer"
                    ),
                    pl.col("post_id").is_null(),
                ),
            ),
            checks=(
                AddsUp(
                    "interactions",
                    ("reactions", "comments", "shares"),
                    msg("Reactions, comments and shares", fr="Réactions, commentaires et partages"),
                ),
                AddsUp(
                    "clicks",
                    ("link_clicks", "_other_clicks", "_photo_clicks"),
                    msg("Clicks", fr="Clics"),
                ),
                _check_views,
            ),
            ignores=_IGNORED,
            finish=_finish,
        ),
    ),
    layouts=(
        Layout("2024", "en", Evidence.FILE, "facebook_posts_2024.csv"),
        Layout("2025", "en", Evidence.FILE, "facebook_posts_2025.csv"),
        Layout("2025, views twice", "en", Evidence.FILE, "facebook_posts_en.csv"),
        Layout("2025, British", "en", Evidence.FILE, "facebook_posts_en_gb.csv"),
        Layout("2026", "fr", Evidence.HEADERS, "facebook_posts_fr.csv"),
        Layout("2025, Latin America", "es", Evidence.HEADERS, "facebook_posts_es.csv"),
    ),
    limits=msg(
        "Only the columns chosen for the export: without “Link clicks” they are unknown. Figures run from publication to the export.",
        fr="Seulement les colonnes choisies pour l’export : sans « Clics sur un lien », ces clics sont inconnus. Les chiffres vont de la publication à l’export.",
    ),
)
