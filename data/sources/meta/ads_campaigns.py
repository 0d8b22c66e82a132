"""Meta Ads Manager export: one row per campaign, ad set or ad, by day or for the whole period.

The currency is in the header of the amount. Different campaigns share a name and a day
(boosted posts), so equal rows are all counted, as are those of breakdowns such as age or
placement, which add up to the whole. A blank cell is unknown, not 0.

Tools that fetch the same figures write their names with underscores and leave the currency out.
"""

from __future__ import annotations

import polars as pl

from data.reading.dates import DateStyle
from data.sources.kit.ad_reports import ask_when_undated, no_metadata, with_period
from data.sources.kit.calendar_periods import MONTH, WEEK, calendar_periods
from data.sources.kit.checks import Priced
from data.sources.kit.periods import answered_period
from data.sources.kit.spec import (
    Exclude,
    FieldSpec,
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

_INT = pl.Int64()
_DAY = column("date", en="Day", fr="Jour", de="Tag", es="Día", it="Giorno", pt="Dia", nl="Dag")
_STARTS = column(
    "period_from",
    en=("Reporting starts", "reporting_starts", "date_start"),
    fr="Début des rapports",
    de=("Berichtsstart", "Beginn des Berichts", "Berichtsbeginn"),
    es="Inicio del informe",
    it="Inizio report",
    pt=("Início dos relatórios", "Início do relatório"),
    nl="Start rapportage",
)
_ENDS = column(
    "period_to",
    en=("Reporting ends", "reporting_ends", "date_stop"),
    fr="Fin des rapports",
    de=("Berichtsende", "Ende des Berichts"),
    es="Fin del informe",
    it="Fine report",
    pt=("Encerramento dos relatórios", "Término dos relatórios", "Fim do relatório"),
)
_ACCOUNT = column(
    "account",
    en=("Account name", "account_name"),
    fr="Nom du compte",
    es="Nombre de la cuenta",
    pt="Nome da conta",
)
_CAMPAIGN = column(
    "campaign",
    en=("Campaign name", "campaign_name"),
    fr="Nom de la campagne",
    de=("Kampagnenname", "Name der Kampagne"),
    es="Nombre de la campaña",
    it="Nome della campagna",
    pt="Nome da campanha",
    nl=("Campagnenaam", "Naam campagne"),
)
_AD_SET = column(
    "ad_group",
    en=("Ad set name", "adset_name", "ad_set_name"),
    fr="Nom de l'ensemble de publicités",
    de="Anzeigengruppenname",
    es="Nombre del conjunto de anuncios",
    it="Nome del gruppo di inserzioni",
    pt="Nome do conjunto de anúncios",
    nl="Naam advertentieset",
)
_AD = column(
    "ad",
    en=("Ad name", "ad_name"),
    fr="Nom de la publicité",
    de=("Name der Werbeanzeige", "Anzeigenname"),
    es="Nombre del anuncio",
    it="Nome dell'inserzione",
    pt="Nome do anúncio",
    nl=("Naam advertentie", "Advertentienaam"),
)


def _level() -> FieldSpec:
    """What a row is about: the first of campaign, ad set, ad and account that the file names."""
    levels = (_CAMPAIGN, _AD_SET, _AD, _ACCOUNT)
    return FieldSpec("_level", tuple(n for f in levels for n in f.names), shown=_CAMPAIGN.shown)


_FIELDS = (
    column("_first", at=0),
    _DAY,
    WEEK,
    MONTH,
    _STARTS,
    _ENDS,
    _ACCOUNT,
    _CAMPAIGN,
    _AD_SET,
    _AD,
    _level(),
    column("_currency", en=("Currency", "account_currency"), fr="Devise", es="Divisa", pt="Moeda"),
    column(
        "impressions",
        en="Impressions",
        fr="Impressions",
        de="Impressionen",
        es="Impresiones",
        it="Impression",
        pt="Impressões",
        nl=("Weergaven", "Vertoningen"),
    ),
    column(
        "reach",
        en="Reach",
        fr="Couverture",
        de="Reichweite",
        es="Alcance",
        it="Copertura",
        pt="Alcance",
        nl="Bereik",
    ),
    column(
        "clicks",
        en=("Clicks (all)", "clicks"),
        fr="Clics (tous)",
        de="Klicks (alle)",
        es="Clics (todos)",
        it="Clic (tutti)",
        pt="Cliques (todos)",
        nl="Klikken (alle)",
    ),
    column(
        "link_clicks",
        en=("Link clicks", "link_clicks", "inline_link_clicks", "actions:link_click"),
        fr=("Clics sur un lien", "Clics sur le lien"),
        de=("Link-Klicks", "Linkklicks"),
        es="Clics en el enlace",
        it="Clic sul link",
        pt="Cliques no link",
        nl=("Klikken op links", "Linkkliks"),
    ),
    column(
        "conversions",
        en=("Purchases", "actions:omni_purchase", "actions:purchase"),
        fr="Achats",
        de=("Käufe", "Einkäufe"),
        es="Compras",
        it="Acquisti",
        pt="Compras",
        nl="Aankopen",
    ),
    column(
        "conversion_value",
        en=(
            "Purchases conversion value",
            "purchases_conversion_value",
            "action_values:omni_purchase",
            "action_values:purchase",
        ),
        fr="Valeur de conversion des achats",
        de=("Conversion-Wert für Käufe", "Conversion-Wert von Käufen"),
        es="Valor de conversión de compras",
        it="Valore di conversione degli acquisti",
        pt="Valor de conversão da compra",
        nl="Conversiewaarde van aankopen",
    ),
    # “Leads” is the sum of the ways in which they come in, each of which has a column of its own.
    column(
        "leads",
        en=("Leads", "actions:lead"),
        fr="Prospects",
        de="Leads",
        es="Clientes potenciales",
        pt="Leads",
    ),
    column(
        "_form_leads",
        en=(
            "Meta leads",
            "On-Facebook leads",
            "Leads (form)",
            "meta_leads",
            "actions:onsite_conversion.lead_grouped",
        ),
        fr="Prospects Meta",
        es=("Clientes potenciales de Meta", "Clientes potenciales en Meta"),
        pt="Leads no Facebook",
        dtype=_INT,
    ),
    column(
        "_site_leads",
        en=("Website leads", "website_leads", "actions:offsite_conversion.fb_pixel_lead"),
        dtype=_INT,
    ),
    column("_offline_leads", en=("Offline leads", "offline_leads"), dtype=_INT),
)
_SPEND = column(
    "spend",
    en="Amount spent ({currency})",
    fr="Montant dépensé ({currency})",
    de="Ausgegebener Betrag ({currency})",
    es="Importe gastado ({currency})",
    it="Importo speso ({currency})",
    pt=("Valor usado ({currency})", "Montante gasto ({currency})"),
    nl="Besteed bedrag ({currency})",
)
_BARE_SPEND = column(
    "spend",
    en=("amount_spent", "spend", "Amount spent"),
    fr="Montant dépensé",
    es="Importe gastado",
    pt="Valor usado",
    nl="Besteed bedrag",
)
# Without a currency in its header, an amount says nothing of Meta: other columns must.
_META = column(
    "_meta",
    en=("Reporting starts", "reporting_starts", "date_stop", "adset_name", "inline_link_clicks"),
    fr="Début des rapports",
    es="Inicio del informe",
    pt="Início dos relatórios",
    nl="Start rapportage",
)
# Rates are recomputed from counts. Breakdowns are not stored: their rows add up to the whole.
_IGNORED = ignored(
    *("Campaign delivery", "Ad set delivery", "Ad delivery", "Ad set budget*", "Campaign budget*"),
    *(
        "Attribution setting",
        "Result*",
        "Cost per *",
        "Ends",
        "Frequency",
        "Views",
        "Bid",
        "Bid type",
    ),
    *("CPM*", "CPC*", "CTR*", "Landing page views", "* ROAS (*", "Last significant edit"),
    *("Campaign ID", "Ad set ID", "Ad ID", "Account ID", "* ranking", "shop_clicks", "Unique *"),
    *("Age", "Gender", "Country", "Region", "DMA region", "Platform", "Publisher platform"),
    *("Placement", "Device platform", "Impression device", "Platform position", "Time of day (*)"),
    *("campaign_id", "adset_id", "ad_id", "account_id", "results", "frequency", "cost_per_*"),
    *("publisher_platform", "platform_position", "device_platform", "impression_device"),
    *("quality_ranking", "engagement_ranking", "engagement_rate_ranking", "conversion_ranking"),
    *("conversion_rate_ranking", "objective", "actions", "action_values"),
    *("Répétition", "Résultats", "Coût par *", "ROAS (*", "Âge", "Genre", "Pays", "Région"),
    *("Diffusion de la *", "Paramètre d'attribution", "Indicateur de résultats"),
    *("Ergebnisse", "Ergebnistyp", "Kosten pro *", "Frequenz", "Alter", "Geschlecht", "Land"),
    *("Resultados", "Indicador de resultado*", "Costo por *", "Coste por *", "Frecuencia"),
    *("Edad", "Sexo", "País", "Región", "Plataforma", "Entrega de *", "Entrega del *"),
    *(
        "Presupuesto del conjunto de anuncios",
        "Tipo de presupuesto *",
        "Configuración de atribución",
    ),
    *("Veiculação *", "Configuração de atribuição", "Custo por *", "Frequência", "Término"),
    *(
        "Orçamento *",
        "Tipo de orçamento *",
        "Classificação *",
        "Visualizações da página de destino",
    ),
    *("Idade", "Gênero", "Região"),
    *("Resultaten", "Resultatenindicator", "Kosten per *", "Frequentie", "Leeftijd", "Geslacht"),
    *("Kwaliteitsscore", "Rangschikking *", "Score *", "Weergaven van landingspagina"),
)
_LEADS = ("_form_leads", "_site_leads", "_offline_leads")


def _finish(rows: TypedRows) -> pl.DataFrame:
    """Periods, the currency of a column of its own, and leads as the sum of their kinds."""
    frame = _with_periods(rows)
    if "_currency" in rows.columns:
        frame = frame.with_columns(pl.coalesce("currency", "_currency").alias("currency"))
    kinds = [name for name in _LEADS if name in rows.columns]
    if kinds and "leads" not in rows.columns:
        known = pl.any_horizontal(pl.col(name).is_not_null() for name in kinds)
        frame = frame.with_columns(leads=pl.when(known).then(pl.sum_horizontal(kinds)))
    return frame


def _with_periods(rows: TypedRows) -> pl.DataFrame:
    """The day, week or month of a row, else the report's period; of one day, that day."""
    frame = rows.frame
    if "date" in rows.columns:
        return frame.with_columns(period_from="date", period_to="date")
    if {WEEK.to, MONTH.to} & rows.columns.keys():
        return calendar_periods(frame, rows.columns)
    if not {"period_from", "period_to"} <= rows.columns.keys():
        return with_period(frame, answered_period(rows.given))
    one_day = pl.when(pl.col("period_from") == pl.col("period_to")).then("period_from")
    return frame.with_columns(date=one_day)


def _sheet(*own: FieldSpec) -> SheetSpec:
    return SheetSpec(
        table=AD_COSTS,
        signature=("_level", "impressions", *(field.to for field in own)),
        fields=(*_FIELDS, *own),
        required=("_level", "period_from"),
        constants=(("platform", "meta_ads"),),
        dates=DateStyle.ASK,
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
                pl.col("_level").is_null() & pl.col("spend").is_not_null(),
            ),
        ),
        ignores=_IGNORED,
        ask=ask_when_undated(no_metadata, _DAY, _STARTS, WEEK, MONTH),
        checks=(Priced("spend"),),
        finish=_finish,
    )


