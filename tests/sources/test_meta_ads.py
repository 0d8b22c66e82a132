"""Meta Ads Manager at every level, with breakdowns, and from tools with the names of the API."""

from datetime import date

import pytest

from data.sources.registry import load
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said

FIELD = EXPORTS / "field"
real = pytest.mark.skipif(not FIELD.exists(), reason="the real exports do not lie here")


def costs(name):
    return load_fixture(name).tables["ad_costs"]


def lines(text, **answers: str):
    return load_bytes("file.csv", text.encode(), **answers)


def test_ads_without_campaigns_are_read_and_the_campaign_stays_unknown():
    loaded = load_fixture("meta_ads_ads_pt.csv")
    assert (loaded.source, loaded.language) == ("meta_ads.campaigns", "pt")
    columns = ("date", "campaign", "ad", "spend", "impressions", "link_clicks", "clicks", "reach")
    assert loaded.tables["ad_costs"].select(columns).rows() == [
        (date(2026, 3, 1), None, "Filme de linho", 33.12, 2550, 22, 123, 2093),
        (date(2026, 3, 1), None, "Foto de lã", 0.0, 0, None, 0, 0),
        (date(2026, 3, 2), None, "Filme de linho", 10.5, 1000, 5, 20, 900),
    ]
    assert loaded.tables["ad_costs"]["currency"].unique().to_list() == ["BRL"]
    assert loaded.unmapped_columns == ()
    assert said(loaded) == []


@pytest.mark.parametrize("level", ["Campaign name", "Ad set name", "Ad name", "Account name"])
def test_every_level_is_read(level):
    text = f"{level},Day,Amount spent (EUR),Impressions\nLinen,2026-03-01,2.50,10\n"
    loaded = lines(text)
    assert loaded.source == "meta_ads.campaigns"
    assert loaded.tables["ad_costs"]["spend"].to_list() == [2.5]


def test_a_summary_row_is_left_out_at_every_level():
    text = (
        "Ad name,Day,Amount spent (EUR),Impressions\nFilm,2026-03-01,2.50,10\n,2026-03-01,2.50,10\n"
    )
    loaded = lines(text)
    assert loaded.tables["ad_costs"]["spend"].to_list() == [2.5]
    assert [(str(item.what), item.count) for item in loaded.excluded] == [("Summary row", 1)]


def test_rows_of_a_breakdown_add_up_and_the_day_goes_before_the_period():
    loaded = load_fixture("meta_ads_age_en.csv")
    frame = loaded.tables["ad_costs"]
    assert frame["spend"].to_list() == [2.5, 1.5, 1.0]
    assert frame["period_to"].to_list() == [date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 2)]
    assert loaded.unmapped_columns == ()


def test_leads_of_several_kinds_are_added_and_unknown_ones_stay_unknown():
    assert costs("meta_ads_age_en.csv")["leads"].to_list() == [3, None, 1]


def test_the_sum_of_leads_is_taken_alone_where_it_is_there():
    assert costs("meta_ads_ad_sets_es.csv")["leads"].to_list() == [5, 2]


@pytest.mark.parametrize("header", ["Meta leads", "On-Facebook leads", "Website leads", "Leads"])
def test_leads_are_read_under_each_of_their_names(header):
    text = f"Campaign name,Day,Amount spent (EUR),Impressions,{header}\nSpring,2026-03-01,2,10,7\n"
    loaded = lines(text)
    assert loaded.tables["ad_costs"]["leads"].to_list() == [7]
    assert loaded.unmapped_columns == ()


def test_months_are_periods():
    frame = costs("meta_ads_ad_sets_es.csv")
    assert frame.select("period_from", "period_to", "ad_group").rows() == [
        (date(2026, 1, 1), date(2026, 1, 31), "Lino"),
        (date(2026, 2, 1), date(2026, 2, 28), "Lino"),
    ]


def test_names_of_the_api_are_read_and_the_missing_currency_is_said():
    loaded = load_fixture("meta_ads_api.csv")
    columns = ("date", "campaign", "ad_group", "ad", "spend", "link_clicks", "impressions", "reach")
    assert loaded.tables["ad_costs"].select(columns).rows() == [
        (date(2026, 3, 1), "Spring", "Linen", "Film", 158.7, 256, 10441, 9917),
        (date(2026, 3, 2), "Spring", "Linen", "Film", 4.8, 6, 248, 232),
    ]
    assert loaded.tables["ad_costs"]["currency"].null_count() == 2
    assert said(loaded) == [
        "2 amounts have no currency. They are never divided by amounts of another file"
    ]


