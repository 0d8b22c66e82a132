"""Google Ads: reports of a part of the account, overview cards, and files without figures."""

from datetime import date

import polars as pl
import pytest

from data.sources.registry import load
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said

FIELD = EXPORTS / "field"
real = pytest.mark.skipif(not FIELD.exists(), reason="the real exports do not lie here")
SHORT = "The rows of “{}” add up to {}, but the file’s own total is {}"


def costs(name):
    return load_fixture(name).tables["ad_costs"]


def read(file, **answers: str):
    (part,) = load(file, (FIELD / file).read_bytes(), answers, today=TODAY)
    return part.loaded


def test_keywords_are_a_part_of_the_account_and_say_how_large():
    loaded = load_fixture("google_ads_keywords_en.csv")
    frame = loaded.tables["ad_costs"]
    assert loaded.source == "google_ads.keywords"
    figures = ("campaign", "ad_group", "spend", "impressions", "clicks", "conversions", "currency")
    assert frame.select(figures).rows() == [
        ("Brand", "Linen", 15.0, 1400, 30, 1.0, "EUR"),
        ("Brand", "Wool", 4.8, 100, 6, 0.0, "EUR"),
    ]
    assert frame["report"].to_list() == ["keyword"] * 2
    assert frame["period_to"].unique().to_list() == [date(2026, 3, 8)]
    assert said(loaded) == [SHORT.format("Cost", 19.8, 90.3)]


def test_totals_rows_are_found_under_whatever_column_they_stand():
    counts = {
        name: [item.count for item in load_fixture(name).excluded]
        for name in (
            "google_ads_keywords_en.csv",  # second column, behind “ --” and nothing
            "google_ads_locations_month_en.csv",  # second column, behind the month
            "google_ads_search_terms_en.csv",
            "google_ads_keywords_nl.csv",
        )
    }
    assert list(counts.values()) == [[2], [4], [3], [1]]


@pytest.mark.parametrize("language", ["fr", "de", "es", "pt", "nl"])
def test_keywords_are_read_in_further_languages(language):
    loaded = load_fixture(f"google_ads_keywords_{language}.csv")
    frame = loaded.tables["ad_costs"]
    assert (loaded.source, loaded.language) == ("google_ads.keywords", language)
    assert frame.select("spend", "impressions", "clicks", "report").rows() == [
        (15.0, 1400, 30, "keyword")
    ]
    assert loaded.unmapped_columns == ()


def test_a_keyword_report_without_campaigns_keeps_them_unknown():
    frame = costs("google_ads_keywords_pt.csv")
    assert frame.select("campaign", "ad_group").rows() == [(None, "Linho")]
    assert frame["period_from"].to_list() == [date(2026, 8, 1)]


def test_search_terms_are_no_ad_groups():
    loaded = load_fixture("google_ads_search_terms_en.csv")
    assert loaded.source == "google_ads.search_terms"
    assert loaded.tables["ad_costs"]["report"].to_list() == ["search_term"] * 2
    assert loaded.tables["ad_costs"]["spend"].to_list() == [1.0, 0.25]
    assert costs("google_ads_search_terms_de.csv")["spend"].to_list() == [1.0]


def test_a_location_report_is_a_part_and_other_locations_are_no_row():
    loaded = load_fixture("google_ads_locations_en.csv")
    frame = loaded.tables["ad_costs"]
    assert loaded.source == "google_ads.locations"
    assert frame["spend"].to_list() == [30.0, 5.5, 0.5]
    assert frame["report"].unique().to_list() == ["location"]
    assert frame["clicks"].null_count() == 3  # interactions are no clicks
    assert said(loaded) == [SHORT.format("Cost", 36, 76)]


def test_months_are_read_row_by_row_and_nothing_is_asked():
    loaded = load_fixture("google_ads_locations_month_en.csv")
    assert loaded.questions == ()
    assert loaded.tables["ad_costs"].select("period_from", "period_to", "spend").rows() == [
        (date(2025, 12, 1), date(2025, 12, 31), 21.0),
        (date(2026, 1, 1), date(2026, 1, 31), 20.0),
        (date(2026, 1, 1), date(2026, 1, 31), 2.0),
    ]


