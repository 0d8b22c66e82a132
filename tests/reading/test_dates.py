from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reading.dates import DateStyle, order_of, to_days, to_instants

PACIFIC = "America/Los_Angeles"
LOCAL = (datetime(2000, 1, 1), datetime(2035, 1, 1))  # noqa: DTZ001 - the local times of a file
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))


def days(values, style):
    return to_days(pl.Series(values, dtype=pl.String), style)


def instants(values, style, zone="UTC"):
    return to_instants(pl.Series(values, dtype=pl.String), style, zone)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (DateStyle.ISO, "2026-03-04"),
        (DateStyle.ISO, "2026-03-04T01:00:00"),
        (DateStyle.ISO, "20260304"),
        (DateStyle.ISO, "2026/03/04 18:19:10"),
        (DateStyle.ISO, "2026-03-04 23:30 -0500"),
        (DateStyle.MDY, "03/04/2026"),
        (DateStyle.MDY, "3/4/2026 11:05:00 PM"),
        (DateStyle.MDY, "2026-03-04 00:00:00"),
        (DateStyle.DMY, "04/03/2026"),
        (DateStyle.DMY, "4.3.2026"),
        (DateStyle.DMY, "04-03-2026"),
        (DateStyle.ENGLISH, "Mar 4, 2026"),
        (DateStyle.ENGLISH, "Wed, Mar 4, 2026"),
        (DateStyle.ENGLISH, "Wed Mar 4 2026"),
        (DateStyle.ENGLISH, "4 March 2026"),
    ],
)
def test_reads_a_day_as_each_export_writes_it(style, written):
    mixed = days([written, " ", None], style)
    assert mixed.values.to_list() == [date(2026, 3, 4), None, None]
    assert not mixed.failed.any()


@pytest.mark.parametrize(
    "written",
    [
        "02/30/2026",
        "3/4/02",
        "26/03/01",
        "soon",
        "45631.0",
        "0024-01-01",
        "03/04/-2026",
        "03/04/20266",
    ],
)
def test_what_is_no_date_fails_instead_of_becoming_one(written):
    done = days([written, "03/04/2026"], DateStyle.MDY)
    assert done.values.to_list() == [None, date(2026, 3, 4)]
    assert done.failed.to_list() == [True, False]


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (DateStyle.MDY, "3/4/26"),
        (DateStyle.MDY, "3/4/26 23:05"),
        (DateStyle.DMY, "4/3/26"),
        (DateStyle.DMY, "04.03.26"),
        (DateStyle.ISO, "4-Mar-26"),
        (DateStyle.MDY, "4-Mar-2026"),
        (DateStyle.DMY, "4 Mar 2026"),
    ],
)
def test_reads_days_that_a_spreadsheet_has_re_saved(style, written):
    assert days([written, None], style).values.to_list() == [date(2026, 3, 4), None]


@pytest.mark.parametrize(("year", "read"), [("09", None), ("10", 2010), ("39", 2039), ("40", None)])
def test_two_figures_are_a_year_of_these_decades_only(year, read):
    (found,) = days([f"13/02/{year}"], DateStyle.DMY).values
    assert (found and found.year) == read
    assert order_of(pl.Series([f"13/02/{year}"])) == (DateStyle.DMY if read else None)


def test_offsets_beat_the_zone():
    done = instants(
        [
            "2022-02-28 17:39 +0000",
            "2026-05-01T10:00:00Z",
            "2026-05-01T10:00:00.5+02:00",
            "2026-05-01 10:00",
        ],
        DateStyle.ISO,
        PACIFIC,
    )
    assert [value.hour for value in done.values] == [17, 10, 8, 17]


def test_a_day_is_the_same_day_in_every_zone_and_says_that_it_was_written():
    for zone in ("", "UTC", PACIFIC, "Asia/Tokyo"):
        done = instants(["2026-10-01", "2026-10-01T09:00:00Z"], DateStyle.ISO, zone)
        assert [value.hour for value in done.values] == [0, 9]
        assert done.written.to_list() == [True, False]
    assert not instants(["2026-10-01 09:00"], DateStyle.ISO, PACIFIC).written.any()
    assert instants(["2026-10-01 09:00"], DateStyle.ISO, "").written.all()


@given(st.lists(DAYS, min_size=1))
def test_days_come_back_however_many_repeat(values):
    for style, form in (
        (DateStyle.MDY, "%m/%d/%Y"),
        (DateStyle.DMY, "%d.%m.%Y"),
        (DateStyle.ISO, "%Y-%m-%d"),
    ):
        written = [value.strftime(form) for value in values] * 3
        assert days(written, style).values.to_list() == values * 3


@given(st.lists(st.datetimes(*LOCAL), min_size=1))
def test_local_times_agree_with_the_standard_library(values):
    local = [value.replace(second=0, microsecond=0) for value in values]
    zone = ZoneInfo(PACIFIC)
    done = instants([value.strftime("%m/%d/%Y %H:%M") for value in local], DateStyle.MDY, PACIFIC)
    for naive, read, failed in zip(local, done.values, done.failed, strict=True):
        utc = naive.replace(tzinfo=zone).astimezone(UTC)
        exists = utc.astimezone(zone).replace(tzinfo=None) == naive
        assert read == (utc if exists else None)
        assert failed != exists


@given(st.lists(DAYS, min_size=1))
def test_the_order_is_proved_only_by_a_day_after_the_twelfth(values):
    proved = order_of(pl.Series([value.strftime("%d/%m/%Y") for value in values]))
    assert proved == (DateStyle.DMY if any(value.day > 12 for value in values) else DateStyle.ASK)


def test_both_orders_in_one_column_prove_nothing():
    assert order_of(pl.Series(["13/01/2026", "01/13/2026"])) is DateStyle.ASK


def test_dates_that_start_with_the_year_have_no_order_to_prove():
    assert order_of(pl.Series(["2026-01-13", None])) is None
