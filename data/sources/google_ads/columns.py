"""Google Ads columns, totals rows, parts of an account, and the period above the header.

“Cost” is matched whole, because “Avg. cost”, “Cost / conv.” and “Conv. value / cost” are
next to it. “Interactions” are not clicks and fill nothing. A row without a “Day” covers its week,
month, quarter or year, else the whole period.

A report by keyword, search term or location need not list all that an account spent: the column
``report`` names it. One by campaign, ad group or ad leaves it empty, with or without segments
such as devices, whose rows add up to the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.ad_reports import ask_when_undated, with_period
from data.sources.kit.calendar_periods import UNITS, calendar_periods
from data.sources.kit.checks import Priced
from data.sources.kit.periods import answered_period, period_above
from data.sources.kit.spec import Exclude, SheetSpec, TypedRows, column, ignored
from data.tables.schema import AD_COSTS
from i18n.message import Message, msg

_LABELLED = range(10)  # totals rows carry their label in one of the first columns, all of them text
DAY = column("date", en="Day", fr="Jour", de="Tag", es="Día", it="Giorno", pt="Dia", nl="Dag")
CAMPAIGN = column(
    "campaign",
    en="Campaign",
    fr="Campagne",
    de="Kampagne",
    es="Campaña",
    it="Campagna",
    pt="Campanha",
    nl="Campagne",
)
AD_GROUP = column(
    "ad_group",
    en="Ad group",
    fr="Groupe d'annonces",
    de="Anzeigengruppe",
    es="Grupo de anuncios",
    it="Gruppo di annunci",
    pt="Grupo de anúncios",
    nl="Advertentiegroep",
)
FIELDS = (
    *(column(f"_cell{at}", at=at) for at in _LABELLED),
    DAY,
    *UNITS,
    column(
        "account",
        en=("Account name", "Account"),
        fr=("Nom du compte", "Compte"),
        de=("Kontoname", "Konto"),
    ),
    CAMPAIGN,
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
        nl="Valutacode",
    ),
    column(
        "spend",
        en="Cost",
        fr="Coût",
        de="Kosten",
        es=("Coste", "Costo"),
        it="Costo",
        pt="Custo",
        nl="Kosten",
    ),
    column(
        "impressions",
        en="Impr.",
        fr="Impr.",
        de=("Impr.", "Impressionen"),
        es=("Impr.", "Impresiones"),
        it="Impr.",
        pt="Impr.",
        nl="Vertoningen",
    ),
    column(
        "clicks",
        en="Clicks",
        fr="Clics",
        de="Klicks",
        es="Clics",
        it="Clic",
        pt="Cliques",
        nl="Aantal klikken",
    ),
    column(
        "conversions",
        en="Conversions",
        fr="Conversions",
        de="Conversions",
        es="Conversiones",
        it="Conversioni",
        pt="Conversões",
        nl="Conversies",
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
IGNORES = ignored(
    *("Campaign status", "Ad group status", "Ad status", "Status", "Status reasons", "Campaign ID"),
    *("Budget", "Budget name", "Budget type", "Optimization score", "Optimisation score"),
    *("Interactions", "Interaction rate", "CTR", "Avg. CPC", "Avg. CPM", "Avg. CPV", "Avg. cost"),
    *("TrueView avg. CPV", "Conv. rate", "Cost / *", "Conv. value / *", "Conv. (Platform *"),
    *("Target CPA", "Target ROAS", "Avg. target *", "Search impr. share", "Original conv. value"),
    *("Bid strategy", "Bid strategy type", "View rate", "Views", "Ad group type"),
    *("Device", "Network", "Network (with search partners)", "Hour of the day"),
    *("Day of the week", "Final URL", "Match type", "Search keyword match type"),
    *("Statut de la campagne", "État de la campagne", "Budget (*)", "CPC moy.", "Coût / conv."),
    *("Coût/conv.", "Taux de conv.", "Type de correspondance"),
    *("Kampagnenstatus", "Durchschn. CPC", "Kosten/Conv.", "Conv.-Rate", "Tagesbudget"),
    *("Übereinstimmungstyp", "Keyword-Status", "*-ID"),
    *("Tipo de concordancia", "CPC prom.", "Costo/conv.", "Porcentaje de conv."),
    *("Estado de palabra clave", "Estado", "URL final"),
    *("Pesquisar tipo de correspondência de palavra-chave", "ID da *"),
    "Status da palavra-chave da rede de pesquisa",
    *("Zoekwoordstatus", "Opties voor zoekwoorden", "Uiteindelijke URL", "Interacties"),
    *("Gem. CPC", "Gem. kosten", "Kosten/conv.", "Conv. perc."),
)

NULLS = ("--", "-")
CONSTANTS = (("platform", "google_ads"),)

# “Total: Campaigns”, “Total : compte”, “Gesamt: Konto”, “Totaal: account”. Which column has them
# differs from report to report: that of the keyword, of the location, of the status.
TOTALS = tuple(
    Exclude(
        msg("Totals row"),
        pl.col(f"_cell{at}").str.contains(
            r"^\s*(?i:total|totales|totaux|totale|gesamt|totaal)\s*:"
        ),
    )
    for at in _LABELLED
)

# What a report lists need not be all of the account. Of several the first one counts: a report
# of search terms names the keyword as well.
PARTS = {
    "search_term": column(
        "_part",
        en="Search term",
        fr="Terme de recherche",
        de="Suchbegriff",
        es="Término de búsqueda",
        it="Termine di ricerca",
        pt="Termo de pesquisa",
        nl="Zoekterm",
    ),
    "keyword": column(
        "_part",
        en=("Keyword", "Search keyword"),
        fr=("Mot clé", "Mot clé pour le Réseau de Recherche"),
        de="Keyword",
        es="Palabra clave",
        pt=("Pesquisar palavra-chave", "Palavra-chave da rede de pesquisa"),
        nl="Zoekwoord",
    ),
    "location": column("_part", en="Location"),
}
_PART_NAMES = {
    report: frozenset(name for _, name in field.names) for report, field in PARTS.items()
}
_CAMPAIGNS = frozenset(name for _, name in CAMPAIGN.names)


def part_in(raw: RawTable) -> str | None:
    """The part of an account that the report lists, None where it is by campaign, ad group or ad."""
    header = {normalise(name) for name in raw.header}
    return next((report for report, names in _PART_NAMES.items() if names & header), None)


def not_of_the_account(raw: RawTable) -> Message | None:
    """Objects to reports that list a part."""
    if part_in(raw) is None:
        return None
    return msg("This Google Ads report is by keyword, search term or location, not by campaign")


ask = ask_when_undated(period_above, DAY, *UNITS)


def finish(rows: TypedRows) -> pl.DataFrame:
    """The frame with the period of rows without a day, from the file or the answers."""
    if "date" in rows.columns:
        return rows.frame
    stated = period_above(rows.raw)
    frame = with_period(rows.frame, stated or answered_period(rows.given))
    return calendar_periods(frame, rows.columns, stated)


@dataclass(frozen=True, slots=True)
class _OtherPart:
    """Objects to a report of another part than ``report``; ``whole`` wants it without campaigns."""

    report: str
    whole: bool = False

    def __call__(self, raw: RawTable) -> Message | None:
        if part_in(raw) != self.report:
            return msg("This Google Ads report has another breakdown")
        if self.whole and any(normalise(name) in _CAMPAIGNS for name in raw.header):
            return msg("This Google Ads report names campaigns")
        return None


def part_sheets(report: str) -> tuple[SheetSpec, ...]:
    """The two shapes of a report that lists a part: with the campaign of every row, and without.

    Where the column of the campaign is there, a row without one is set aside.
    """

    def done(rows: TypedRows) -> pl.DataFrame:
        return finish(rows).with_columns(report=pl.lit(report))

    def sheet(*, campaign: bool) -> SheetSpec:
        named = ("campaign",) if campaign else ("_part",)
        return SheetSpec(
            table=AD_COSTS,
            signature=(*dict.fromkeys((*named, "_part")), "spend", "impressions"),
            fields=(*FIELDS, AD_GROUP, PARTS[report]),
            required=(*named, "period_from"),
            constants=CONSTANTS,
            nulls=NULLS,
            grouping=True,
            exclude=TOTALS,
            unfit=_OtherPart(report, whole=not campaign),
            ask=ask,
            checks=(Priced("spend"),),
            finish=done,
            ignores=(
                *IGNORES,
                *ignored(
                    "Keyword", "Added/Excluded", "Keyword status", "Location type", "Bid adj."
                ),
            ),
        )

    return sheet(campaign=True), sheet(campaign=False)
