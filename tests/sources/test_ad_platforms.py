from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading import read
from data.sources.kit.recognise import recognise
from data.sources.registry import SOURCES
from tests.sources.exports import content, load_bytes, load_fixture, said

PLATFORMS = {
    "linkedin_ads_performance.csv": "linkedin_ads",
    "linkedin_ads_conversions.csv": "linkedin_ads",
    "microsoft_ads_api.csv": "microsoft_ads",
    "microsoft_ads_summary.csv": "microsoft_ads",
    "pinterest_ads.csv": "pinterest_ads",
    "snapchat_ads.csv": "snapchat_ads",
    "spotify_ads.csv": "spotify_ads",
    "tiktok_ads.csv": "tiktok_ads",
    "tiktok_ads_2023.csv": "tiktok_ads",
}


def costs(name):
    return load_fixture(name).tables["ad_costs"]


def edited(name, *changes: tuple[str, str]):
    text = content(name).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load_bytes(name, text.encode())


@pytest.mark.parametrize(("name", "platform"), PLATFORMS.items())
def test_costs_name_their_platform_and_no_column_is_unknown(name, platform):
    loaded = load_fixture(name)
    assert loaded.tables["ad_costs"]["platform"].unique().to_list() == [platform]
    assert loaded.unmapped_columns == ()
    assert loaded.questions == ()


@pytest.mark.parametrize("name", PLATFORMS)
def test_only_one_source_claims_the_report_of_a_platform(name):
    tables = read(name, content(name)).tables
    claims = [id_ for id_, source in SOURCES.items() if recognise(tables, (source,))]
    assert claims == [PLATFORMS[name]]


def test_linkedin_keeps_clicks_to_the_landing_page_apart_and_counts_leads():
    frame = costs("linkedin_ads_performance.csv")
    assert frame["spend"].to_list() == [1120.5, 98.2, 40.0]
    assert frame["clicks"].to_list() == [60, 52, 12]
    assert frame["link_clicks"].to_list() == [41, 38, 9]
    assert frame["leads"].to_list() == [5, 4, 0]
    assert frame["account"].unique().to_list() == ["Atelier Brume"]


def test_a_linkedin_report_that_is_not_by_day_stands_for_its_period():
    frame = costs("linkedin_ads_conversions.csv")
    assert frame["date"].null_count() == frame.height
    assert frame["period_from"].unique().to_list() == [date(2026, 9, 1)]
    assert frame["period_to"].unique().to_list() == [date(2026, 9, 30)]


def test_what_an_ad_cost_counts_once_however_many_conversions_it_has():
    frame = costs("linkedin_ads_conversions.csv")
    assert frame["spend"].sum() == 160.5
    assert frame["conversions"].sum() == 3


def test_costs_that_are_split_between_conversions_add_up():
    loaded = edited("linkedin_ads_conversions.csv", ("120.50,4200,60,News", "20.50,200,6,News"))
    assert loaded.tables["ad_costs"]["spend"].sum() == 181.0


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 9), st.integers(1, 3)),
        min_size=1,
        max_size=6,
        unique_by=lambda ad: ad[0],
    )
)
def test_however_often_ads_are_repeated_their_costs_are_those_of_the_ads(ads):
    """Every ad (name, cost) is repeated for some conversions; the cost is known beforehand."""
    head = "Start Date (in UTC),Campaign Name,Ad Name,Total Spent,Impressions,Conversion Name"
    lines = [
        f"9/1/2026,Linen,{name},{cost},10,{n}" for name, cost, times in ads for n in range(times)
    ]
    frame = load_bytes("file.csv", "\n".join([head, *lines]).encode()).tables["ad_costs"]
    assert frame["spend"].sum() == sum(cost for _, cost, _ in ads)
    assert frame["impressions"].sum() == 10 * len(ads)


def test_microsoft_compares_its_own_count_of_rows():
    [checked] = [
        c for t in load_fixture("microsoft_ads_api.csv").understood for c in t.checks if c.held
    ]
    assert (checked.compared, checked.difference) == (1, 0)
    loaded = edited("microsoft_ads_api.csv", ('"Rows: 3"', '"Rows: 5"'))
    assert "The file states 5 rows but has 3" in said(loaded)


