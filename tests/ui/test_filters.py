"""Periods and addresses."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.results.overview import Overview
from ui import filters

DAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("last7", date(2026, 3, 9), DAY),
        ("last28", date(2026, 2, 16), DAY),
        ("month", date(2026, 3, 1), DAY),
        ("lastmonth", date(2026, 2, 1), date(2026, 2, 28)),
        ("quarter", date(2026, 1, 1), DAY),
        ("year", date(2026, 1, 1), DAY),
        ("last364", date(2025, 3, 17), DAY),
    ],
)
def test_periods_end_with_the_data(period: str, start: date, end: date) -> None:
    """A choice of period ends with the last complete day, last month with its own last day."""
    assert filters.PERIODS[period](DAY) == (start, end)


@pytest.mark.parametrize("text", ["", "2026-01-01", "2026-02-01~2026-01-01", "x~y", "1~2~3"])
def test_bad_dates_in_an_address_are_ignored(text: str) -> None:
    """Half a range, a reversed one or nonsense falls back to the default."""
    known = {f.key: f for f in filters.fields(Overview(DAY, DAY, ("Email",)), DAY)}
    assert known["dates"].read(text) is None


def test_addresses_round_trip() -> None:
    """What is written to the address reads back as it was; unknown choices are dropped."""
    known = {
        f.key: f
        for f in filters.fields(
            Overview(DAY, DAY, ("Email", "Paid Social"), ("a~b", "c", "100%7E")), DAY
        )
    }
    dates = (date(2026, 1, 1), date(2026, 1, 31))
    assert known["dates"].read(known["dates"].write(dates)) == dates
    both = ["Email", "Paid Social"]
    assert known["channels"].read(known["channels"].write(both)) == both
    assert known["channels"].read("Email~Nowhere") == ["Email"]
    odd = ["a~b", "100%7E", "c"]
    assert known["campaigns"].read(known["campaigns"].write(odd)) == odd


def test_a_store_of_one_period_opens_on_it() -> None:
    """Where no row is about a single day, the last 90 days would find nothing."""
    period = (date(2026, 1, 1), date(2026, 1, 31))
    known = {f.key: f for f in filters.fields(Overview(*period, period=period), DAY)}
    assert known["period"].default == filters.CUSTOM
    assert known["dates"].default == period
