"""What marketing costs: by item, by channel, in one currency, with what is missing said."""

from datetime import date

import pytest

from data.facts.facts import Facts
from data.values.cost import Cost
from data.values.currency import ExchangeRate
from data.values.money import Money
from metrics.engine import basis, query_metrics
from metrics.question.query import Query
from tests.metrics.cases import DAY, ad, ask, day, expense, facts, lead, value

WEEK = Query(DAY, day(6))


def said(known, metric):
    return [str(message) for message in basis(known, [metric], WEEK)]


def test_without_other_costs_cost_is_ad_spend_and_the_basis_says_what_is_missing():
    known = facts(ad_costs=[ad(0, spend=10.0, currency="EUR")])
    assert value(known, "cost") == (10, None)
    assert said(known, "cost")[1:] == [
        "Labour cost is not entered",
        "Tool costs are not entered",
        "Content cost is not entered",
        "Agency fees are not entered",
    ]


def test_without_ads_cost_is_what_was_entered():
    known = facts(costs=[expense(0, 1, "labour", 10.0)])
    assert value(known, "cost", 0, 0) == (5, None)
    assert "Ad spend is not imported" in said(known, "cost")
    assert "Labour cost is not entered" not in said(known, "cost")


def test_nothing_known_is_unknown_and_never_zero():
    assert value(facts(leads=[lead(0)]), "cost") == (None, "no_file")
    assert value(facts(leads=[lead(0)]), "cpl") == (None, "no_file")


def test_overhead_belongs_to_no_channel():
    known = facts(
        costs=[
            expense(0, 0, "labour", 10.0, channel_group="Email"),
            expense(0, 0, "tools", 3.0),
            expense(0, 0, "labour", 4.0, platform="linkedin"),
            expense(0, 0, "ads", 8.0, platform="linkedin"),
        ],
        leads=[lead(0, "1")],
    )
    rows = {row["channel"]: row["value"] for row in ask(known, "cost", by=("channel",))}
    assert rows == {"Email": 10, "Organic Social": 4, "Paid Social": 8}
    assert value(known, "cost") == (25, None)
    uses = {row["use"]: row["value"] for row in ask(known, "cost", by=("use",))}
    assert (uses["organic"], uses["paid"]) == (14, 8)


def test_the_second_question_from_the_roll_up_is_the_same():
    known = facts(
        ad_costs=[ad(0, spend=2.0, currency="EUR")],
        costs=[expense(0, 9, "labour", 10.0, channel_group="Email"), expense(0, 9, "tools", 10.0)],
    )
    query = Query(DAY, day(6), by=("channel",))
    names = ["cost", "labour_cost"]
    first = [query_metrics(known, names, q).rows() for q in (WEEK, query)]
    assert [query_metrics(known, names, q).rows() for q in (WEEK, query)] == first


def test_two_currencies_are_refused_until_there_is_a_rate_and_then_it_is_told():
    rows = {"costs": [expense(0, 0, "labour", 10.0)]}
    frames = {n: facts(**rows).origin.pin(n).rows.collect() for n in rows}
    entered = (Cost("tools", DAY, DAY, "USD", 20.0),)
    refused = Facts.of(frames, money=Money(entered, reporting="EUR"))
    assert value(refused, "cost") == (None, "mixed_currencies")
    rates = (ExchangeRate(date(2026, 1, 1), "USD", "EUR", 0.5),)
    known = Facts.of(frames, money=Money(entered, rates, reporting="EUR"))
    [row] = ask(known, "cost")
    assert (row["value"], row["currency"]) == (20, "EUR")
    assert "USD converted to EUR at 0.5 (rate of 2026-01-01)" in said(known, "cost")


def test_return_on_revenue_counts_every_cost():
    known = facts(
        ad_costs=[ad(0, spend=10.0, currency="EUR")],
        costs=[expense(0, 0, "labour", 40.0)],
        leads=[lead(0, won_at=day(1), amount=75.0, currency="EUR")],
    )
    assert value(known, "roi") == (pytest.approx(0.5), None)
    assert value(known, "roas")[0] == 0
