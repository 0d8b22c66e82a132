from datetime import UTC, date, datetime

from tests.sources.exports import load_fixture

NAME = "atelier-brume_content_1769000000000.xls"


def test_reads_both_sheets_with_their_row_numbers():
    loaded = load_fixture(NAME)
    assert (loaded.source, loaded.encoding) == ("linkedin.page_content", "xls-biff8")
    days, posts = loaded.tables["account_days"], loaded.tables["posts"]
    assert (days["source_sheet"][0], days["source_row"].to_list()) == ("Metrics", [3, 4])
    assert (posts["source_sheet"][0], posts["source_row"].to_list()) == ("All posts", [3, 4])
    assert [item.count for item in loaded.excluded] == [2]


def test_takes_totals_and_keeps_what_was_taken_back():
    days = load_fixture(NAME).tables["account_days"]
    assert days["impressions"].to_list() == [100, 120]
    assert days["comments"].to_list() == [-1, 1]
    assert days["shares"].to_list() == [0, -2]
    assert days["use"].unique().to_list() == ["unknown"]  # organic and sponsored together


def test_the_activity_id_tells_the_instant_and_created_date_the_day():
    posts = load_fixture(NAME).tables["posts"]
    assert posts["published_at"].to_list() == [
        datetime(2026, 1, 13, 6, 45, tzinfo=UTC),
        datetime(2026, 1, 20, 2, 30, tzinfo=UTC),
    ]
    assert posts["published_on"].to_list() == [date(2026, 1, 13), date(2026, 1, 18)]
    assert posts["use"].to_list() == ["organic", "paid"]


def test_the_file_name_tells_when_it_was_exported():
    posts = load_fixture(NAME).tables["posts"]
    assert posts["observed_at"][0] == datetime.fromtimestamp(1_769_000_000, UTC)


def test_blank_views_are_unknown():
    assert load_fixture(NAME).tables["posts"]["views"].to_list() == [None, 553]


def test_followers_of_a_day_are_gained_and_those_of_a_group_are_people():
    loaded = load_fixture("maison-volta_followers_1769000000000.xls")
    days, groups = loaded.tables["account_days"], loaded.tables["audience"]
    assert days["follows"].to_list() == [5, -1]
    assert days["followers"].null_count() == 2
    assert groups.filter(dimension="location")["people"].to_list() == [117, 35]
    assert groups["dimension"].n_unique() == 5
    assert groups["as_of"].unique().to_list() == [date(2026, 1, 21)]
    assert loaded.issues == ()


def test_page_views_by_group_are_views_of_the_period_and_no_people():
    loaded = load_fixture("maison-volta_visitors_1769000000000.xls")
    days, groups = loaded.tables["account_days"], loaded.tables["breakdown"]
    assert days["profile_visits"].to_list() == [10, 4]
    assert days["viewers"].to_list() == [5, 3]
    assert groups.filter(dimension="location")["views"].to_list() == [9, 3]
    assert groups["people"].null_count() == groups.height
    assert groups["period_from"].unique().to_list() == [date(2025, 12, 31)]
    assert groups["period_to"].unique().to_list() == [date(2026, 1, 1)]
    assert loaded.understood[0].unknown == ()
