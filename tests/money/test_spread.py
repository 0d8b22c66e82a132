"""Costs of periods are spread evenly over their days, and nothing is lost on the way."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.json_values import from_json, to_json
from data.facts.facts import Facts
from data.values.cost import Cost
from data.values.margin import Margin, margin_range
from data.values.money import Money

DAY = date(2026, 3, 1)
COSTS = st.builds(
    lambda start, length, amount: Cost(
        "tools", DAY + timedelta(start), DAY + timedelta(start + length), "EUR", amount
    ),
    st.integers(0, 60),
    st.integers(0, 400),
    st.integers(0, 10**9).map(lambda cents: cents / 100),
)


def daily(*costs: Cost) -> pl.DataFrame:
    return Facts.of({}, money=Money(costs)).frame("costs").collect()


@given(st.lists(COSTS, max_size=5))
def test_days_add_up_to_the_whole_to_the_cent(costs):
    rows = daily(*costs)
    whole = sum(round(cost.paid * 100) for cost in costs)
    assert round(rows["amount"].sum() * 100) == whole
    assert rows.height == sum((cost.end - cost.start).days + 1 for cost in costs)


@given(COSTS)
def test_every_day_of_the_period_has_the_same_part(cost):
    rows = daily(cost)
    length = (cost.end - cost.start).days + 1
    assert rows["date"].to_list() == [cost.start + timedelta(n) for n in range(length)]
    assert set(rows["amount"]) == {cost.paid / length}
    assert (rows["period_from"] == rows["date"]).all()


def test_imported_and_entered_costs_count_together():
    row = {"period_from": DAY, "period_to": DAY + timedelta(1), "kind": "labour", "amount": 10.0}
    known = Facts.of(
        {"costs": pl.DataFrame([row])}, money=Money((Cost("tools", DAY, DAY, "EUR", 3.0),))
    )
    assert sorted(known.frame("costs").collect()["amount"]) == [3.0, 5.0, 5.0]


def test_hours_at_a_rate_are_what_was_paid():
    assert Cost("labour", DAY, DAY, "EUR", hours=7.5, rate=40.0).paid == 300.0


@pytest.mark.parametrize("more", [{}, {"hours": 2.0}, {"amount": 1.0, "hours": 2.0, "rate": 3.0}])
def test_a_cost_is_an_amount_or_hours_and_a_rate(more):
    with pytest.raises(ValueError, match="either"):
        Cost("labour", DAY, DAY, "EUR", **more)


@given(COSTS)
def test_a_cost_is_the_same_after_being_kept(cost):
    assert from_json(Cost, to_json(cost)) == cost


def test_a_margin_holds_until_the_next_and_is_unknown_before_the_first():
    margins = [Margin(DAY, 0.4), Margin(DAY + timedelta(10), 0.5), Margin(DAY, 0.2, "spring")]
    first, later = DAY, DAY + timedelta(20)
    assert margin_range(margins, first, DAY, "autumn") == (0.4, 0.4)
    assert margin_range(margins, first, later, "autumn") == (0.4, 0.5)
    assert margin_range(margins, first, later, "spring") == (0.2, 0.2)
    assert margin_range(margins, first, later) == (0.2, 0.5)
    assert margin_range(margins, DAY - timedelta(1), later) is None
