from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.kit.periods import period_in
from tests.sources.exports import content, load_bytes, load_fixture


def costs(name):
    return load_fixture(name).tables["ad_costs"]


def test_google_ads_for_excel_is_read_without_its_totals_and_stands_for_its_period():
    loaded = load_fixture("google_ads_campaigns_utf16.csv")
    frame = loaded.tables["ad_costs"]
    assert loaded.source == "google_ads.campaigns"
    assert frame["spend"].to_list() == [602.0, 204.26]
    assert frame["clicks"].to_list() == [1204, 0]  # never the interactions, 1300 and 1934
    assert frame["conversion_value"].to_list() == [2127.81, None]
    assert frame["campaign_type"].to_list() == ["Search", "Video"]
    assert frame["date"].null_count() == 2
    assert frame.row(0, named=True)["period_from"] == date(2026, 1, 27)
    assert [item.count for item in loaded.excluded] == [2]


def test_google_ads_in_german_has_decimal_commas_and_days():
    frame = costs("google_ads_campaigns_de.csv")
    assert frame["spend"].to_list() == [1234.56, 12.5]
    assert frame["impressions"].to_list() == [2500, 900]
    assert frame["conversions"].to_list() == [1.5, 0.0]
    assert frame["date"].to_list() == [date(2026, 3, 1), date(2026, 3, 2)]
    assert frame["platform"].unique().to_list() == ["google_ads"]


@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("es", "Día,Campaña,Código de moneda,Coste,Impr.,Clics,Conversiones"),
        ("it", "Giorno,Campagna,Codice valuta,Costo,Impr.,Clic,Conversioni"),
        ("pt", "Dia,Campanha,Código da moeda,Custo,Impr.,Cliques,Conversões"),
    ],
)
def test_google_ads_is_understood_in_further_languages(language, header):
    rows = '2026-03-01,Lino,EUR,"1.234,56","2.500",80,"1,50"\n2026-03-02,Lino,EUR,"12,50",900,20,0'
    loaded = load_bytes("file.csv", f"{header}\n{rows}\n".encode())
    assert (loaded.source, loaded.language) == ("google_ads.campaigns", language)
    assert loaded.tables["ad_costs"]["spend"].to_list() == [1234.56, 12.5]


def test_the_account_is_kept_where_the_report_names_it():
    assert costs("google_ads_campaigns_en.csv")["account"].unique().to_list() == ["Atelier Brume"]


def test_the_ad_report_names_ad_groups():
    loaded = load_fixture("google_ads_ads.csv")
    assert loaded.source == "google_ads.ads"
    assert loaded.tables["ad_costs"]["ad_group"].to_list() == ["Linen", "Wool"]


def test_a_google_ads_report_without_days_or_period_asks_for_it():
    undated = b"Campaign,Currency code,Cost,Impr.\nBrand,EUR,1.00,10\nWool,EUR,2.00,20\n"
    assert [question.key for question in load_bytes("file.csv", undated).questions] == [
        "period_from",
        "period_to",
    ]
    frame = load_bytes(
        "file.csv", undated, period_from="2026-03-01", period_to="2026-03-31"
    ).tables["ad_costs"]
    assert frame["period_from"].unique().to_list() == [date(2026, 3, 1)]
    assert frame["date"].null_count() == 2


def test_meta_takes_the_currency_from_the_header_and_counts_equal_names_each():
    loaded = load_fixture("meta_ads_campaigns_fr.csv")
    frame = loaded.tables["ad_costs"]
    assert (loaded.source, loaded.language) == ("meta_ads.campaigns", "fr")
    assert frame["currency"].unique().to_list() == ["EUR"]
    assert frame["spend"].to_list() == [12.24, 5.93, 20.0]
    assert frame["link_clicks"].to_list() == [60, 7, None]  # blank is not reported, not nothing
    assert frame["conversions"].to_list() == [None, None, 0]


def test_meta_without_days_stands_for_its_period_and_its_summary_row_is_left_out():
    frame = costs("meta_ads_campaigns_period.csv")
    assert frame.select("campaign", "spend", "date", "period_from", "period_to").rows() == [
        ("Spring", 310.0, None, date(2026, 3, 1), date(2026, 3, 31))
    ]


def test_no_data_available_is_no_campaign():
    head = content("meta_ads_campaigns_period.csv").decode().splitlines()[0]
    loaded = load_bytes("file.csv", f'{head}\n"No data available."\n'.encode())
    assert loaded.source == "meta_ads.campaigns"
    assert loaded.refused
    assert loaded.quarantine is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("July 8, 2026 - July 31, 2026", (date(2026, 7, 8), date(2026, 7, 31))),
        ("27 January 2026 - 23 February 2026", (date(2026, 1, 27), date(2026, 2, 23))),
        ("1 févr. 2026 - 2 août 2026", (date(2026, 2, 1), date(2026, 8, 2))),
        ("1. Juni 2026 - 2. Dezember 2026", (date(2026, 6, 1), date(2026, 12, 2))),
        ("1 de marzo de 2026 - 2 de abr. de 2026", (date(2026, 3, 1), date(2026, 4, 2))),
        ("27 gen 2026 - 3 giugno 2026", (date(2026, 1, 27), date(2026, 6, 3))),
        ("1 de out. de 2026 - 2 de dez. de 2026", (date(2026, 10, 1), date(2026, 12, 2))),
        ("Campaign report", None),
        ("31 February 2026 - 1 March 2026", None),
        ("2 March 2026 - 1 March 2026", None),
    ],
)
def test_a_period_in_words_is_understood_or_left_alone(text, expected):
    assert period_in(text) == expected


@given(st.text(max_size=60))
def test_no_text_makes_the_period_fail(text):
    assert period_in(text) is None or isinstance(period_in(text), tuple)


def test_meta_reads_leads_and_knows_every_other_column():
    loaded = load_fixture("meta_ads_campaigns_en.csv")
    assert loaded.tables["ad_costs"]["leads"].to_list() == [3, None]
    assert loaded.unmapped_columns == ()
