"""Meta's daily figures: one metric a section, named only by the title above the header.

A section is a title, ``Date,Primary`` and one row a day. Until 2023 the value column carried
the name of another metric: the title is right, the column label is not.
"""

from __future__ import annotations

import re

import polars as pl

from data.issue import Question
from data.message import Message, msg
from data.reading.names import normalise
from data.reading.table import RawTable
from data.schema import ACCOUNT_DAYS
from data.sources.declare import Given, Rows, Sheet, Source, column

_NETWORK = re.compile(r"\b(facebook|instagram)\b")
# The words that tie a network's name to the metric, in the languages of the titles below.
_TIE = re.compile(
    r"(?:\b(?:do|da|de|del|du|no|na|ao|al|à|en|on|sur|l|d)\b[ ']*)?\b(?:facebook|instagram)\b(?: page\b)?"
)

# What is left of a title without the network. Viewers are not reach: no canonical column.
_METRICS: dict[str, str | None] = {
    name: metric
    for metric, names in {
        "reach": ("reach", "alcance", "couverture", "reichweite"),
        "views": ("views", "visualizações", "visualizaciones", "vues", "aufrufe"),
        "interactions": (
            "content interactions",
            "interactions",
            "interações com o conteúdo",
            "interacciones con el contenido",
            "interactions avec le contenu",
        ),
        "link_clicks": (
            "link clicks",
            "cliques no link",
            "clics en el enlace",
            "clics sur un lien",
            "clics sur le lien",
        ),
        "profile_visits": (
            "visits",
            "profile visits",
            "visitas",
            "visitas ao perfil",
            "visitas al perfil",
            "visitas à página",
            "visitas a la página",
            "visites",
            "visites du profil",
        ),
        "follows": (
            "follows",
            "new followers",
            "new likes",
            "seguidores",
            "followers",
            "nouveaux followers",
        ),
        None: ("viewers", "espectadores", "spectateurs"),
    }.items()
    for name in names
}
_NETWORKS = (
    ("facebook", msg("Facebook", fr="Facebook")),
    ("instagram", msg("Instagram", fr="Instagram")),
)


def _network(text: str) -> str | None:
    named = set(_NETWORK.findall(normalise(text)))
    return named.pop() if len(named) == 1 else None


def _metric(title: str) -> str | None:
    return _METRICS[_phrase(title)]


def _phrase(title: str) -> str:
    return " ".join(_TIE.sub(" ", normalise(title)).split())


def _unfit(raw: RawTable) -> Message | None:
    if len(raw.header) == 2 and raw.title is not None and _phrase(raw.title) in _METRICS:
        return None
    return msg(
        "This looks like a daily file from Meta, but the line above “Date” names no figure we know: {title}",
        fr="Ce fichier ressemble à un fichier quotidien de Meta, mais la ligne au-dessus de « Date » ne nomme aucun chiffre connu : {title}",
        title=f"“{raw.title}”" if raw.title else "—",
    )


def _ask(raw: RawTable, given: Given) -> tuple[Question, ...]:
    title = raw.title or ""
    if _network(title) is not None:
        return ()
    prompt = msg(
        "“{title}” does not say its network. Which one is it?",
        fr="« {title} » n’indique pas son réseau. Lequel est-ce ?",
        title=title,
    )
    return (Question("network", prompt, _NETWORKS, _network(given.file)),)


def _finish(rows: Rows) -> pl.DataFrame:
    title = rows.raw.title or ""
    metric = _metric(title)
    network = _network(title) or rows.given.answers["network"]
    done = rows.frame.with_columns(network=pl.lit(network))
    return done if metric is None else done.with_columns(pl.col("_value").alias(metric))


SOURCE = Source(
    id="meta.days",
    network=None,
    label=msg(
        "Meta daily figures (Facebook, Instagram)",
        fr="Chiffres quotidiens Meta (Facebook, Instagram)",
    ),
    doc=msg(
        "Meta Business Suite › Insights › Overview › Export: one file per figure.",
        fr="Meta Business Suite › Statistiques › Vue d’ensemble › Exporter : un fichier par chiffre.",
    ),
    sheets=(
        Sheet(
            table=ACCOUNT_DAYS,
            signature=("date",),
            fields=(
                column("date", en="Date", fr="Date", de="Datum", es="Fecha", pt="Data"),
                column(
                    "_primary", en="Primary", fr="Primary", de="Primary", es="Primary", pt="Primary"
                ),
                column("_value", at=1, dtype=pl.Int64()),
            ),
            required=("date",),
            unique=("date",),
            constants=(("use", "unknown"),),
            unfit=_unfit,
            ask=_ask,
            finish=_finish,
        ),
    ),
)
