"""Meta Ads Manager export: one row per campaign, ad set or ad, by day or for the whole period.

The currency is in the header of the amount. Different campaigns share a name and a day
(boosted posts), so equal rows are all counted. A blank cell is unknown, not 0.
"""

from __future__ import annotations

import polars as pl

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
from data.tables.schema import AD_COSTS
from i18n.message import msg

_DATE = pl.Date()

FIELDS = (
    column("_first", at=0),
    column("date", en="Day", fr="Jour", de="Tag", es="Día", it="Giorno", pt="Dia"),
    column(
        "_from",
        en="Reporting starts",
        fr="Début des rapports",
        de=("Berichtsstart", "Beginn des Berichts"),
        es="Inicio del informe",
        it="Inizio report",
        pt=("Início dos relatórios", "Início do relatório"),
        dtype=_DATE,
    ),
    column(
        "_to",
        en="Reporting ends",
        fr="Fin des rapports",
        de=("Berichtsende", "Ende des Berichts"),
        es="Fin del informe",
        it="Fine report",
        pt=("Encerramento dos relatórios", "Término dos relatórios", "Fim do relatório"),
        dtype=_DATE,
    ),
    column("account", en="Account name", fr="Nom du compte", es="Nombre de la cuenta"),
    column(
        "campaign",
        en="Campaign name",
        fr="Nom de la campagne",
        de=("Kampagnenname", "Name der Kampagne"),
        es="Nombre de la campaña",
        it="Nome della campagna",
        pt="Nome da campanha",
    ),
    column(
        "ad_group",
        en="Ad set name",
        fr="Nom de l'ensemble de publicités",
        de="Anzeigengruppenname",
        es="Nombre del conjunto de anuncios",
        it="Nome del gruppo di inserzioni",
        pt="Nome do conjunto de anúncios",
    ),
    column(
        "ad",
        en="Ad name",
        fr="Nom de la publicité",
        de=("Name der Werbeanzeige", "Anzeigenname"),
        es="Nombre del anuncio",
        it="Nome dell'inserzione",
        pt="Nome do anúncio",
    ),
    column(
        "spend",
        en="Amount spent ({currency})",
        fr="Montant dépensé ({currency})",
        de="Ausgegebener Betrag ({currency})",
        es="Importe gastado ({currency})",
        it="Importo speso ({currency})",
        pt=("Valor usado ({currency})", "Montante gasto ({currency})"),
    ),
    column(
        "impressions",
        en="Impressions",
        fr="Impressions",
        de="Impressionen",
        es="Impresiones",
        it="Impression",
        pt="Impressões",
    ),
    column(
        "reach",
        en="Reach",
        fr="Couverture",
        de="Reichweite",
        es="Alcance",
        it="Copertura",
        pt="Alcance",
    ),
    column(
        "clicks",
        en="Clicks (all)",
        fr="Clics (tous)",
        de="Klicks (alle)",
        es="Clics (todos)",
        it="Clic (tutti)",
        pt="Cliques (todos)",
    ),
    column(
        "link_clicks",
        en="Link clicks",
        fr=("Clics sur un lien", "Clics sur le lien"),
        de=("Link-Klicks", "Linkklicks"),
        es="Clics en el enlace",
        it="Clic sul link",
        pt="Cliques no link",
    ),
    column(
        "conversions",
        en="Purchases",
        fr="Achats",
        de=("Käufe", "Einkäufe"),
        es="Compras",
        it="Acquisti",
        pt="Compras",
    ),
    column(
        "conversion_value",
        en="Purchases conversion value",
        fr="Valeur de conversion des achats",
        de=("Conversion-Wert für Käufe", "Conversion-Wert von Käufen"),
        es="Valor de conversión de compras",
        it="Valore di conversione degli acquisti",
        pt="Valor de conversão da compra",
    ),
    column("leads", en="Leads", fr="Prospects", de="Leads", es="Clientes potenciales"),
)
# Rates are recomputed from counts; the currency is in the header of the amount.
_IGNORED = ignored(
    "Campaign delivery",
    "Ad set budget*",
    "Attribution setting",
    "Result*",
    "Cost per *",
    "Ends",
    "Frequency",
    "Views",
    "Currency",
    "CPM (*",
    "CPC (*",
    "CTR (*",
    "Landing page views",
    "* ROAS (*",
    "Campaign ID",
    "Ad set ID",
    "Ad ID",
    "Account ID",
    "Répétition",
    "Résultats",
    "Coût par *",
    "ROAS (*",
    "Devise",
)


def _finish(rows: TypedRows) -> pl.DataFrame:
    """The period of rows without a day; a period of one day is that day."""
    if "date" in rows.columns or not {"_from", "_to"} <= rows.columns.keys():
        return rows.frame
    one_day = pl.when(pl.col("_from") == pl.col("_to")).then(pl.col("_from"))
    return rows.frame.with_columns(period_from="_from", period_to="_to", date=one_day)


SOURCE = Source(
    id="meta_ads.campaigns",
    network=None,
    label=msg("Meta ads"),
    doc=msg("Meta Ads Manager › Campaigns › Breakdown: Day › Reports › Export table data › CSV."),
    sheets=(
        SheetSpec(
            table=AD_COSTS,
            signature=("campaign", "spend", "impressions"),
            fields=FIELDS,
            required=("campaign", "period_from"),
            constants=(("platform", "meta_ads"),),
            exclude=(
                Exclude(
                    msg("“No data available.”"),
                    pl.col("_first").str.contains(
                        r"^(?i:no data available|aucune donnée disponible|keine daten verfügbar"
                        r"|no hay datos disponibles|nessun dato disponibile|nenhum dado disponível)"
                    ),
                ),
                Exclude(
                    msg("Summary row"),
                    pl.col("campaign").is_null() & pl.col("spend").is_not_null(),
                ),
            ),
            ignores=_IGNORED,
            finish=_finish,
        ),
    ),
    layouts=(
        Layout("since 2025, by day", "en", LayoutEvidence.FILE, "meta_ads_campaigns_en.csv"),
        Layout("since 2025, period", "en", LayoutEvidence.FILE, "meta_ads_campaigns_period.csv"),
        Layout("since 2025, by day", "fr", LayoutEvidence.DESCRIBED, "meta_ads_campaigns_fr.csv"),
    ),
    limits=msg(
        "Without the breakdown by day the costs are those of a whole period. Conversions are purchases; other results need their own column."
    ),
)