SOURCE = Source(
    id="meta_ads.campaigns",
    network=None,
    label=msg("Meta ads"),
    doc=msg("Meta Ads Manager › Campaigns › Breakdown: Day › Reports › Export table data › CSV."),
    sheets=(_sheet(_SPEND), _sheet(_BARE_SPEND, _META)),
    layouts=(
        Layout("since 2025, by day", "en", LayoutEvidence.FILE, "meta_ads_campaigns_en.csv"),
        Layout("since 2025, period", "en", LayoutEvidence.FILE, "meta_ads_campaigns_period.csv"),
        Layout("ads, by age and gender", "en", LayoutEvidence.FILE, "meta_ads_age_en.csv"),
        Layout("names of the API", "en", LayoutEvidence.FILE, "meta_ads_api.csv"),
        Layout("ads", "pt", LayoutEvidence.FILE, "meta_ads_ads_pt.csv"),
        Layout("ad sets, by month", "es", LayoutEvidence.HEADERS, "meta_ads_ad_sets_es.csv"),
        Layout("by day", "nl", LayoutEvidence.HEADERS, "meta_ads_campaigns_nl.csv"),
        Layout("since 2025, by day", "fr", LayoutEvidence.DESCRIBED, "meta_ads_campaigns_fr.csv"),
    ),
    limits=msg(
        "Without the breakdown by day the costs are those of a whole period. Conversions are "
        "purchases, leads those of forms and of the website. Other results need their own "
        "column. Without the campaign’s name, costs have no campaign."
    ),
)
