"""What the reports of Google Ads share: columns, totals rows and the period above the header.

“Cost” is matched whole, because “Avg. cost”, “Cost / conv.” and “Conv. value / cost” stand
beside it. “Interactions” are not clicks and fill nothing. Without a “Day” column a row stands
for the whole period.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from data.issue import Question
from data.message import msg
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.declare import Exclude, Given, Rows, column
from data.sources.periods import answered_period, ask_period, period_in

FIELDS = (
    column("_first", at=0),
    column("date", en="Day", fr="Jour", de="Tag"),
    column("campaign", en="Campaign", fr="Campagne", de="Kampagne"),
    column(
        "campaign_type",
        en="Campaign type",
        fr="Type de campagne",
        de=("Kampagnentyp", "Kampagnen-Typ"),
    ),
    column("currency", en="Currency code", fr="Code de la devise", de="Währungscode"),
    column("spend", en="Cost", fr="Coût", de="Kosten"),
    column("impressions", en="Impr.", fr="Impr.", de="Impr."),
    column("clicks", en="Clicks", fr="Clics", de="Klicks"),
    column("conversions", en="Conversions", fr="Conversions", de="Conversions"),
    column(
        "conversion_value",
        en="Conv. value",
        fr=("Valeur de conv.", "Valeur conv."),
        de=("Conv.-Wert", "Conv. Wert"),
    ),
)
AD_GROUP = column("ad_group", en="Ad group", fr="Groupe d'annonces", de="Anzeigengruppe")

NULLS = ("--", "-")
CONSTANTS = (("platform", "google_ads"),)

# Totals stand in the first column: “Total: Campaigns”, “Total : compte”, “Gesamt: Konto”.
TOTALS = Exclude(
    msg("Totals row", fr="Ligne de total"),
    pl.col("_first").str.contains(r"^\s*(?i:total|totaux|totale|gesamt)\s*:"),
)

_DAY_NAMES = frozenset(name for field in FIELDS if field.to == "date" for _, name in field.names)


def ask(raw: RawTable, _given: Given) -> tuple[Question, ...]:
    """Asks for the period of a report that tells neither days nor its period."""
    dated = any(normalise(name) in _DAY_NAMES for name in raw.header)
    return () if dated or _period(raw) is not None else ask_period()


def finish(rows: Rows) -> pl.DataFrame:
    """The period of rows without a day; nothing is spread over days."""
    if "date" in rows.columns:
        return rows.frame
    first, last = _period(rows.raw) or answered_period(rows.given) or (None, None)
    return rows.frame.with_columns(
        period_from=pl.lit(first, pl.Date), period_to=pl.lit(last, pl.Date)
    )


def _period(raw: RawTable) -> tuple[date, date] | None:
    """The period of the report, as the line above the header tells it."""
    for record in raw.preamble:
        if (found := period_in(", ".join(record))) is not None:
            return found
    return None
