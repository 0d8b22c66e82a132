import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from tests.sources.exports import FIXTURES, load_bytes, load_fixture, said

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


def test_days_of_two_sheets_are_one_row_with_the_followers_of_their_day():
    loaded = load_fixture("linkedin_creator_it.xlsx")
    assert (loaded.source, loaded.language, loaded.questions) == ("linkedin.creator", "it", ())
    days = loaded.tables["account_days"]
    assert days["date"].to_list() == [date(2026, 6, 9), date(2026, 6, 10), date(2026, 6, 11)]
    assert days["impressions"].to_list() == [60, 40, 20]
    assert days["follows"].to_list() == [3, -1, 0]
    assert days["followers"].to_list() == [None, None, 435]
    assert days["account"].unique().to_list() == ["anna-brume"]  # not the page of the same day
    assert loaded.issues == ()


def test_two_lists_side_by_side_are_joined_by_post():
    posts = load_fixture("linkedin_creator_it.xlsx").tables["posts"].sort("published_on")
    assert posts["impressions"].to_list() == [70, 20, 30]
    assert posts["interactions"].to_list() == [None, 4, 1]
    assert posts["source_row"].to_list() == [4, 4, 5]
    assert posts["observed_at"].unique().to_list() == [datetime(2026, 6, 11, tzinfo=UTC)]
    assert posts["published_at"][1] == datetime(2026, 6, 9, 17, tzinfo=UTC)


def test_days_that_follow_each_other_prove_the_order_of_day_and_month():
    loaded = load_fixture("linkedin_creator_en.xlsx")
    assert loaded.questions == ()
    days = loaded.tables["account_days"]
    assert days["date"].to_list() == [date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)]
    assert days["followers"].to_list() == [None, None, 782]


def test_shares_are_fractions_however_the_file_writes_them():
    italian = load_fixture("linkedin_creator_it.xlsx").tables["audience"]
    assert italian["as_of"].unique().to_list() == [date(2026, 6, 11)]
    assert italian["share"].to_list() == [0.33, 0.25, None]
    assert italian["dimension"].to_list() == ["Località", "Anzianità", "Anzianità"]
    english = load_fixture("linkedin_creator_en.xlsx").tables["audience"]
    assert english["share"].to_list() == [0.127, 0.3]


@pytest.mark.parametrize("name", ["2020", "2022", "es", "pt"])
def test_every_layout_of_page_content_gives_the_same_day_and_post(name):
    loaded = load_fixture(f"linkedin_page_content_{name}.xls")
    day, post = (loaded.tables[table].to_dicts()[0] for table in ("account_days", "posts"))
    figures = ("impressions", "clicks", "reactions", "comments", "shares")
    assert [day[name] for name in figures] == [100, 8, 5, 1, 2]
    assert [post[name] for name in figures] == [100, 8, 5, 1, 2]
    assert [table.unknown for table in loaded.understood] == [(), ()]
    assert all(check.held for check in loaded.understood[0].checks)


def test_of_two_exports_in_one_workbook_one_is_read_and_the_other_named():
    loaded = load_fixture("linkedin_page_two_exports_2020.xls")
    assert loaded.source == "linkedin.page_content"
    assert loaded.tables.keys() == {"account_days", "posts"}
    assert any("another export (LinkedIn page visitors)" in text for text in said(loaded))


def test_totals_that_organic_and_sponsored_do_not_make_are_said():
    text = "Date,Impressions (total),Clicks (total),Reactions (total),Impressions (organic),Impressions (sponsored)"
    loaded = load_bytes("a.csv", f"{text}\n12/31/2025,100,8,5,90,9\n".encode())
    assert any("Impressions: in 1 row the parts do not add up" in t for t in said(loaded))


def test_days_that_do_not_make_the_overall_figure_are_said():
    book = openpyxl.load_workbook(FIXTURES / "linkedin_creator_en.xlsx")
    book["ENGAGEMENT"]["B2"] = 61
    out = io.BytesIO()
    book.save(out)
    loaded = load_bytes("a.xlsx", out.getvalue())
    assert any("differ by -1 from the 120" in text for text in said(loaded))


def test_a_single_day_that_proves_no_order_is_asked():
    book = openpyxl.load_workbook(FIXTURES / "linkedin_creator_en.xlsx")
    for name in ("ENGAGEMENT", "FOLLOWERS"):
        book[name].delete_rows(book[name].max_row - 1, 2)
    out = io.BytesIO()
    book.save(out)
    loaded = load_bytes("a.xlsx", out.getvalue())
    assert [question.key for question in loaded.questions] == ["date_order"]


def test_days_that_are_dates_of_the_spreadsheet_settle_those_in_words():
    book = openpyxl.load_workbook(FIXTURES / "linkedin_creator_en.xlsx")
    for name in ("ENGAGEMENT", "FOLLOWERS"):
        for row in book[name].iter_rows(max_col=1):
            text = str(row[0].value)
            if text.count("/") == 2 and " " not in text:
                row[0].value = datetime.strptime(text, "%m/%d/%Y").replace(tzinfo=None)  # noqa: DTZ007
    out = io.BytesIO()
    book.save(out)
    days = load_bytes("a.xlsx", out.getvalue()).tables["account_days"]
    assert days["date"].to_list() == [date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)]
    assert days["followers"].to_list() == [None, None, 782]
