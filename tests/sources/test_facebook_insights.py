"""The old Page Insights: two header rows, repeated names, breakdowns in sheets of their own."""

from datetime import UTC, date, datetime

import pytest

from tests.sources.exports import content, load_bytes, load_fixture


def test_the_row_of_descriptions_is_no_post():
    loaded = load_fixture("facebook_insights_posts.csv")
    assert [item.count for item in loaded.excluded] == [1]
    assert loaded.tables["posts"]["source_row"].to_list() == [3, 4]
    assert loaded.unmapped_columns == ()


def test_posted_is_pacific_time_of_the_twelve_hour_clock():
    frame = load_fixture("facebook_insights_posts.csv").tables["posts"]
    assert frame["published_at"].to_list() == [
        datetime(2014, 2, 19, 12, 29, 18, tzinfo=UTC),
        datetime(2014, 2, 18, 7, 5, tzinfo=UTC),
    ]


def test_blank_stories_are_unknown_and_blank_link_clicks_nothing():
    frame = load_fixture("facebook_insights_posts.csv").tables["posts"]
    assert frame["reactions"].to_list() == [2, None]
    assert frame["link_clicks"].to_list() == [5, 0]
    assert frame["shares"].null_count() == 2


def test_posts_with_paid_impressions_are_not_called_organic():
    frame = load_fixture("facebook_insights_posts.csv").tables["posts"]
    assert frame["use"].to_list() == ["organic", "unknown"]


@pytest.mark.parametrize("name", ["facebook_insights_posts.xls", "facebook_insights_posts.xlsx"])
def test_a_workbook_joins_its_sheets_by_post(name):
    loaded = load_fixture(name)
    frame = loaded.tables["posts"]
    assert frame.select("reactions", "comments", "shares", "link_clicks").rows() == [
        (46, None, 1, 8),
        (14, 2, None, 0),
    ]
    assert frame["published_on"].to_list() == [date(2017, 9, 30), date(2017, 9, 16)]
    assert loaded.issues == ()


def test_reads_the_raw_names_of_2017():
    frame = load_fixture("facebook_insights_posts_raw_names.csv").tables["posts"]
    assert frame.select("reach", "impressions", "clicks").rows() == [(90, 210, 12)]
    assert frame.select("reactions", "link_clicks").rows() == [(14, 0)]


def test_columns_of_one_name_are_told_apart_by_their_descriptions():
    frame = load_fixture("facebook_insights_page_2016.csv").tables["account_days"]
    assert frame["profile_visits"].to_list() == [15, 9]


def test_without_descriptions_the_first_of_two_columns_counts():
    loaded = load_fixture("facebook_insights_page_2014.csv")
    frame = loaded.tables["account_days"]
    assert frame["profile_visits"].to_list() == [0, 4]
    assert frame["date"].to_list() == [date(2014, 1, 1), date(2014, 1, 2)]


def test_a_page_day_is_the_day_and_never_the_week():
    loaded = load_fixture("facebook_insights_page_2016.csv")
    frame = loaded.tables["account_days"]
    assert (loaded.encoding, loaded.unmapped_columns) == ("cp1252", ())
    measures = ("followers", "follows", "unfollows", "reach", "impressions", "link_clicks")
    assert frame.select(measures).rows() == [
        (771, 1, 0, 213, 590, 7),
        (772, 2, 1, 180, 410, 0),
    ]


def test_a_workbook_of_the_page_joins_its_sheets_by_day():
    frame = load_fixture("facebook_insights_page.xls").tables["account_days"]
    assert frame.select("date", "clicks", "link_clicks").rows() == [
        (date(2015, 8, 19), 60, 7),
        (date(2015, 8, 20), 11, 0),
    ]


def test_the_original_file_name_tells_the_page():
    name = "Facebook Insights Data Export - Atelier Volta - Lamps - 2015-08-19 - 2015-08-20.csv"
    frame = load_bytes(name, content("facebook_insights_page_2016.csv")).tables["account_days"]
    assert frame["account"].unique().to_list() == ["Atelier Volta - Lamps"]


def test_videos_keep_the_id_of_their_post():
    loaded = load_fixture("facebook_insights_videos.csv")
    assert loaded.source == "facebook.insights_videos"
    frame = loaded.tables["posts"]
    assert frame.select("post_id", "views", "reach").rows() == [("400_701", 300, 640)]
