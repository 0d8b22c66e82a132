"""YouTube Studio columns: metrics by language, totals rows, and the kinds of tables.

An export is a table of items with a row of totals, chart data (day, item, one metric) and totals
by day (day, one metric). What the items are, and which metrics there are, the user has chosen.
“Engaged views” count otherwise than views and fill nothing; “Subscribers” is gained minus lost;
revenue is an estimate, in the currency that the header names.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import Exclude, FieldSpec, TypedRows, column, ignored
from data.tables.schema import Table
from i18n.message import msg

_HOUR = 3600.0
NETWORK = ("network", "youtube")

ID = column(
    "post_id",
    en=("Content", "Video"),
    de=("Videos", "Video", "Inhalte"),
    es="Contenido",
    fr="Contenu",
    it="Contenuti",
    pt="Conteúdo",
)
TITLE = column(
    "text",
    en="Video title",
    de="Videotitel",
    es="Título del vídeo",
    fr="Titre de la vidéo",
    it="Titolo video",
    pt="Título do vídeo",
)
PUBLISHED = column(
    "published_on",
    en="Video publish time",
    de="Veröffentlichungszeitpunkt des Videos",
    es="Hora de publicación del vídeo",
    fr="Heure de publication de la vidéo",
    it="Ora di pubblicazione del video",
    pt="Horário de publicação do vídeo",
)
DAY = column("date", en="Date", de="Datum", es="Fecha", fr="Date", it="Data", pt="Data")
SUBSCRIBERS = column(
    "net_follows",
    en="Subscribers",
    de="Abonnenten",
    es="Suscriptores",
    fr="Abonnés",
    it="Iscritti",
    pt="Inscritos",
)
_VIEWERS = column(
    "viewers",
    en="Unique viewers",
    de="Einzelne Zuschauer",
    es="Espectadores únicos",
    fr="Spectateurs uniques",
    it="Spettatori unici",
    pt="Espectadores únicos",
)

METRICS = (
    column(
        "views",
        en="Views",
        de="Aufrufe",
        es="Visualizaciones",
        fr="Vues",
        it="Visualizzazioni",
        pt="Visualizações",
    ),
    column(
        "watch_seconds",
        scale=_HOUR,
        en="Watch time (hours)",
        de="Wiedergabezeit (Stunden)",
        es="Tiempo de visualización (horas)",
        fr="Durée de visionnage (heures)",
        it="Tempo di visualizzazione (ore)",
        pt="Tempo de exibição (horas)",
    ),
    column(
        "impressions",
        en=("Impressions", "Thumbnail impressions"),
        de="Impressionen",
        es="Impresiones",
        fr="Impressions",
        it="Impressioni",
        pt="Impressões",
    ),
    column(
        "reactions",
        en="Likes",
        de=("Likes", "Mag ich"),
        es="Me gusta",
        fr="J'aime",
        it="Mi piace",
        pt="Gostei",
    ),
    column(
        "comments",
        en="Comments added",
        de="Hinzugefügte Kommentare",
        es="Comentarios añadidos",
        fr="Commentaires ajoutés",
        it="Commenti aggiunti",
        pt="Comentários adicionados",
    ),
    column(
        "shares",
        en="Shares",
        de="Geteilte Inhalte",
        es="Veces compartido",
        fr="Partages",
        it="Condivisioni",
        pt="Compartilhamentos",
    ),
    column(
        "follows",
        en="Subscribers gained",
        de="Gewonnene Abonnenten",
        es="Suscriptores conseguidos",
        fr="Nouveaux abonnés",
        it="Iscritti acquisiti",
        pt="Inscrições obtidas",
    ),
    column(
        "unfollows",
        en="Subscribers lost",
        de="Verlorene Abonnenten",
        es="Suscriptores perdidos",
        fr="Abonnés perdus",
        it="Iscritti persi",
        pt="Inscrições perdidas",
    ),
    SUBSCRIBERS,
    _VIEWERS,
    replace(_VIEWERS, to="people"),
    column(
        "revenue",
        en=("Estimated revenue ({currency})", "Your estimated revenue ({currency})"),
        de="Geschätzter Umsatz ({currency})",
        es="Ingresos estimados ({currency})",
        fr=("Revenus estimés ({currency})", "Revenu estimé ({currency})"),
        it="Entrate stimate ({currency})",
        pt=("Receita estimada ({currency})", "Sua receita estimada ({currency})"),
    ),
)

# Metrics without a place here, in the languages in which they have been seen.
OTHER_METRICS = ignored(
    *("Duration", "Dauer", "Duración", "Duração", "Durée"),
    *("Engaged views", "Visualizações intencionais"),
    *("Average view duration", "Duração média da visualização", "Durée moyenne d'une vue"),
    *("Durchschnittliche Wiedergabedauer", "Average percentage viewed (%)"),
    *("Pourcentage moyen de vidéo regardé (%)", "Impressions click-through rate (%)"),
    *("Klickrate der Impressionen (%)", "Taxa de cliques de impressões (%)"),
    *("Porcentaje de clics de las impresiones (%)", "Taux de clics par impression (%)"),
    *("Stayed to watch (%)", "Continuaram assistindo (%)", "Viewed (vs. swiped away) (%)"),
    *("Shown in feed", "Average views per viewer", "Média de visualizações por espectador"),
    *("New viewers", "Novos espectadores", "Returning viewers", "Espectadores recorrentes"),
    *("Casual viewers", "Regular viewers", "Hypes", "Hype points", "Post subscribers"),
    *("Dislikes", "Likes (vs dislikes) (%)", "Likes (vs. dislikes) (%)"),
    *("Thumbnail click-through rate (%)", "Vues engagées", "Ont continué de regarder (%)"),
    *("Durée moyenne de visionnage", "Pourcentage moyen regardé (%)"),
    *("Unique viewers", "Spectateurs uniques", "Subscribers lost", "Verlorene Abonnenten"),
)

_TOTALS = ("Total", "Gesamt", "Totale", "Totaal", "合計")
_DAY_NAMES = frozenset(name for _, name in DAY.names)
_METRIC_NAMES = frozenset(
    name.split(" ({")[0] for field in METRICS for _, name in field.names
) | frozenset(OTHER_METRICS)


def metrics_of(table: Table) -> tuple[FieldSpec, ...]:
    """The metrics that ``table`` has a place for; net subscribers as a helper where it has none."""
    found = tuple(field for field in METRICS if field.to in table.schema)
    helper = replace(SUBSCRIBERS, to="_net_follows", dtype=pl.Int64())
    return found if "net_follows" in table.schema else (*found, helper)


def totals_row(first: str) -> Exclude:
    """The row of totals, which names itself in the column ``first``."""
    bare = pl.col(first).str.replace_all("\u00ad", "").str.strip_chars().str.to_lowercase()
    return Exclude(msg("Totals row"), bare.is_in([normalise(word) for word in _TOTALS]))


def by_day(raw: RawTable) -> bool:
    """Whether each row is about a day: chart data and totals."""
    return bool(raw.header) and normalise(raw.header[0]) in _DAY_NAMES


def is_metric(header: str) -> bool:
    """Whether YouTube gives a metric this name; revenue carries its currency behind."""
    return normalise(header).split(" (")[0] in _METRIC_NAMES or normalise(header) in _METRIC_NAMES


def net_for_gained(rows: TypedRows) -> pl.DataFrame:
    """Net subscribers serve as follows where the export has no column of subscribers gained."""
    if "follows" in rows.columns or "_net_follows" not in rows.columns:
        return rows.frame
    return rows.frame.with_columns(follows=pl.col("_net_follows"))
