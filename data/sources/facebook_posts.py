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
from data.sources.declare import Exclude, Rows, Sheet, Source, column

_INT = pl.Int64()

FIELDS = (
    column(
        "post_id",
        en="Post ID",
        fr="Identifiant de la publication",
        es="Identificador de la publicación",
        pt=("Identificação da publicação", "Identificação do post"),
        sv="Inläggs-ID",
    ),
    column(
        "_page_id",
        en="Page ID",
        fr="ID de la Page",
        es="Identificador de la página",
        pt="Identificação da Página",
        sv="Sidans ID",
    ),
    column(
        "account",
        en="Page name",
        fr="Nom de la page",
        es="Nombre de la página",
        pt="Nome da Página",
        sv="Sidans namn",
    ),
    column("_title", en="Title", fr="Titre", es="Título", pt="Título"),
    column("_description", en="Description", fr="Description", es="Descripción", pt="Descrição"),
    column(
        "published_at",
        en="Publish time",
        fr="Heure de publication",
        es="Hora de publicación",
        pt="Horário de publicação",
    ),
    column(
        "permalink", en="Permalink", fr="Permalien", es="Enlace permanente", pt="Link permanente"
    ),
    column(
        "format",
        en="Post type",
        fr="Type de publication",
        es="Tipo de publicación",
        pt=("Tipo de publicação", "Tipo de post"),
    ),
    column("impressions", en="Impressions"),
    column("views", en="Views", fr="Vues", es="Visualizaciones", pt="Visualizações"),
    column("reach", en="Reach", fr="Couverture", es="Alcance", pt="Alcance"),
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
        es=(
            "Reacciones, comentarios y veces que se compartió",
            "Reacciones, comentarios y veces que se ha compartido",
        ),
    ),
    column("reactions", en="Reactions", fr="Réactions", es="Reacciones", pt="Reações"),
    column("comments", en="Comments", fr="Commentaires", es="Comentarios", pt="Comentários"),
    column(
        "shares",
        en="Shares",
        fr="Partages",
        es=("Veces que se compartió", "Veces que se ha compartido"),
        pt="Compartilhamentos",
    ),
    column(
        "clicks",
        en="Total clicks",
        fr="Total des clics",
        es="Total de clics",
        pt="Total de cliques",
    ),
    column(
        "link_clicks",
        en="Link clicks",
        fr="Clics sur un lien",
        es="Clics en el enlace",
        pt="Cliques no link",
    ),
    column("_other_clicks", dtype=_INT, en="Other clicks", es="Clics de otro tipo"),
    column(
        "_photo_clicks",
        dtype=_INT,
        en="Matched Audience Targeting Consumption (Photo Click)",
        es="Consumo de segmentación del público coincidente (Photo Click)",
    ),
    column("watch_seconds", en="Seconds viewed", es="Segundos reproducidos"),
    column("revenue", en="Estimated earnings ({currency})", es="Ingresos estimados ({currency})"),
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
            finish=_finish,
        ),
    ),
)
