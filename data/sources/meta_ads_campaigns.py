"""Meta Ads Manager: campaigns, with or without a breakdown by day, ad set and ad.

The currency stands in the header of the amount. Different campaigns share a name and a day
(boosted posts), so equal rows are all counted. Blank is not reported, not nothing.
"""

from __future__ import annotations

import polars as pl

from data.message import msg
from data.schema import AD_COSTS
from data.sources.declare import Exclude, Rows, Sheet, Source, column

_DATE = pl.Date()

FIELDS = (
    column("_first", at=0),
    column("date", en="Day", fr="Jour", de="Tag"),
    column(
        "_from",
        en="Reporting starts",
        fr="Début des rapports",
        de=("Berichtsstart", "Beginn des Berichts"),
        dtype=_DATE,
    ),
    column(
        "_to",
        en="Reporting ends",
        fr="Fin des rapports",
        de=("Berichtsende", "Ende des Berichts"),
        dtype=_DATE,
    ),
    column(
        "campaign",
        en="Campaign name",
        fr="Nom de la campagne",
        de=("Kampagnenname", "Name der Kampagne"),
    ),
    column(
        "ad_group", en="Ad set name", fr="Nom de l'ensemble de publicités", de="Anzeigengruppenname"
    ),
    column(
        "ad", en="Ad name", fr="Nom de la publicité", de=("Name der Werbeanzeige", "Anzeigenname")
    ),
    column(
        "spend",
        en="Amount spent ({currency})",
        fr="Montant dépensé ({currency})",
        de="Ausgegebener Betrag ({currency})",
    ),
    column("impressions", en="Impressions", fr="Impressions", de="Impressionen"),
    column("reach", en="Reach", fr="Couverture", de="Reichweite"),
    column("clicks", en="Clicks (all)", fr="Clics (tous)", de="Klicks (alle)"),
    column(
        "link_clicks",
        en="Link clicks",
        fr=("Clics sur un lien", "Clics sur le lien"),
        de=("Link-Klicks", "Linkklicks"),
    ),
    column("conversions", en="Purchases", fr="Achats", de=("Käufe", "Einkäufe")),
    column(
        "conversion_value",
        en="Purchases conversion value",
        fr="Valeur de conversion des achats",
        de=("Conversion-Wert für Käufe", "Conversion-Wert von Käufen"),
    ),
)


def _finish(rows: Rows) -> pl.DataFrame:
    """The period of rows without a day; a period of one day is that day."""
    if "date" in rows.columns or not {"_from", "_to"} <= rows.columns.keys():
        return rows.frame
    one_day = pl.when(pl.col("_from") == pl.col("_to")).then(pl.col("_from"))
    return rows.frame.with_columns(period_from="_from", period_to="_to", date=one_day)


SOURCE = Source(
    id="meta_ads.campaigns",
    network=None,
    label=msg("Meta ads", fr="Publicités Meta"),
    doc=msg(
        "Meta Ads Manager › Campaigns › Breakdown: Day › Reports › Export table data › CSV.",
        fr="Gestionnaire de publicités Meta › Campagnes › Répartition : Jour › Rapports › Exporter les données du tableau › CSV.",
    ),
    sheets=(
        Sheet(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "meta_ads"),),
            exclude=(
                Exclude(
                    msg("“No data available.”", fr="« Aucune donnée disponible »"),
                    pl.col("_first").str.contains(
                        r"^(?i:no data available|aucune donnée disponible|keine daten verfügbar)"
                    ),
                ),
                Exclude(
                    msg("Summary row", fr="Ligne de synthèse"),
                    pl.col("campaign").is_null() & pl.col("spend").is_not_null(),
                ),
            ),
            finish=_finish,
        ),
    ),
)
