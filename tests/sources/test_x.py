from datetime import UTC, date, datetime

from tests.sources.exports import content, load_bytes, load_fixture


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


def test_both_vintages_of_posts_read_alike():
    loaded = load_fixture("x_posts_2025.csv")
    (post,) = loaded.tables["posts"].to_dicts()
    assert (post["link_clicks"], post["shares"], post["saves"]) == (5, 3, 1)
    assert post["permalink"].endswith(post["post_id"])
    assert loaded.understood[0].unknown == ()


def test_days_count_reposts_as_shares_and_leave_video_views_out():
    loaded = load_fixture("x_days.csv")
    frame = loaded.tables["account_days"]
    assert frame["date"].to_list() == [date(2025, 1, 1), date(2024, 12, 31)]
    assert (frame["shares"].to_list(), frame["views"].null_count()) == ([6, 1], 2)
    assert frame["posts_published"].to_list() == [3, 5]
    assert loaded.understood[0].unknown == ()


def test_months_pasted_into_sheets_of_one_workbook_all_count():
    frame = load_fixture("x_tweet_days.xls").tables["account_days"]
    assert frame["source_sheet"].unique(maintain_order=True).to_list() == [
        "Volta July",
        "Volta August",
    ]
    assert frame["date"].to_list()[::2] == [date(2020, 7, 1), date(2020, 8, 1)]
    assert frame["impressions"].sum() == 2 * 307
    assert frame["use"].unique().to_list() == ["organic"]


def test_japanese_columns_are_known():
    loaded = load_fixture("x_tweets_ja.csv")
    assert loaded.tables["posts"]["follows"].to_list() == [1]
    assert loaded.understood[0].unknown == ()


def test_favorites_of_2015_are_reactions():
    text = content("x_tweets_en.csv").replace(b'"likes"', b'"favorites"')
    loaded = load_bytes("a.csv", text)
    before = load_fixture("x_tweets_en.csv").tables["posts"]["reactions"]
    assert loaded.source == "x.tweets"
    assert loaded.tables["posts"]["reactions"].to_list() == before.to_list()
    assert before.null_count() < before.len()
