"""Meta Business Suite results export: daily metrics, one metric per section under a title.

A section is a title, ``Date,Primary`` and one row a day. Until 2023 the value column carried
the name of another metric: the title is right, the column label is not. Times of day are noise
(they jump when clocks change); durations such as minutes viewed have not been seen as a figure.
A file without its title (its first lines were cut off) is asked for figure and network.
Days that a file leaves out are unknown: a file of follows may skip days without any, and one
that ends early skips days that had many.
"""

from __future__ import annotations

import re

import polars as pl

from data.base.issue import Question
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import (
    Layout,
    LayoutEvidence,
    ReadContext,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.sources.meta.titles import (
    NETWORKS,
    answered_network,
    ask_network,
    network_in,
    without_network,
)
from data.tables.schema import ACCOUNT_DAYS
from i18n.message import Message, msg

# What is left of a title without the network, by language and metric. Viewers are not reach.
_TITLES: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "reach": ("reach",),
        "viewers": ("viewers",),
        "views": ("views",),
        "interactions": ("content interactions", "interactions"),
        "link_clicks": ("link clicks",),
        "profile_visits": ("visits", "profile visits"),
        "follows": ("follows", "new followers", "new likes", "followers"),
    },
    "fr": {
        "reach": ("couverture",),
        "viewers": ("spectateurs",),
        "views": ("vues",),
        "interactions": ("interactions avec le contenu",),
        "link_clicks": ("clics sur un lien", "clics sur le lien"),
        "profile_visits": ("visites", "visites du profil"),
        "follows": ("nouveaux followers",),
    },
    "de": {
        "reach": ("reichweite",),
        "views": ("aufrufe",),
        "interactions": ("interaktionen mit inhalten", "content-interaktionen"),
        "link_clicks": ("link-klicks", "linkklicks"),
        "profile_visits": ("besuche", "profilbesuche"),
        "follows": ("neue follower",),
    },
    "es": {
        "reach": ("alcance",),
        "viewers": ("espectadores",),
        "views": ("visualizaciones",),
        "interactions": ("interacciones con el contenido",),
        "link_clicks": ("clics en el enlace",),
        "profile_visits": ("visitas", "visitas al perfil", "visitas a la página"),
        "follows": ("seguidores", "nuevos seguidores"),
    },
    "it": {
        "reach": ("copertura",),
        "viewers": ("spettatori",),
        "views": ("visualizzazioni",),
        "interactions": ("interazioni con i contenuti",),
        "link_clicks": ("clic sul link",),
        "profile_visits": ("visite", "visite al profilo"),
        "follows": ("nuovi follower",),
    },
    "pt": {
        "reach": ("alcance",),
        "viewers": ("espectadores",),
        "views": ("visualizações",),
        "interactions": ("interações com o conteúdo",),
        "link_clicks": ("cliques no link",),
        "profile_visits": ("visitas", "visitas ao perfil", "visitas à página"),
        "follows": ("seguidores", "novos seguidores", "novas curtidas", "novas curtidas na página"),
    },
}
_DATE = {"en": "Date", "fr": "Date", "de": "Datum", "es": "Fecha", "it": "Data", "pt": "Data"}
_METRICS = {
    name: metric
    for metrics in _TITLES.values()
    for metric, names in metrics.items()
    for name in names
}


_FIGURES = (
    ("reach", msg("Reach")),
    ("viewers", msg("Viewers")),
    ("views", msg("Views")),
    ("interactions", msg("Interactions")),
    ("link_clicks", msg("Link clicks")),
    ("profile_visits", msg("Profile visits")),
    ("follows", msg("New followers")),
)


def _phrase(raw: RawTable) -> str:
    return without_network(raw.title or "")


def _unfit(raw: RawTable) -> Message | None:
    if len(raw.header) == 2 and (_phrase(raw) in _METRICS or _is_cut(raw)):
        return None
    return msg(
        "This looks like a daily file from Meta, but the line above “Date” names no known "
        "metric: {title}",
        title=f"“{raw.title}”" if raw.title else "—",
    )


def _is_cut(raw: RawTable) -> bool:
    """Whether the title is gone; “Primary” is Meta's word for the values."""
    return not raw.title and normalise(raw.header[1]) == "primary"


def _ask(raw: RawTable, given: ReadContext) -> tuple[Question, ...]:
    """Figure and network, where the title does not say them; the file's name is the guess."""
    if not _is_cut(raw):
        return ask_network(raw, given)
    return (
        Question(
            "metric",
            msg(
                "The line above “{column}” is missing. Which metric does the file have?",
                column=raw.header[0],
            ),
            _FIGURES,
            _named(given.file),
        ),
        Question(
            "network",
            msg("Which network is it?"),
            NETWORKS,
            network_in(given.file),
        ),
    )


def _named(file: str) -> str | None:
    """The figure that a name such as “Reach.csv” or “Alcance (1).csv” names."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = " ".join(re.sub(r"[\W\d_]+", " ", without_network(stem)).split())
    return _METRICS.get(words)


def _language(raw: RawTable) -> str | None:
    """The language of the title, where several fit the one whose word for “date” is there."""
    spoken = [
        language
        for language, metrics in _TITLES.items()
        if any(_phrase(raw) in names for names in metrics.values())
    ]
    dated = [lang for lang in spoken if normalise(_DATE[lang]) == normalise(raw.header[0])]
    return next(iter(dated or spoken), None)


def _finish(rows: TypedRows) -> pl.DataFrame:
    network = answered_network(rows.raw, rows.given)
    cut = _is_cut(rows.raw)
    metric = rows.given.answers["metric"] if cut else _METRICS[_phrase(rows.raw)]
    return rows.frame.with_columns(pl.lit(network).alias("network"), pl.col("_value").alias(metric))


SHEET = SheetSpec(
    table=ACCOUNT_DAYS,
    signature=("date",),
    fields=(
        column("date", en="Date", fr="Date", de="Datum", es="Fecha", it="Data", pt="Data"),
        column("_primary", en="Primary"),
        column("_value", at=1, dtype=pl.Int64()),
    ),
    required=("date",),
    unique=("date",),
    constants=(("use", "unknown"),),
    ignores=ignored("*"),  # the title alone says what the values are
    unfit=_unfit,
    language=_language,
    ask=_ask,
    finish=_finish,
)

SOURCE = Source(
    id="meta.days",
    network=None,
    label=msg("Meta daily values (Facebook, Instagram)"),
    doc=msg("Meta Business Suite › Insights › Overview › Export: one file per metric."),
    sheets=(SHEET,),
    repeats=("hootsuite.account", "sprout.profiles"),
    layouts=(
        Layout("2020–2023", "en", LayoutEvidence.FILE, "meta_days_two_blocks.csv"),
        Layout("2023–2024", "en", LayoutEvidence.FILE, "meta_days_half_named.csv"),
        Layout("2024, without its title", "en", LayoutEvidence.FILE, "meta_days_cut.csv"),
        Layout("since 2025", "en", LayoutEvidence.FILE, "meta_days_resaved.csv"),
        Layout("since 2025", "pt", LayoutEvidence.FILE, "meta_days_unnamed_pt.csv"),
    ),
    limits=msg(
        "One metric per file. The account is never named, the network often not. Paid and "
        "organic results come together."
    ),
)
