import io
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.registry import ReadContext, load_large
from tests.conftest import EXPORTS
from tests.sources.exports import TODAY, content, load_bytes, load_fixture, said


def test_guesses_the_latest_year_that_is_not_in_the_future():
    loaded = load_fixture("tiktok_overview_es.csv")
    (question,) = loaded.questions
    assert (question.key, question.guess, loaded.language) == ("year", "2026", "es")


def test_the_day_of_the_export_limits_the_guess():
    loaded = load_bytes("Overview_1700000000000.csv", content("tiktok_overview_es.csv"))
    assert loaded.questions[0].guess == "2023"  # exported in November of that year


def test_walks_back_over_new_year_from_the_year_of_the_last_row():
    frame = load_fixture("tiktok_overview_es.csv", year="2025").tables["account_days"]
    assert frame["date"].to_list() == [
        date(2024, 12, 30),
        date(2024, 12, 31),
        date(2025, 1, 1),
        date(2025, 1, 2),
    ]


def test_a_file_sorted_newest_first_gives_the_same_days():
    head, *rows = content("tiktok_overview_es.csv").split(b"\n")
    turned = b"\n".join([head, *reversed(rows)])
    frame = load_bytes("a.csv", turned, year="2025").tables["account_days"]
    assert sorted(frame["date"].to_list()) == frame["date"].to_list()[::-1]
    assert frame["date"].min() == date(2024, 12, 30)


def test_undefined_is_unknown():
    frame = load_fixture("tiktok_overview_es.csv", year="2025").tables["account_days"]
    assert frame["reactions"].to_list() == [4, 5, None, 7]


def test_an_answer_that_nobody_asked_for_is_not_looked_at():
    dateless = b"Date,Video Views,Profile Views,Likes\n?,1,2,3\n"
    loaded = load_bytes("a.csv", dateless, year="soon")
    assert loaded.questions == ()
    assert loaded.quarantine.height == 1


def test_hours_do_not_turn_the_order_of_days_round():
    frame = load_fixture("tiktok_follower_activity.csv", year="2026").tables["breakdown_days"]
    assert frame["date"].to_list() == [date(2025, 12, 31)] * 2 + [date(2026, 1, 1)] * 2
    assert frame["dimension"].unique().to_list() == ["hour"]
    assert dict(frame.select("value", "people").head(2).rows()) == {"0": 49, "1": 36}


def test_days_without_a_count_of_viewers_are_unknown():
    frame = load_fixture("tiktok_viewers.csv", year="2026").tables["account_days"]
    assert frame["viewers"].to_list() == [None, 120, 90]
    assert frame["reach"].null_count() == 3


def test_followers_are_a_stock_beside_their_change():
    frame = load_fixture("tiktok_follower_history.csv", year="2026").tables["account_days"]
    assert frame["followers"].to_list() == [None, 512, 510]
    assert frame["net_follows"].to_list() == [0, 0, -2]


def test_shares_of_followers_are_fractions_as_of_the_export():
    frame = load_fixture("tiktok_follower_gender.csv").tables["audience"]
    assert frame["share"].to_list() == [0.62, 0.37, 0.01]
    assert frame["as_of"].unique().to_list() == [TODAY]
    territories = load_fixture("tiktok_follower_territories.csv").tables["audience"]
    assert territories["dimension"].unique().to_list() == ["country"]


def test_video_ids_tell_the_instant_and_settle_the_year_of_the_export():
    loaded = load_fixture("tiktok_content.csv")
    frame = loaded.tables["posts"]
    assert loaded.questions == ()
    assert frame["published_on"].to_list() == [date(2026, 1, 13), date(2025, 9, 4)]
    assert frame["published_at"][0] == datetime(2026, 1, 13, 23, 30, tzinfo=UTC)
    assert frame["observed_at"].unique().to_list() == [datetime(2026, 1, 14, tzinfo=UTC)]
    assert frame["account"].unique().to_list() == ["maisonvolta"]


def test_an_export_after_new_year_falls_into_the_next_year():
    later = content("tiktok_content.csv").replace(b'"January 14","', b'"January 2","', 2)
    frame = load_bytes("a.csv", later).tables["posts"]
    assert frame["observed_at"][0] == datetime(2026, 11, 23, tzinfo=UTC)  # January 2027 is to come
    old = content("tiktok_content.csv").split(b"\n")
    one = b"\n".join([old[0], old[2]])
    frame = load_bytes("a.csv", one).tables["posts"]
    assert frame["observed_at"][0] == datetime(2026, 1, 14, tzinfo=UTC)


