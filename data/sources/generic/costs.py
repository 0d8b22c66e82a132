"""Manual costs (labour, tools, agencies) of no platform: documented CSV, one row per cost."""

from __future__ import annotations

from functools import cache

import polars as pl

from data.base.channels import CHANNELS
from data.reading.dates import DateStyle
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows, column
from data.tables.schema import COSTS
from data.values.cost import KINDS
from i18n.catalogue import languages
from i18n.message import Message, msg

_FIELDS = (
    column("date", en=("date", "day"), fr="Jour"),
    column("period_from", en=("from", "period_from"), fr=("Du", "Début")),
    column("period_to", en=("to", "period_to"), fr=("Au", "Fin")),
    column("channel_group", en="channel", fr="Canal"),
    column("platform", en="platform", fr="Plateforme"),
    column("campaign", en="campaign", fr="Campagne"),
    column("kind", en="kind", fr=("Nature", "Type")),
    column("label", en=("label", "description"), fr=("Libellé", "Intitulé")),
    column("hours", en="hours", fr="Heures"),
    column("_rate", en=("rate", "hourly rate"), fr=("Taux horaire",), dtype=pl.Float64()),
    column("amount", en="amount", fr="Montant"),
    column("currency", en="currency", fr="Devise"),
)
_SYNONYMS = {
    **dict.fromkeys(("labor", "salary", "salaries", "travail", "salaires"), "labour"),
    **dict.fromkeys(("tool", "software", "outil", "logiciels"), "tools"),
    **dict.fromkeys(("agency", "fees", "honoraires", "agence"), "agency"),
    **dict.fromkeys(("ad", "ad spend", "advertising", "publicités"), "ads"),
    **dict.fromkeys(("contenu", "creation", "création"), "content"),
    **dict.fromkeys(("others", "autre", "autres"), "other"),
}


@cache
def _kinds() -> dict[str, str]:
    """Kinds of cost by the words a file may use: ours in every language, and their synonyms."""
    named = {word: kind for kind, label in KINDS.items() for word in (kind, *_words(label))}
    return named | _SYNONYMS


@cache
def _channels() -> dict[str, str]:
    """Channels by their names in every language, in lower case."""
    return {word: one.id for one in CHANNELS.values() for word in _words(one.label)}


def _words(label: Message) -> tuple[str, ...]:
    return tuple(label.render(language).lower() for language in languages())


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Hours at a rate are an amount; a period that ends before it starts is none.

    Own channels are stored under their names.
    """
    frame = rows.frame
    rate = "_rate" if "_rate" in frame.columns else pl.lit(None, pl.Float64)
    channel = pl.col("channel_group").str.strip_chars()
    known = channel.str.to_lowercase().replace_strict(_channels(), default=None)
    kind = pl.col("kind").str.strip_chars().str.to_lowercase()
    backwards = pl.col("period_to") < pl.col("period_from")
    hours = pl.col("hours") * rate
    return frame.with_columns(
        amount=pl.coalesce("amount", hours),
        channel_group=pl.coalesce(known, channel),
        kind=kind.replace_strict(_kinds(), default=None),
        period_to=pl.when(~backwards).then("period_to"),
    )


SOURCE = Source(
    id="costs",
    network=None,
    label=msg("Costs (CSV)"),
    doc=msg(
        "A CSV or workbook with date (or from and to), kind (ads, labour, tools, content, "
        "agency, other), amount (or hours and rate) and currency. Optional: channel or "
        "platform, campaign, label. A row without channel, platform and campaign is overhead."
    ),
    sheets=(
        SheetSpec(
            table=COSTS,
            signature=("kind", "currency"),
            fields=_FIELDS,
            required=("period_from", "period_to", "kind", "amount", "currency"),
            dates=DateStyle.ASK,
            finish=_finish,
        ),
    ),
    layouts=(
        Layout("documented columns", "en", LayoutEvidence.DESCRIBED, "costs.csv"),
        Layout("documented columns", "fr", LayoutEvidence.DESCRIBED, "costs_fr.csv"),
    ),
    limits=msg(
        "A later file replaces a cost of the same kind, channel, platform, campaign, label and "
        "period. Costs of platforms whose ad export is also imported would count twice."
    ),
)
