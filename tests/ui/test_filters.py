"""Periods and addresses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.results.overview import Overview
from ui import filters, periods

DAY = date(2026, 3, 15)
SEEN = Overview(DAY, DAY, ("Email", "Paid Social"), ("a~b", "c", "100%7E"), ("x",), ("Me & Co",))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def known(seen: Overview = SEEN) -> dict[str, filters.FilterField]:
    return {field.key: field for field in filters.known_fields(seen)}


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("last7", date(2026, 3, 9), DAY),
        ("last28", date(2026, 2, 16), DAY),
        ("last30", date(2026, 2, 14), DAY),
        ("last90", date(2025, 12, 16), DAY),
        ("week", date(2026, 3, 9), DAY),
        ("lastweek", date(2026, 3, 2), date(2026, 3, 8)),
        ("month", date(2026, 3, 1), DAY),
        ("lastmonth", date(2026, 2, 1), date(2026, 2, 28)),
        ("quarter", date(2026, 1, 1), DAY),
        ("lastquarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("year", date(2026, 1, 1), DAY),
        ("lastyear", date(2025, 1, 1), date(2025, 12, 31)),
        ("last364", date(2025, 3, 17), DAY),
    ],
)
def test_periods_end_with_the_data(period: str, start: date, end: date) -> None:
    """A choice of period ends with the last complete day, or is the whole unit before."""
    assert periods.PRESETS[period](DAY) == (start, end)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_calendar_periods_are_whole(period: str, start: date, end: date) -> None:
    """With their own last day."""
    assert periods.calendar_span(period) == (start, end)
    assert periods.is_known(period)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "2026-Q5", "0000", "9999", "26", "x"])
def test_other_words_are_no_calendar_period(text: str) -> None:
    """An edited address falls back to the default."""
    assert periods.calendar_span(text) is None
    assert known()["period"].read(text) is None


@given(DAYS, st.integers(0, 1500))
def test_calendar_periods_cover_the_days(first: date, more: int) -> None:
    """Each offered one meets the data, and no day of the data is in none of the months."""
    last = first + timedelta(days=more)
    spans = {name: periods.calendar_span(name) for name in periods.calendar_periods(first, last)}
    assert all(span and span[0] <= last and span[1] >= first for span in spans.values())
    months = [span for name, span in spans.items() if span and "-" in name and "Q" not in name]
    for day in (first, last):
        assert any(start <= day <= end for start, end in months)


@pytest.mark.parametrize("text", ["", "2026-01-01", "2026-02-01~2026-01-01", "x~y", "1~2~3"])
def test_bad_dates_in_an_address_are_ignored(text: str) -> None:
    """Half a range, a reversed one or nonsense falls back to the default."""
    assert known()["dates"].read(text) is None


def test_addresses_round_trip() -> None:
    """What is written to the address reads back as it was; unknown choices are dropped."""
    fields = known()
    dates = (date(2026, 1, 1), date(2026, 1, 31))
    assert fields["dates"].read(fields["dates"].write(dates)) == dates
    both = ["Email", "Paid Social"]
    assert fields["channels"].read(fields["channels"].write(both)) == both
    assert fields["channels"].read("Email~Nowhere") == ["Email"]
    odd = ["a~b", "100%7E", "c"]
    assert fields["campaigns"].read(fields["campaigns"].write(odd)) == odd
    assert fields["accounts"].read(fields["accounts"].write(["Me & Co"])) == ["Me & Co"]
    assert fields["not"].read("channels~nothing") == ["channels"]


def test_a_store_of_one_period_opens_on_it() -> None:
    """Where no row is about a single day, the last 90 days would find nothing."""
    period = (date(2026, 1, 1), date(2026, 1, 31))
    fields = known(Overview(*period, period=period))
    assert fields["period"].default == periods.CUSTOM
    assert fields["dates"].default == period


def test_filters_are_a_query() -> None:
    """With the values that are left out."""
    chosen = filters.Filters(DAY, DAY, channels=("Email",), accounts=("a",), excluded=("channels",))
    query = chosen.query()
    assert not query.wants("channel", "Email")
    assert query.wants("account", "a")
    assert chosen.set_lists == ("channels", "accounts")
