"""PayPal activity report: everything that moves a balance, of which only payments received count.

Report and statement have the same columns, the latter names the type “Description” and has only
completed rows. Names of columns and types as public readers of such files list them (see the layouts);
what the types mean: developer.paypal.com/docs/reports/reference/tcodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from zoneinfo import available_timezones

import polars as pl

from data.base.issue import Level
from data.reading.dates import DateStyle
from data.reading.table import Finding
from data.sources.kit.checks import Priced
from data.sources.kit.orders import BOUGHT, lost_refunds, sold, with_refunds
from data.sources.kit.personal_columns import hidden, private
from data.sources.kit.spec import (
    Exclude,
    Layout,
    LayoutEvidence,
    SheetSpec,
    Source,
    TypedRows,
    column,
    ignored,
)
from data.tables.schema import CONVERSIONS, WALL_CLOCK
from i18n.message import msg

_PRIVATE = private(
    *("Name", "Nom", "To Email Address", "Empfänger E-Mail-Adresse", "À l'adresse email"),
    *("Shipping Address", "Lieferadresse", "Adresse de livraison", "Address Line 1"),
    *("Address Line 2/District/Neighborhood", "Adresszeile 1", "Adresszusatz", "Town/City"),
    *("Ort", "Zip/Postal Code", "PLZ", "Contact Phone Number", "Telefon"),
    *("Numéro de téléphone du contact", "Subject", "Betreff", "Note", "Hinweis", "Remarque"),
    *("Bank Name", "Bank Account", "Nom de la banque", "Compte bancaire", "Invoice Number"),
    *("Rechnungsnummer", "Numéro de facture", "Invoice ID", "Identifiant de facture"),
    *("Custom Number", "Zollnummer", "Numéro de client", "Receipt ID", "Empfangsnummer"),
    *("Numéro de reçu", "Item Title", "Artikelbezeichnung", "Titre de l'objet"),
)
FIELDS = (
    column("converted_at", en="Date", de="Datum", fr="Date"),
    column("_time", en="Time", de="Uhrzeit", fr="Heure"),
    column("_zone", en=("TimeZone", "Time Zone"), de="Zeitzone", fr="Fuseau horaire"),
    column("_type", en=("Type", "Description"), de=("Typ", "Beschreibung"), fr="Type"),
    column("_status", en="Status", de="Status", fr="État"),
    column("currency", en="Currency", de="Währung", fr="Devise"),
    column("value", en="Gross", de="Brutto", fr="Avant commission"),
    column("_net", en="Net", de="Netto", fr="Net"),
    column(
        "transaction_id", en="Transaction ID", de="Transaktionscode", fr="Numéro de transaction"
    ),
    column(
        "_of",
        en="Reference Txn ID",
        de="Zugehöriger Transaktionscode",
        fr="Numéro de la transaction de référence",
    ),
    column(
        "user_key",
        en="From Email Address",
        de="Absender E-Mail-Adresse",
        fr=("De l'adresse email", "Adresse email de l'expéditeur"),
    ),
    *_PRIVATE,
)
_WORDS = pl.col("_type").str.strip_chars().str.to_lowercase()
_COMPLETED = ("completed", "abgeschlossen", "terminé")
# Of the types of payment, those that people make to each other or to a shop. “Paiement standard” is
# how PayPal books its own fees.
_PAYMENT = _WORDS.str.contains(r"payment( received)?$|^paiement\b|^don\b|zahlung") & ~(
    _WORDS.str.contains(r"rückzahlung|auszahlung|einzahlung|einbehalt|^paiement standard$")
)
_REFUND = _WORDS.str.contains(r"refund|rückzahlung|rückerstattung|remboursement")
_OUTGOING = pl.col("value").str.contains(r"^\s*[-−]")
_HOURS = {
    "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "AEST": 10, "AEDT": 11, "JST": 9,
}  # fmt: skip


def _zones(frame: pl.DataFrame) -> list[str]:
    return frame["_zone"].drop_nulls().unique().sort().to_list()


def _unknown_zones(rows: TypedRows) -> Iterator[Finding]:
    if "_zone" not in rows.columns:
        return
    known = {*_HOURS, *available_timezones()}
    unknown = [zone for zone in _zones(rows.frame) if zone not in known]
    if unknown:
        yield Finding(
            Level.WARNING,
            msg(
                "The time zone “{zone}” is not known, so its times are read as UTC", zone=unknown[0]
            ),
            msg("Choose another time zone in the settings of PayPal and export again."),
            column=rows.columns["_zone"],
        )


def _in_utc(frame: pl.DataFrame) -> pl.DataFrame:
    """``converted_at`` with its time of day, out of the zone that each row names."""
    time = pl.col("_time").str.to_time("%H:%M:%S", strict=False)
    local = pl.col("converted_at").dt.date().dt.combine(time.fill_null(pl.time(0)))
    hours = pl.col("_zone").replace_strict(_HOURS, default=0, return_dtype=pl.Int64).fill_null(0)
    moved = (local - pl.duration(hours=hours)).dt.replace_time_zone("UTC")
    for zone in _zones(frame):
        if zone not in _HOURS and zone in available_timezones():
            there = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
            moved = (
                pl.when(pl.col("_zone") == zone)
                .then(there.dt.convert_time_zone("UTC"))
                .otherwise(moved)
            )
    at = moved.dt.cast_time_unit("us")
    return frame.with_columns(
        pl.lit("").alias(WALL_CLOCK), converted_at=at, converted_on=at.dt.date()
    )


def _finish(rows: TypedRows) -> pl.DataFrame:
    frame = with_refunds(rows, _REFUND)
    if {"_time", "_zone"} <= rows.columns.keys():
        frame = _in_utc(frame)
    return sold("paypal", frame)


SOURCE = Source(
    id="paypal.activity",
    network=None,
    label=msg("PayPal activity"),
    doc=msg("PayPal › Activity › Download › All transactions, CSV; or Reports › Activity."),
    sheets=(
        SheetSpec(
            table=CONVERSIONS,
            signature=("converted_at", "_type", "currency", "value", "_net", "transaction_id"),
            fields=FIELDS,
            required=("transaction_id", "converted_at", "value"),
            unique=("transaction_id",),
            constants=BOUGHT,
            dates=DateStyle.ASK,
            exclude=(
                Exclude(
                    msg("Payments that were not completed"),
                    ~pl.col("_status").str.strip_chars().str.to_lowercase().is_in(list(_COMPLETED)),
                ),
                Exclude(msg("Refunds"), _REFUND & _OUTGOING),
                Exclude(
                    msg("Payments made, withdrawals, holds and currency conversions"),
                    ~_PAYMENT | _OUTGOING,
                ),
            ),
            checks=(Priced("value"), partial(lost_refunds, which=_REFUND), _unknown_zones),
            finish=_finish,
            personal=("user_key", *hidden(_PRIVATE)),
            whole=True,
            ignores=ignored(
                *("Fee", "Gebühr", "Commission", "Balance", "Guthaben", "Solde", "Quantity"),
                *("Anzahl", "Quantité", "Address Status", "Adress-Status", "État de l'adresse"),
                *("Item ID", "Artikelnummer", "Numéro de l'objet", "Shipping and Handling Amount"),
                *("Versand- und Bearbeitungsgebühr", "Insurance Amount", "Versicherungsbetrag"),
                *("Montant des frais de livraison et de traitement", "Sales Tax", "TVA"),
                *("Umsatzsteuer", "Option * Name", "Option * Value", "Option * Wert"),
                *("Nom de l'option *", "Valeur de l'option *", "Country", "Land", "Pays"),
                *("State/Province/*", "Bundesland", "Country Code", "Ländervorwahl"),
                *("Balance Impact", "Auswirkung auf Guthaben", "Impact sur le solde"),
                *("Payment Source", "Source de paiement", "Type de carte", "Code de transaction"),
            ),
        ),
    ),
    layouts=(
        Layout("activity report", "en", LayoutEvidence.HEADERS, "paypal_activity.csv"),
        Layout("activity report", "de", LayoutEvidence.HEADERS, "paypal_activity_de.csv"),
        Layout("activity report", "fr", LayoutEvidence.HEADERS, "paypal_activity_fr.csv"),
    ),
    repeats=("shopify.orders", "woocommerce.orders", "woocommerce.analytics"),
    limits=msg(
        "Only completed payments that you received count, before fees. A refund counts if the "
        "file has the refunded payment. Donations and payments between friends look like sales "
        "and count too."
    ),
)
