"""Google Ads columns, totals rows, and the period above the header.

“Cost” is matched whole, because “Avg. cost”, “Cost / conv.” and “Conv. value / cost” are
next to it. “Interactions” are not clicks and fill nothing. Without a “Day” column a row covers
the whole period.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from data.reading.table import RawTable
from data.sources.kit.ad_reports import ask_when_undated, dated
from data.sources.kit.periods import period_in
from data.sources.kit.spec import Exclude, column, ignored
from i18n.message import msg

DAY = column("date", en="Day", fr="Jour", de="Tag", es="Día", it="Giorno", pt="Dia")
FIELDS = (
    column("_first", at=0),
    DAY,
    column(
        "account",
        en=("Account name", "Account"),
        fr=("Nom du compte", "Compte"),
        de=("Kontoname", "Konto"),
    ),
    column(
        "campaign",
        en="Campaign",
        fr="Campagne",
        de="Kampagne",
        es="Campaña",
        it="Campagna",
        pt="Campanha",
    ),
    column(
        "campaign_type",
        en="Campaign type",
        fr="Type de campagne",
        de=("Kampagnentyp", "Kampagnen-Typ"),
        es="Tipo de campaña",
        it="Tipo di campagna",
        pt="Tipo de campanha",
    ),
    column(
        "currency",
        en="Currency code",
        fr="Code de la devise",
        de="Währungscode",
        es="Código de moneda",
        it="Codice valuta",
        pt="Código da moeda",
    ),
    column(
        "spend", en="Cost", fr="Coût", de="Kosten", es=("Coste", "Costo"), it="Costo", pt="Custo"
    ),
    column("impressions", en="Impr.", fr="Impr.", de="Impr.", es="Impr.", it="Impr.", pt="Impr."),
    column("clicks", en="Clicks", fr="Clics", de="Klicks", es="Clics", it="Clic", pt="Cliques"),
    column(
        "conversions",
        en="Conversions",
        fr="Conversions",
        de="Conversions",
        es="Conversiones",
        it="Conversioni",
        pt="Conversões",
    ),
    column(
        "conversion_value",
        en="Conv. value",
        fr=("Valeur de conv.", "Valeur conv."),
        de=("Conv.-Wert", "Conv. Wert"),
        es="Valor de conv.",
        it="Valore conv.",
        pt="Valor da conv.",
    ),
)
AD_GROUP = column(
    "ad_group",
    en="Ad group",
    fr="Groupe d'annonces",
    de="Anzeigengruppe",
    es="Grupo de anuncios",
    it="Gruppo di annunci",
    pt="Grupo de anúncios",
)
IGNORES = ignored(
    *("Campaign status", "Ad group status", "Ad status", "Status", "Status reasons", "Campaign ID"),
    *("Budget", "Budget name", "Budget type", "Optimization score", "Optimisation score"),
    *("Interactions", "Interaction rate", "CTR", "Avg. CPC", "Avg. CPM", "Avg. CPV", "Avg. cost"),
    *("TrueView avg. CPV", "Conv. rate", "Cost / *", "Conv. value / *", "Conv. (Platform *"),
    *(
        "Target CPA",
        "Target ROAS",
        "Avg. target *",
        "Search impr. share",
        "Original conv. value",
        "Bid strategy",
        "Bid strategy type",
        "Device",
        "View rate",
        "Views",
        "Ad group type",
    ),
    *("Statut de la campagne", "État de la campagne", "Budget (*)", "CPC moy.", "Coût / conv."),
    *("Kampagnenstatus", "Durchschn. CPC", "Kosten/Conv.", "Conv.-Rate", "Tagesbudget"),
)

NULLS = ("--", "-")
CONSTANTS = (("platform", "google_ads"),)

# Totals are in the first column: “Total: Campaigns”, “Total : compte”, “Gesamt: Konto”.
TOTALS = Exclude(
    msg("Totals row"),
    pl.col("_first").str.contains(r"^\s*(?i:total|totaux|totale|gesamt)\s*:"),
)


def _period(raw: RawTable) -> tuple[date, date] | None:
    """The period of the report, as the line above the header states it."""
    for record in raw.preamble:
        if (found := period_in(", ".join(record))) is not None:
            return found
    return None


ask = ask_when_undated(_period, DAY)
finish = dated(_period)
