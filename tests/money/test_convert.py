"""Amounts are converted at the rate of their day, and refused where there is none."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from data.values.currency import Exchange, ExchangeRate
from data.values.money import Money

DAY = date(2026, 3, 1)
DAYS = st.integers(0, 40).map(lambda n: DAY + timedelta(n))
RATES = st.lists(
    st.builds(ExchangeRate, DAYS, st.just("USD"), st.just("EUR"), st.floats(0.01, 100))
)
SPEND = st.tuples(DAYS, st.floats(0, 1e6), st.sampled_from(["USD", "EUR", "GBP"]))


def plain(rates: list[ExchangeRate], day: date) -> float | None:
    """The rate of the last day that is not later, the last one given that day."""
    known = [(rate.day, n, rate.rate) for n, rate in enumerate(rates) if rate.day <= day]
    return max(known)[2] if known else None


def spend(rows: list[tuple[date, float, str]], *rates: ExchangeRate) -> pl.DataFrame:
    frame = pl.DataFrame(
        rows,
        schema={"period_from": pl.Date, "spend": pl.Float64, "currency": pl.String},
        orient="row",
    ).with_columns(period_to="period_from", source_row=pl.int_range(pl.len()))
    money = Money(rates=rates, reporting="EUR")
    return Facts.of({"ad_costs": frame}, money=money).frame("ad_costs").collect()


@given(st.lists(SPEND, max_size=8), RATES)
def test_equals_plain_arithmetic_row_by_row(rows, rates):
    found = spend(rows, *rates).sort("source_row").select("spend", "currency").rows()
    for (day, amount, code), (value, named) in zip(rows, found, strict=True):
        rate = plain(rates, day) if code == "USD" else None
        assert named == ("EUR" if rate else code)
        assert value == pytest.approx(amount * (rate or 1.0), rel=1e-12)


@given(st.floats(0.01, 100), st.floats(0.01, 1e9))
def test_there_and_back_is_the_same_amount(rate, amount):
    told = [ExchangeRate(DAY, "USD", "EUR", rate)]
    there = Exchange.of("EUR", told).factor("USD", DAY)
    back = Exchange.of("USD", told).factor("EUR", DAY)
    assert there is not None
    assert back is not None
    assert amount * there * back == pytest.approx(amount, rel=1e-12)


def test_never_at_a_later_rate():
    told = spend([(DAY, 10.0, "USD")], ExchangeRate(DAY + timedelta(1), "USD", "EUR", 0.9))
    assert told.select("spend", "currency").row(0) == (10.0, "USD")


def test_a_rate_told_that_way_round_wins_over_one_turned_over():
    rates = [ExchangeRate(DAY, "USD", "EUR", 0.9), ExchangeRate(DAY, "EUR", "USD", 2.0)]
    assert Exchange.of("EUR", rates).factor("USD", DAY) == 0.9


def test_the_rates_used_in_a_period_start_with_the_one_before_it():
    rates = [ExchangeRate(DAY + timedelta(n), "USD", "EUR", 1.0 + n) for n in (0, 5, 9)]
    used = Exchange.of("EUR", rates).used("USD", DAY + timedelta(3), DAY + timedelta(6))
    assert used == ((DAY, 1.0), (DAY + timedelta(5), 6.0))


@pytest.mark.parametrize("bad", [("USD", "USD", 1.0), ("usd", "EUR", 1.0), ("USD", "EUR", 0.0)])
def test_impossible_rates_are_refused(bad):
    with pytest.raises(ValueError, match="rate"):
        ExchangeRate(DAY, *bad)