@pytest.mark.parametrize(
    ("header", "cell", "span"),
    [
        ("Week", "2026-03-02", (date(2026, 3, 2), date(2026, 3, 8))),
        ("Quarter", "2026-01-01", (date(2026, 1, 1), date(2026, 3, 31))),
        ("Year", "2025", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_other_periods_of_a_campaign_report_are_read(header, cell, span):
    text = f"{header},Campaign,Currency code,Cost,Impr.\n{cell},Brand,EUR,2.50,10\n"
    frame = load_bytes("file.csv", text.encode()).tables["ad_costs"]
    assert frame.select("period_from", "period_to", "date").rows() == [(*span, None)]


def test_a_row_of_a_part_without_its_campaign_is_set_aside():
    text = "Location,Campaign,Currency code,Cost,Impr.,Day\nLyon,,EUR,5,1,2026-03-01\nLyon,Brand,EUR,3,1,2026-03-01\n"
    loaded = load_bytes("file.csv", text.encode())
    assert loaded.tables["ad_costs"]["spend"].to_list() == [3.0]
    assert loaded.quarantine.height == 1


def test_devices_of_campaigns_add_up_to_the_account():
    text = "Day,Campaign,Device,Currency code,Cost,Impr.\n2026-03-01,Brand,Computers,EUR,2,10\n2026-03-01,Brand,Tablets,EUR,1,5\n"
    loaded = load_bytes("file.csv", text.encode())
    assert loaded.source == "google_ads.campaigns"
    assert loaded.tables["ad_costs"].select("spend", "report").rows() == [(2.0, None), (1.0, None)]
    assert loaded.unmapped_columns == ()


def test_a_filtered_campaign_report_is_a_part():
    whole = content("google_ads_campaigns_en.csv")
    assert costs("google_ads_campaigns_en.csv")["report"].null_count() == 2
    loaded = load_bytes(
        "file.csv",
        whole.replace(b'"35,085","2,007",0.09,1865.93,12.50,149.27\n', b"1,1,1,2000.00,1,1\n"),
    )
    assert loaded.tables["ad_costs"]["report"].unique().to_list() == ["part"]
    assert SHORT.format("Cost", 1865.93, 2000) in said(loaded)


def test_the_time_series_is_the_account_by_day_without_campaigns():
    loaded = load_fixture("google_ads_time_series(2026.02.05-2026.02.07).csv")
    assert loaded.source == "google_ads.overview"
    columns = ("date", "campaign", "report", "clicks", "impressions", "spend")
    assert loaded.tables["ad_costs"].select(columns).rows() == [
        (date(2026, 2, 5), None, None, 0, 0, 0.0),
        (date(2026, 2, 6), None, None, 26, 75, 52.0),
        (date(2026, 2, 7), None, None, 10, 1063, 1010.5),
    ]
    assert loaded.tables["ad_costs"]["currency"].unique().to_list() == ["GBP"]


def test_signs_with_letters_before_them_name_the_currency():
    text = 'Date,Clicks,Impressions,Avg. CPC,Cost\n"Fri, 6 Feb 2026",26,75,US$1.92,US$50.00\n"Sat, 7 Feb 2026",26,63,US$1.05,US$27.35\n'
    frame = load_bytes("file.csv", text.encode()).tables["ad_costs"]
    assert frame.select("date", "spend", "currency").rows() == [
        (date(2026, 2, 6), 50.0, "USD"),
        (date(2026, 2, 7), 27.35, "USD"),
    ]


@pytest.mark.parametrize(
    ("card", "report", "spend"),
    [
        ("devices", "device", [3.4, 1135.8]),
        ("networks", "network", [9.7, 129.5]),
        ("search_keywords", "keyword", [34.1]),
        ("searches(Search_", "search_term", [1.1, 0.0]),
        ("campaigns", "campaign", [120.0]),
    ],
)
def test_a_card_is_a_part_for_the_period_in_its_name(card, report, spend):
    before = card if "(" in card else f"{card}("
    loaded = load_fixture(f"google_ads_{before}2026.02.05-2026.02.10).csv")
    frame = loaded.tables["ad_costs"]
    assert (loaded.source, loaded.questions) == ("google_ads.overview", ())
    assert frame["spend"].to_list() == spend
    assert frame["report"].unique().to_list() == [report]
    assert frame.select("period_from", "period_to").unique().rows() == [
        (date(2026, 2, 5), date(2026, 2, 10))
    ]
    assert loaded.unmapped_columns == ()


def test_a_renamed_card_asks_for_its_period():
    card = content("google_ads_devices(2026.02.05-2026.02.10).csv")
    assert [q.key for q in load_bytes("devices.csv", card).questions] == [
        "period_from",
        "period_to",
    ]
    frame = load_bytes(
        "devices.csv", card, period_from="2026-02-05", period_to="2026-02-10"
    ).tables["ad_costs"]
    assert frame["period_to"].unique().to_list() == [date(2026, 2, 10)]


def test_a_list_with_columns_that_no_card_has_is_none():
    other = b"Device,Cost,Impressions,Clicks,Warehouse\nComputers,3,34,3,Lyon\n"
    assert load_bytes("devices.csv", other).source != "google_ads.overview"


def test_single_words_of_searches_are_not_costs():
    words = (
        b"Word,Cost,Clicks,Impressions,Conversions,Top Containing Queries\nlinen,1.00,1,3,0,(x)\n"
    )
    assert load_bytes("Searches(Word_2026.02.05-2026.02.10).csv", words).source is None


def test_settings_are_refused_with_what_they_are():
    text = b"Row Type,Action,Campaign status,Campaign,Currency code,Budget,Budget type\nCampaign,Edit,Enabled,Brand,EUR,20,Daily\n"
    loaded = load_bytes("Campaign report.csv", text)
    assert loaded.refused
    assert said(loaded) == [
        (
            "This file changes settings of Google Ads (columns Row Type and Action) and has no "
            "values. Download the campaign report instead"
        )
    ]


@real
def test_real_locations_are_read_by_month():
    loaded = read("GOOGLEADS-LOCATIONS-month-en-2025.csv")
    frame = loaded.tables["ad_costs"]
    month = pl.col("period_from").dt.strftime("%Y-%m")
    by_month = frame.group_by(month).agg(pl.col("spend").sum().round(2))
    assert dict(by_month.rows()) == {
        "2025-10": 2974.14,
        "2025-11": 1917.84,
        "2025-12": 1610.37,
        "2026-01": 3744.09,
        "2026-02": 2516.75,
        "2026-03": 620.43,
    }
    assert (frame.height, round(frame["spend"].sum(), 2)) == (336, 13383.62)
    assert (loaded.questions, loaded.quarantine) == ((), None)


@real
@pytest.mark.parametrize(
    ("file", "source", "height", "spend", "impressions"),
    [
        ("GOOGLEADS-LOCATION-en-2026.csv", "locations", 19, 25409.05, 1498327),
        ("GOOGLEADS-SEARCHTERMS-utf16-en-2026.csv", "search_terms", 18, 0.12, 21),
        ("GOOGLEADS-CAMPAIGN-el-2026.csv", "campaigns", 3, 0.0, 0),
    ],
)
def test_real_reports_have_their_true_sums(file, source, height, spend, impressions):
    loaded = read(file, period_from="2023-10-07", period_to="2026-05-24")
    frame = loaded.tables["ad_costs"]
    assert loaded.source == f"google_ads.{source}"
    assert (frame.height, round(frame["spend"].sum(), 2)) == (height, spend)
    assert frame["impressions"].sum() == impressions


@real
def test_a_real_card_has_its_currency():
    loaded = read(
        "GOOGLEADS-DEVICES-overview-enGB-2026.csv", period_from="2026-02-05", period_to="2026-02-10"
    )
    frame = loaded.tables["ad_costs"]
    assert frame.select("spend", "impressions", "clicks", "currency").rows() == [
        (3.38, 34, 3, "USD"),
        (135.81, 257, 87, "USD"),
        (0.48, 8, 1, "USD"),
        (0.0, 0, 0, "USD"),
    ]


@real
def test_a_real_file_of_settings_is_refused():
    assert read("GOOGLEADS-CAMPAIGN-editor-id-2022.csv").refused