def test_microsoft_tells_when_its_figures_may_still_change():
    told = "The report says that its last days may be incomplete"
    assert told in said(load_fixture("microsoft_ads_api.csv"))
    assert told not in said(load_fixture("microsoft_ads_summary.csv"))


def test_microsoft_by_month_stands_for_months_cut_short_by_the_report():
    loaded = edited(
        "microsoft_ads_api.csv",
        ("Aggregation: Daily", "Aggregation: Monthly"),
        ("3/1/2026,3/2/2026", "3/1/2026,4/10/2026"),
        ('"3/2/2026","Atelier', '"4/1/2026","Atelier'),
    )
    frame = loaded.tables["ad_costs"]
    assert frame["date"].null_count() == 3
    assert frame["period_to"].to_list() == [date(2026, 3, 31)] * 2 + [date(2026, 4, 10)]


def test_microsoft_without_days_stands_for_its_period_and_its_footer_is_left_out():
    loaded = load_fixture("microsoft_ads_summary.csv")
    frame = loaded.tables["ad_costs"]
    assert frame["period_to"].to_list() == [date(2026, 3, 31)] * 2
    assert [item.count for item in loaded.excluded] == [1]


def test_everyday_columns_alone_are_no_microsoft_report():
    plain = b"Campaign name,Spend,Impressions\nLinen,1.00,10\nWool,2.00,20\n"
    assert recognise(read("file.csv", plain).tables, SOURCES.values()) == ()


def test_spotify_reads_bare_decimals_and_keeps_rows_beyond_its_range():
    loaded = load_fixture("spotify_ads.csv")
    frame = loaded.tables["ad_costs"]
    assert frame["spend"].to_list() == [0.22, 1.4, 0.05]
    assert frame["conversion_value"].to_list() == [60.0, None, 0.0]
    assert any("outside the range" in text for text in said(loaded))


def test_equal_rows_of_pinterest_are_different_ads_and_all_count():
    loaded = load_fixture("pinterest_ads.csv")
    assert loaded.tables["ad_costs"]["spend"].to_list() == [0.76, 0.01, 0.01]
    assert any(text.startswith("3 amounts have no currency") for text in said(loaded))


def test_tiktok_in_both_spellings_separates_clicks_and_leaves_its_total_out():
    old, new = costs("tiktok_ads_2023.csv"), costs("tiktok_ads.csv")
    assert old["link_clicks"].to_list() == [17, 84]
    assert old["clicks"].null_count() == 2
    assert new["clicks"].to_list() == [30, 12]
    assert new["link_clicks"].to_list() == [17, 8]


def test_an_end_at_midnight_is_the_day_before_it():
    frame = costs("snapchat_ads.csv")
    assert frame["date"].to_list() == [None, date(2026, 3, 1)]
    assert frame["period_to"].to_list() == [date(2026, 3, 31), date(2026, 3, 1)]


def test_a_report_without_days_or_period_asks_for_it():
    loaded = edited("pinterest_ads.csv", ("Date,", "Week,"))
    assert [question.key for question in loaded.questions] == ["period_from", "period_to"]


def test_pin_clicks_are_clicks_of_any_kind():
    text = content("pinterest_ads.csv").replace(b"Saves", b"Pin clicks", 1)
    loaded = load_bytes("a.csv", text)
    frame = loaded.tables["ad_costs"]
    assert frame["clicks"].to_list()[:2] == [1, 0]
    assert frame["link_clicks"].to_list()[:2] == [2, 0]
    assert (
        load_fixture("pinterest_ads.csv").tables["ad_costs"]["clicks"].null_count() == frame.height
    )


def test_reddit_is_told_from_meta_and_amounts_keep_their_digits():
    loaded = load_fixture("reddit_ads.csv")
    assert loaded.source == "reddit_ads"
    columns = (
        "platform",
        "campaign",
        "ad_group",
        "ad",
        "spend",
        "impressions",
        "clicks",
        "currency",
    )
    assert loaded.tables["ad_costs"].select(columns).rows() == [
        ("reddit_ads", "Linen | spring", "Makers", "Film", 241.29357, 36369, 48, "USD"),
        ("reddit_ads", "Linen | spring", "Makers", "Film", 7.5, 1200, None, "USD"),
    ]
    assert loaded.unmapped_columns == ()
    assert [(str(item.what), item.count) for item in loaded.excluded] == [("Totals row", 1)]
