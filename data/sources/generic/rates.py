"""Exchange rates: documented CSV, one row per pair of currencies and day."""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import Layout, LayoutEvidence, SheetSpec, Source, TypedRows, column
from data.tables.schema import RATES
from i18n.message import Message, msg


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Codes in capitals; what is no code, or no rate above zero, is not known."""
    codes = {
        name: pl.col(name).str.strip_chars().str.to_uppercase().str.extract(r"^([A-Z]{3})$", 1)
        for name in ("from_currency", "to_currency")
    }
    sound = pl.col("rate").is_finite() & (pl.col("rate") > 0)
    known = rows.frame.with_columns(**codes, rate=pl.when(sound).then("rate"))
    between = pl.col("from_currency") != pl.col("to_currency")
    return known.with_columns(to_currency=pl.when(between).then("to_currency"))


def _unfit(raw: RawTable) -> Message | None:
    """Costs have periods and hourly rates under the same words."""
    if not {normalise(name) for name in raw.header} & {"amount", "montant"}:
        return None
    return msg("a list of amounts, not of exchange rates")


SOURCE = Source(
    id="rates",
    network=None,
    label=msg("Exchange rates (CSV)"),
    doc=msg(
        "A CSV or workbook with date, from, to and rate. From that day on, one unit of “from” "
        "is worth “rate” units of “to”. Currencies are codes such as USD and EUR."
    ),
    sheets=(
        SheetSpec(
            table=RATES,
            signature=("date", "from_currency", "to_currency", "rate"),
            fields=(
                column("date", en="date", fr="Jour"),
                column("from_currency", en=("from", "from_currency"), fr="De"),
                column("to_currency", en=("to", "to_currency"), fr="Vers"),
                column("rate", en="rate", fr="Taux"),
            ),
            required=("date", "from_currency", "to_currency", "rate"),
            unique=("date", "from_currency", "to_currency"),
            dates=DateStyle.ASK,
            unfit=_unfit,
            finish=_finish,
        ),
    ),
    layouts=(
        Layout("documented columns", "en", LayoutEvidence.DESCRIBED, "rates.csv"),
        Layout("documented columns", "fr", LayoutEvidence.DESCRIBED, "rates_fr.csv"),
    ),
)
