"""Damage that leaves a readable table is noticed, and what cannot be trusted is not counted."""

import pytest

from data.reading.grid import plain
from tests.sources.exports import content, load_bytes, load_fixture, said

CONVERSIONS = "linkedin_ads_conversions.csv"


def lines(name):
    return content(name).decode("latin-1").splitlines()


def load_lines(name, records):
    return load_bytes(name, "\n".join([*records, ""]).encode("latin-1"))


def test_costs_of_a_conversion_report_count_once_also_without_the_names_of_conversions():
    head, renamed = "Conversion Name,Conversion Type", "One,Other"
    spoilt = load_bytes(CONVERSIONS, content(CONVERSIONS).replace(head.encode(), renamed.encode()))
    told = [load_fixture(CONVERSIONS), spoilt]
    assert [one.tables["ad_costs"]["spend"].sum() for one in told] == [160.5, 160.5]


def test_rows_set_aside_do_not_change_how_the_others_are_counted():
    other = "9/1/2026,Atelier Brume,EUR,Linen leads,Linen one,7.00,1,1,X,Y,1,1,0,one,too,many"
    loaded = load_lines(CONVERSIONS, [*lines(CONVERSIONS), other])
    assert loaded.tables["ad_costs"]["spend"].sum() == 160.5
    assert loaded.quarantine.height == 1


def test_descriptions_below_a_repeated_header_still_tell_equal_names_apart():
    name = "facebook_insights_page_2016.csv"
    head, *rows = lines(name)
    days = load_lines(name, [head, head, *rows]).tables["account_days"]
    assert days.drop("source_row").equals(
        load_fixture(name).tables["account_days"].drop("source_row")
    )


def test_descriptions_that_do_not_line_up_leave_equal_names_unknown():
    name = "facebook_insights_page_2016.csv"
    head, described, *rows = lines(name)
    loaded = load_lines(name, [head, f"x,{described}", *rows])
    assert loaded.tables["account_days"]["profile_visits"].null_count() == 2


def with_column(name, values):
    return load_lines(name, [f"{row},{v}" for row, v in zip(lines(name), values, strict=True)])


def test_a_column_that_stands_twice_with_other_values_is_told():
    loaded = with_column("x_posts.csv", ["Likes", "12", "99"])
    assert loaded.tables["posts"].equals(load_fixture("x_posts.csv").tables["posts"])
    (issue,) = [i for i in loaded.issues if "appears twice" in i.what.text]
    assert (issue.where.row, issue.where.column) == (3, "Likes")


def test_a_column_that_stands_twice_with_the_same_values_is_not():
    likes = load_fixture("x_posts.csv").tables["posts"]["reactions"].to_list()
    assert said(with_column("x_posts.csv", ["Likes", *likes])) == []


def test_rows_of_costs_that_are_exactly_alike_are_told_and_counted():
    head, *rows = lines("pinterest_ads.csv")
    loaded = load_lines("pinterest_ads.csv", [head, *rows[:2], rows[0]])
    assert loaded.tables["ad_costs"].height == 3
    assert any(text.startswith("1 row is exactly like an earlier one") for text in said(loaded))


def test_records_above_the_first_widest_one_are_known_to_be_narrower():
    grid = plain(b"a,b,c\n1,2,3\n1,2,3,4\n")
    assert grid.widths.rows() == [(1, 3), (2, 3), (3, 4)]


def test_rows_of_figures_above_the_header_are_told():
    above = [*lines("youtube_chart_en.csv"), *lines("ga4_report.csv")]
    loaded = load_lines("ga4_report.csv", above)
    assert loaded.source == "ga4.report"
    assert any(text.startswith("2 rows with values above the header") for text in said(loaded))
    assert not any("above the header" in text for text in said(load_fixture("ga4_report.csv")))


def test_a_header_that_has_moved_is_told_by_the_column_that_lost_its_name():
    kind, span, head, *rows = lines("google_ads_ads.csv")
    for moved in ("," + head.rpartition(",")[0], head.partition(",")[2] + ","):
        loaded = load_lines("google_ads_ads.csv", [kind, span, moved, *rows])
        assert any("column without a name" in text for text in said(loaded))


@pytest.mark.parametrize("lost", [b"Source title", b"Source type"])
def test_a_breakdown_of_videos_is_known_by_either_of_its_columns(lost):
    name = "youtube_traffic_detail_en.csv"
    spoilt = content(name).replace(lost, b"Zzqx")
    loaded = load_bytes(name, spoilt, period_from="2026-01-01", period_to="2026-01-31")
    rows = loaded.tables["breakdown"]
    assert (rows.height, set(rows["dimension"])) == (3, {"traffic_source_detail"})


def test_a_row_set_aside_does_not_turn_days_into_the_period_of_the_report():
    name = "linkedin_ads_performance.csv"
    records = content(name).decode("utf-16").splitlines()
    spoilt = [r.replace("\t", "\tx\t", 1) if r.startswith("9/1/2026") else r for r in records]
    costs = load_lines(name, spoilt).tables["ad_costs"]
    assert costs["date"].null_count() == 0
    assert {str(day) for day in costs["date"]} == {"2026-09-02"}


def test_the_header_again_in_the_middle_is_left_out_and_counted():
    whole = load_bytes("a.csv", content("google_ads_ads.csv"))
    lines = content("google_ads_ads.csv").decode().splitlines(keepends=True)
    twice = "".join([*lines[:4], lines[2], *lines[4:]])
    loaded = load_bytes("a.csv", twice.encode())
    told, before = loaded.tables["ad_costs"], whole.tables["ad_costs"]
    assert told.drop("source_row").equals(before.drop("source_row"))
    assert {str(e.what): e.count for e in loaded.excluded}["Header repeated"] == 1