def test_business_suite_writes_years_and_utc():
    days = load_fixture("tiktok_business_overview.csv")
    assert (days.source, days.issues) == ("tiktok_business.overview", ())
    assert days.tables["account_days"]["reach"].to_list() == [None, 734]
    assert days.tables["account_days"]["leads"].to_list() == [0, 2]
    posts = load_fixture("tiktok_business_videos.csv").tables["posts"]
    assert posts["published_at"][0] == datetime(2025, 10, 31, 18, 19, 10, tzinfo=UTC)
    assert posts["saves"].to_list() == [6, 0]


def test_growth_that_does_not_add_up_is_said():
    spoilt = content("tiktok_business_overview.csv").replace(b"95,100,5", b"95,101,5")
    assert any("do not add up" in text for text in said(load_bytes("a.csv", spoilt)))


def test_a_leap_day_is_looked_for_in_a_leap_year():
    day = content("tiktok_content.csv").replace(b'"January 14","', b'"February 29","', 2)
    frame = load_bytes("a.csv", day).tables["posts"]
    assert frame["observed_at"][0] == datetime(2026, 11, 23, tzinfo=UTC)


@given(
    first=st.dates(date(2023, 1, 1), date(2025, 11, 1)),
    days=st.integers(2, 365),
    turned=st.booleans(),
)
def test_days_in_a_row_come_back_from_their_names_without_a_year(first, days, turned):
    every = [first + timedelta(n) for n in range(days)]
    lines = [f'"{day:%B} {day.day}","1","0"' for day in (reversed(every) if turned else every)]
    text = "\n".join(["Date,Total Viewers,New Viewers", *lines]).encode()
    frame = load_bytes("Viewers.csv", text, year=str(every[-1].year)).tables["account_days"]
    assert sorted(frame["date"].to_list()) == every


OVERVIEW = "Date,Video Views,Profile Views,Likes,Comments,Shares\n"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["February 27", "February 28", "March 1"], False),
        (["December 31", "January 1"], False),
        (["January 2", "January 1", "December 31"], False),  # newest first
        (["March 1", "March 4"], True),
        (["December 30", "January 1", "December 31"], True),
        (["February 30", "March 1", "March 2"], False),  # that row is set aside
    ],
)
def test_days_that_do_not_follow_one_another_are_told(days, told):
    rows = "".join(f"{day},1,2,3,4,5\n" for day in days)
    loaded = load_bytes("a.csv", (OVERVIEW + rows).encode(), year="2025")
    assert any("missing or out of order" in text for text in said(loaded)) is told


@pytest.mark.parametrize("between", ["?,1,2,3,4,5", "January 1,1,2,3,4,5,6"])
def test_a_row_that_cannot_be_used_does_not_hide_the_new_year(between):
    rows = ["December 31,1,2,3,4,5", between, "January 2,1,2,3,4,5"]
    loaded = load_bytes("a.csv", (OVERVIEW + "\n".join(rows)).encode(), year="2026")
    assert loaded.tables["account_days"]["date"].to_list() == [date(2025, 12, 31), date(2026, 1, 2)]
    assert loaded.quarantine.height == 1


def test_days_that_would_lie_before_tiktok_are_set_aside():
    rows = "December 31,1,2,3,4,5\nJanuary 1,1,2,3,4,5\n" * 20
    loaded = load_bytes("a.csv", (OVERVIEW + rows).encode(), year="2026")
    assert loaded.tables["account_days"]["date"].min() >= date(2018, 1, 1)
    assert loaded.quarantine.height > 0


def test_a_file_whose_dates_cannot_be_read_is_survived():
    nonsense = b'"Date","Video Views","Profile Views","Likes","Comments","Shares"\n"?","1","2","3","4","5"\n'
    assert load_bytes("Overview.csv", nonsense).quarantine.height == 1


def test_years_are_never_found_piece_by_piece():
    known = ReadContext("Overview.csv", TODAY)
    opener = partial(io.BytesIO, content("tiktok_overview_es.csv"))
    (issue,) = load_large(opener, known, int, 500)
    assert "far too large" in str(issue.what)


def test_digits_of_another_script_are_no_day():
    arabic = '"Date","Video Views","Profile Views","Likes","Comments","Shares"\n"March ١٢","1","2","3","4","5"\n'
    loaded = load_bytes("Overview.csv", arabic.encode())
    assert loaded.quarantine.height == 1


