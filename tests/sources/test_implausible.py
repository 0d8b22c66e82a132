"""What no untouched export says: it is reported or refused, never counted in silence."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from tests.sources.exports import content, load_bytes, said

ADS = (
    "Campaign name,Day,Amount spent (EUR),Impressions,Link clicks,Reporting starts,Reporting ends\n"
)


def ads(*rows: str, header=ADS):
    return load_bytes("ads.csv", (header + "\n".join(rows) + "\n").encode())


def row(impressions="100", day="2026-03-01", spend="5.00", clicks="3", name="Spring"):
    return f"{name},{day},{spend},{impressions},{clicks},{day},{day}"


@pytest.mark.parametrize(
    ("impressions", "read"),
    [("-1", None), ("0", 0), ("1", 1), (str(10**12), 10**12), (str(10**12 + 1), None)],
)
def test_a_count_below_zero_or_beyond_a_million_millions_is_unknown(impressions, read):
    loaded = ads(row(impressions), row("7", name="Autumn"))
    assert loaded.tables["ad_costs"]["impressions"].to_list() == [read, 7]
    warned = [text for text in said(loaded) if "is impossible" in text]
    assert warned == (
        []
        if read is not None
        else [f"1 count in “Impressions” is impossible: {impressions}. It is skipped as unknown"]
    )


def test_credits_are_no_damage():
    loaded = ads(row(spend="-5.00"))
    assert loaded.tables["ad_costs"]["spend"].to_list() == [-5.0]
    assert said(loaded) == []


@pytest.mark.parametrize(("likes", "read"), [("-2", -2), (str(10**12 + 1), None)])
def test_likes_may_be_taken_back_and_are_bounded_all_the_same(likes, read):
    posts = content("x_posts.csv").decode("utf-8-sig").splitlines()
    at = posts[0].split(",").index("Likes")
    cells = next(csv.reader([posts[1]]))
    cells[at] = likes
    row = ",".join(f'"{cell}"' for cell in cells)
    loaded = load_bytes("x_posts.csv", f"{posts[0]}\n{row}\n".encode())
    assert loaded.tables["posts"]["reactions"].to_list() == [read]


def report(first, last):
    return load_bytes(
        "report.csv",
        f"# Start date: {first}\n# End date: {last}\n"
        "Session default channel group,Sessions,Engaged sessions\nDirect,5,3\nEmail,4,2\n".encode(),
    )


@pytest.mark.parametrize(
    ("first", "last", "sessions"),
    [
        ("20260301", "20260228", None),
        ("20260301", "20260301", 9),
        ("20260301", "20260302", 9),
    ],
)
def test_a_period_that_ends_before_it_begins_holds_nothing(first, last, sessions):
    loaded = report(first, last)
    if sessions is None:
        assert loaded.refused
        assert any("ends before it begins" in text for text in said(loaded))
    else:
        assert loaded.tables["web_sessions"]["sessions"].sum() == sessions


@pytest.mark.parametrize(("last", "warned"), [("20261124", False), ("20261125", True)])
def test_a_period_that_ends_after_tomorrow_is_reported(last, warned):
    assert any("in the future" in text for text in said(report("20261101", last))) == warned


def test_rows_that_differ_in_a_column_that_is_not_read_are_not_called_alike():
    header = ADS.replace("Impressions", "Impressions,Mood")
    rows = ["Spring,2026-03-01,5.00,100,calm,3,2026-03-01,2026-03-01"] * 2
    assert any("exactly like" in text for text in said(ads(*rows, header=header)))
    rows[1] = rows[1].replace("calm", "wild")
    assert not any("exactly like" in text for text in said(ads(*rows, header=header)))


def test_a_heading_that_stands_twice_is_reported_even_where_none_of_both_is_read():
    header = ADS.replace("Impressions", "Impressions,Frequency,Frequency")
    rows = ["Spring,2026-03-01,5.00,100,1.5,100,3,2026-03-01,2026-03-01"]
    assert any("“Frequency” appears twice" in text for text in said(ads(*rows, header=header)))


def test_a_transaction_that_repeats_counts_once_and_says_so():
    text = (
        "user_id,converted_at,event_name,value,currency,transaction_id\n"
        + "u1,2026-03-01T10:00:00Z,purchase,50,EUR,T1\n" * 2
        + "u2,2026-03-02T10:00:00Z,refund_asked,1,EUR,T1\n"
        + "u2,2026-03-02T10:00:00Z,lead,1,EUR,\n" * 2
    )
    loaded = load_bytes("conversions.csv", text.encode())
    assert loaded.tables["conversions"]["value"].to_list() == [50, 1, 1, 1]
    assert any(
        "The same event_name, transaction_id is in an earlier row" in t for t in said(loaded)
    )


def test_a_transaction_counts_at_its_first_time_wherever_the_file_has_it():
    text = (
        "user_id,converted_at,event_name,value,currency,transaction_id\n"
        "u1,2026-03-02T10:00:00Z,purchase,50,EUR,T1\nu1,2026-03-01T10:00:00Z,purchase,50,EUR,T1\n"
    )
    rows = load_bytes("conversions.csv", text.encode()).tables["conversions"]
    assert rows["converted_on"].to_list() == [date(2026, 3, 1)]


@pytest.mark.parametrize(("day", "warned"), [("2026-11-24", False), ("2026-11-25", True)])
def test_a_lead_that_is_won_after_tomorrow_is_reported(day, warned):
    text = f"lead_id,created_at,stage,won_at,amount,currency\n1,2026-11-01,won,{day},5,EUR\n"
    assert (
        any("in the future" in text for text in said(load_bytes("leads.csv", text.encode())))
        == warned
    )
