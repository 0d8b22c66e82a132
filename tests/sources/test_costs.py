"""Costs and rates of any tool come in plain tables."""

from datetime import date

import pytest

from tests.sources.exports import load_fixture

MARCH = date(2026, 3, 1), date(2026, 3, 31)


def test_hours_at_a_rate_are_an_amount_and_the_period_stays_whole():
    rows = load_fixture("costs.csv").tables["costs"]
    first, tools = rows.select("period_from", "period_to", "kind", "amount", "hours").rows()[:2]
    assert first == (*MARCH, "labour", 710.0, 20.0)
    assert tools == (MARCH[0], date(2026, 12, 31), "tools", 306.0, None)


def test_a_cost_of_one_day_names_what_it_was_for():
    rows = load_fixture("costs.csv").tables["costs"]
    told = rows.select("date", "channel_group", "platform", "campaign", "kind", "amount").rows()
    assert told[2] == (date(2026, 3, 13), "Paid Social", None, "spring", "content", 1200.0)
    assert told[3] == (date(2026, 3, 14), None, "linkedin", None, "ads", 80.0)


def test_unknown_kinds_and_backward_periods_are_set_aside():
    loaded = load_fixture("costs.csv")
    assert loaded.quarantine["row"].to_list() == [6, 7]


def test_french_words_for_kinds_and_channels_are_understood():
    rows = load_fixture("costs_fr.csv").tables["costs"]
    assert rows.select("kind", "channel_group").rows() == [
        ("labour", "Organic Social"),
        ("content", None),
    ]


@pytest.mark.parametrize("name", ["rates.csv", "rates_fr.csv"])
def test_a_rate_is_between_two_currencies_and_above_zero(name):
    loaded = load_fixture(name)
    rows = loaded.tables["rates"].select("date", "from_currency", "to_currency", "rate").rows()
    assert rows[0] == (date(2026, 1, 13), "USD", "EUR", 0.92)
    aside = loaded.quarantine
    assert (0 if aside is None else aside.height) == (2 if name == "rates.csv" else 0)