def test_the_overview_of_2021_has_all_four_figures():
    loaded = load_fixture("tiktok_overview_2021.csv")
    assert (loaded.source, loaded.questions) == ("tiktok.overview", ())
    columns = ("date", "views", "followers", "net_follows", "profile_visits", "reactions")
    assert loaded.tables["account_days"].select(columns).rows() == [
        (date(2021, 1, 15), 342, 285, 1, 24, None),
        (date(2021, 1, 16), 2890, 284, -1, 8, None),
        (date(2021, 1, 17), None, 284, 0, 13, None),
    ]
    assert loaded.unmapped_columns == ()
    assert said(loaded) == []


def test_live_has_no_comments_and_replaces_nothing_of_the_overview():
    loaded = load_fixture("tiktok_live.csv")
    frame = loaded.tables["account_days"]
    assert loaded.source == "tiktok.live"
    columns = ("account", "date", "follows", "reactions", "shares", "comments")
    assert frame.select(columns).rows() == [
        ("LIVE", date(2022, 6, 20), 0, 0, 0, None),
        ("LIVE", date(2022, 6, 21), 12, 3400, 5, None),
        ("LIVE", date(2022, 6, 22), 7, 8400, 4, None),
    ]
    assert loaded.unmapped_columns == ()


def test_live_survives_a_missing_column_and_a_damaged_row():
    text = b"Date,Viewers who commented,Likes\n2022-06-20,1,30\nsoon,1,20\n"
    loaded = load_bytes("a.csv", text)
    assert loaded.tables["account_days"].select("reactions", "shares").rows() == [(30, None)]
    assert loaded.quarantine.height == 1


def test_trending_videos_of_2021_are_dated_by_the_file():
    loaded = load_fixture("tiktok_trending_2021.csv")
    assert loaded.source == "tiktok.content"
    columns = ("observed_at", "views", "reactions", "comments", "shares")
    assert loaded.tables["posts"].select(columns).rows() == [
        (datetime(2026, 2, 17, tzinfo=UTC), 1265, 33, 2, 6)
    ]
    assert loaded.unmapped_columns == ()


def test_percentages_of_2021_are_shares():
    frame = load_fixture("tiktok_follower_gender_2021.csv").tables["audience"]
    assert dict(frame.select("value", "share").rows()) == {"Female": 0.62, "Male": 0.38}


def test_the_day_of_followers_by_group_is_asked_and_said():
    loaded = load_fixture("tiktok_follower_territories.csv")
    (question,) = loaded.questions
    assert (question.key, question.guess) == ("as_of", TODAY.isoformat())
    answered = load_fixture("tiktok_follower_territories.csv", as_of="2026-03-01")
    assert answered.questions == ()
    assert answered.tables["audience"]["as_of"].unique().to_list() == [date(2026, 3, 1)]
    assert said(answered) == ["The file has no date, so its shares are those of 2026-03-01"]


def test_a_name_with_its_instant_says_the_day_and_nothing_is_asked():
    name, data = "FollowerGender_1700000000000.csv", content("tiktok_follower_gender.csv")
    loaded = load_bytes(name, data)
    assert loaded.questions == ()
    assert loaded.tables["audience"]["as_of"].unique().to_list() == [date(2023, 11, 14)]


def test_a_day_that_is_none_leaves_the_shares_undated():
    loaded = load_fixture("tiktok_follower_gender.csv", as_of="soon")
    assert loaded.tables["audience"]["as_of"].null_count() == 3
    assert said(loaded) == ["3 rows have no date, so they are in no period"]


@pytest.mark.skipif(not EXPORTS.exists(), reason="the real exports do not lie here")
@pytest.mark.parametrize(
    ("file", "table", "height", "sums"),
    [
        (
            "TIKTOK-OVERVIEW-last60-en-2021.csv",
            "account_days",
            60,
            {
                "views": 19802016,
                "profile_visits": 428824,
                "followers": 6246960,
                "net_follows": 217921,
            },
        ),
        (
            "TIKTOK-LIVE-en-2022.csv",
            "account_days",
            60,
            {"follows": 89, "reactions": 80496, "shares": 126},
        ),
        (
            "TIKTOK-FOLLOWERS-en-2022.csv",
            "account_days",
            59,
            {"followers": 580718, "net_follows": 72},
        ),
        (
            "TIKTOK-TRENDING-en-2021.csv",
            "posts",
            9,
            {"views": 4806687, "reactions": 138272, "comments": 3954, "shares": 8333},
        ),
        ("TIKTOK-GENDER-en-2021.csv", "audience", 2, {"share": 1.0}),
    ],
)
def test_real_files_of_2021_and_2022_have_their_true_sums(file, table, height, sums):
    frame = load_bytes(file, (EXPORTS / "field" / file).read_bytes()).tables[table]
    assert frame.height == height
    assert {name: frame[name].sum() for name in sums} == pytest.approx(sums)
