"""YouTube videos as Studio exports them: a zip of three CSVs, or its table alone."""

from __future__ import annotations

import polars as pl

from data.message import Message, msg
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.schema import POSTS
from data.sources.checks import TotalsRow
from data.sources.declare import Exclude, Rows, Sheet, Source, column

_HOUR = 3600.0
_DAY_NAMES = {"date", "datum", "data", "fecha"}
_INT = pl.Int64()
_TOTALS = ("Total", "Gesamt", "Totale", "Totaal", "合計")

# The user picks the columns, so only the first three say what the file is. “Subscribers” is
# gained minus lost: it stands in for follows only when nothing better is there. Revenue is an
# estimate, in the currency that the header names.
FIELDS = (
    column(
        "post_id",
        en=("Content", "Video"),
        de=("Videos", "Video"),
        es="Contenido",
        fr="Contenu",
        pt="Conteúdo",
    ),
    column(
        "text",
        en="Video title",
        de="Videotitel",
        es="Título del vídeo",
        fr="Titre de la vidéo",
        pt="Título do vídeo",
    ),
    column(
        "published_on",
        en="Video publish time",
        de="Veröffentlichungszeitpunkt des Videos",
        es="Hora de publicación del vídeo",
        fr="Heure de publication de la vidéo",
        pt="Horário de publicação do vídeo",
    ),
    column("views", en="Views", de="Aufrufe", es="Visualizaciones", fr="Vues", pt="Visualizações"),
    column(
        "watch_seconds",
        scale=_HOUR,
        en="Watch time (hours)",
        de="Wiedergabezeit (Stunden)",
        es="Tiempo de visualización (horas)",
        fr="Durée de visionnage (heures)",
        pt="Tempo de exibição (horas)",
    ),
    column(
        "impressions",
        en="Impressions",
        de="Impressionen",
        es="Impresiones",
        fr="Impressions",
        pt="Impressões",
    ),
    column(
        "reactions",
        en="Likes",
        de=("Likes", "Mag ich"),
        es="Me gusta",
        fr="J'aime",
        pt="Gostei",
    ),
    column(
        "comments",
        en="Comments added",
        de="Hinzugefügte Kommentare",
        es="Comentarios añadidos",
        fr="Commentaires ajoutés",
        pt="Comentários adicionados",
    ),
    column(
        "shares",
        en="Shares",
        de="Geteilte Inhalte",
        es="Veces compartido",
        fr="Partages",
        pt="Compartilhamentos",
    ),
    column(
        "follows",
        en="Subscribers gained",
        de="Gewonnene Abonnenten",
        es="Suscriptores conseguidos",
        fr="Nouveaux abonnés",
        pt="Inscrições obtidas",
    ),
    column(
        "_net_follows",
        dtype=_INT,
        en="Subscribers",
        de="Abonnenten",
        es="Suscriptores",
        fr="Abonnés",
        pt="Inscritos",
    ),
    column(
        "revenue",
        en=("Estimated revenue ({currency})", "Your estimated revenue ({currency})"),
        de="Geschätzter Umsatz ({currency})",
        es="Ingresos estimados ({currency})",
        fr="Revenu estimé ({currency})",
        pt=("Receita estimada ({currency})", "Sua receita estimada ({currency})"),
    ),
)


def _unfit(raw: RawTable) -> Message | None:
    """The chart file has the same columns, once a day: its rows are not posts."""
    if normalise(raw.header[0]) not in _DAY_NAMES:
        return None
    return msg(
        "This is YouTube’s chart data by day, not the table of videos",
        fr="Ce sont les données du graphique YouTube par jour, pas le tableau des vidéos",
    )


def _finish(rows: Rows) -> pl.DataFrame:
    """Net subscribers serve as follows where the export has no column of subscribers gained."""
    if "follows" in rows.columns or "_net_follows" not in rows.columns:
        return rows.frame
    return rows.frame.with_columns(follows=pl.col("_net_follows"))


SOURCE = Source(
    id="youtube.content",
    network="youtube",
    label=msg("YouTube content (Studio)", fr="Contenu YouTube (Studio)"),
    doc=msg(
        "YouTube Studio › Analytics › Advanced mode › Content › Export › CSV.",
        fr="YouTube Studio › Données analytiques › Mode avancé › Contenu › Exporter › CSV.",
    ),
    sheets=(
        Sheet(
            table=POSTS,
            signature=("text", "watch_seconds"),
            fields=FIELDS,
            required=("post_id",),
            unique=("post_id",),
            constants=(("network", "youtube"), ("use", "unknown")),
            dates=DateStyle.ENGLISH,  # in every language
            exclude=(
                Exclude(
                    msg("Totals row", fr="Ligne de total"),
                    pl.col("post_id")
                    .str.replace_all("\u00ad", "")
                    .str.strip_chars()
                    .str.to_lowercase()
                    .is_in([normalise(word) for word in _TOTALS]),
                ),
            ),
            checks=(TotalsRow(("views", "watch_seconds", "impressions"), tolerance=0.02),),
            unfit=_unfit,
            finish=_finish,
        ),
    ),
    bundle=True,
)