def test_a_tools_own_names_are_read_with_their_currency():
    text = (
        "date_start,date_stop,account_name,account_currency,campaign_name,spend,impressions,clicks,"
        "inline_link_clicks,actions:purchase,action_values:purchase,actions:lead\n"
        "2026-03-01,2026-03-01,Volta,EUR,Spring,12.50,900,40,30,2,80.00,4\n"
    )
    loaded = lines(text)
    columns = (
        *("account", "currency", "campaign", "spend", "clicks", "link_clicks"),
        *("conversions", "conversion_value", "leads"),
    )
    assert loaded.tables["ad_costs"].select(columns).rows() == [
        ("Volta", "EUR", "Spring", 12.5, 40, 30, 2.0, 80.0, 4)
    ]
    assert loaded.unmapped_columns == ()


def test_a_bare_list_of_costs_is_not_taken_for_metas():
    text = "date,campaign_name,spend,impressions,clicks\n2026-03-01,Spring,12.50,900,40\n"
    assert lines(text).source != "meta_ads.campaigns"


def test_a_report_without_any_period_asks_for_it():
    text = "Ad name,Amount spent (EUR),Impressions\nFilm,2.50,10\nFoto,1.00,5\n"
    assert [q.key for q in lines(text).questions] == ["period_from", "period_to"]
    frame = lines(text, period_from="2026-03-01", period_to="2026-03-31").tables["ad_costs"]
    assert frame["period_to"].unique().to_list() == [date(2026, 3, 31)]


def test_days_that_a_spreadsheet_has_written_anew_are_asked_for():
    text = "Campaign name,Day,Amount spent (EUR),Impressions\nSpring,01/03/2026,2.50,10\n"
    assert [q.key for q in lines(text).questions] == ["date_order"]
    assert lines(text, date_order="dmy").tables["ad_costs"]["date"].to_list() == [date(2026, 3, 1)]


def test_dutch_is_read_with_decimal_commas():
    frame = costs("meta_ads_campaigns_nl.csv")
    assert frame.select("spend", "impressions", "link_clicks").rows() == [
        (12.5, 1200, 24),
        (20.1, 3400, 51),
    ]


def test_a_row_without_its_name_and_figures_is_set_aside():
    damaged = content("meta_ads_ads_pt.csv") + b"2026-03-02,2026-03-02,,,,,,,,,,\n"
    loaded = load_bytes("file.csv", damaged)
    assert loaded.tables["ad_costs"].height == 3
    assert loaded.quarantine.height == 1


@real
@pytest.mark.parametrize(
    ("file", "height", "sums"),
    [
        (
            "METAADS-ADS-BYDAY-en-2026.csv",
            899,
            {"spend": 2221.12, "impressions": 73005, "conversions": 15, "leads": 3},
        ),
        (
            "METAADS-APISTYLE-2026.csv",
            199,
            {"spend": 7962.76, "impressions": 418365, "link_clicks": 11161, "reach": 388187},
        ),
        ("METAADS-ADS-ptBR-2026.xlsx", 2385, {"spend": 810.87, "impressions": 170309}),
    ],
)
def test_real_exports_have_their_true_sums(file, height, sums):
    (part,) = load(file, (FIELD / file).read_bytes(), {}, today=TODAY)
    frame = part.loaded.tables["ad_costs"]
    assert part.loaded.questions == ()
    assert frame.height == height
    assert {name: round(frame[name].sum(), 2) for name in sums} == sums


def test_a_total_budget_is_no_totals_row():
    text = "Nome do anúncio,Início dos relatórios,Encerramento dos relatórios,Tipo de orçamento do conjunto de anúncios,Valor usado (BRL),Impressões\nFilme,2026-03-01,2026-03-01,Total,5,10\nFoto,2026-03-01,2026-03-01,Diário,3,9\n"
    assert lines(text).tables["ad_costs"]["spend"].to_list() == [5.0, 3.0]
