from datetime import UTC, date, datetime

from tests.sources.exports import load_fixture


def test_day_is_as_written_and_the_instant_comes_from_the_id():
    frame = load_fixture("x_posts.csv").tables["posts"]
    assert frame["published_on"].to_list() == [date(2026, 8, 15)] * 2
    assert frame["published_at"].to_list() == [
        datetime(2026, 8, 15, 10, 0, tzinfo=UTC),
        datetime(2026, 8, 14, 23, 30, tzinfo=UTC),
    ]


def test_reposts_are_shares_and_url_clicks_link_clicks():
    frame = load_fixture("x_posts.csv").tables["posts"]
    assert frame["shares"].to_list() == [4, 0]
    assert frame["link_clicks"].to_list() == [6, 0]
    assert frame["account"].unique().to_list() == ["atelierbrume"]


def test_ids_that_a_spreadsheet_spoilt_come_from_the_permalink():
    loaded = load_fixture("x_tweets_fr.csv")
    frame = loaded.tables["posts"]
    assert (loaded.source, loaded.language) == ("x.tweets", "fr")
    assert all(post.isdigit() and len(post) > 15 for post in frame["post_id"])
    assert frame["post_id"].n_unique() == 2


def test_reads_whole_numbers_written_with_a_decimal():
    frame = load_fixture("x_tweets_fr.csv").tables["posts"]
    assert frame["impressions"].to_list() == [376, 44]
    assert frame["follows"].to_list() == [1, 0]  # the header ends in a space
    assert frame["published_at"][0] == datetime(2022, 2, 28, 17, 39, tzinfo=UTC)
