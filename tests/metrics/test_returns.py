"""Cost and return over the models, against plain arithmetic."""

import json
from datetime import UTC, date, datetime

import polars as pl
import pytest
from click.testing import CliRunner

from cli.metrics import main
from data.facts.facts import Facts
from data.store import Store
from data.tables.schema import TABLES
from data.values.currency import ExchangeRate
from data.values.margin import Margin
from data.values.money import Money
from metrics.question.query import Query
from metrics.returns.attributed import Range
from metrics.returns.roi import ReturnsBasis, Share, returns
from tests.metrics.cases import DAY, ad, day, expense, facts, lead

WEEK = Query(DAY, day(6))


def at(number, hour):
    return datetime(2026, 3, 2 + number, hour, tzinfo=UTC)


def journeys(money=None, **more: list):
    """One buyer who first came by e-mail and then by a paid search; 100 earned."""
    visits = pl.DataFrame(
        {
            "user_key": ["a", "a"],
            "session_id": ["1", "2"],
            "started_at": [at(0, 8), at(1, 8)],
            "started_on": [day(0), day(1)],
            "channel_group": ["Email", "Paid Search"],
            "import_id": [1, 1],
        }
    )
    won = pl.DataFrame(
        {
            "user_key": ["a"],
            "converted_at": [at(1, 9)],
            "converted_on": [day(1)],
            "event_name": ["purchase"],
            "value": [100.0],
            "currency": ["EUR"],
            "import_id": [1],
        }
    )
    known = facts(**more).origin
    frames = {name: known.pin(name).rows.collect() for name in more}
    return Facts.of({"touches": visits, "conversions": won, **frames}, money=money)


COSTS = [
    expense(0, 0, "labour", 20.0, channel_group="Email"),
    expense(0, 0, "tools", 8.0),
]
ADS = [ad(0, spend=50.0, currency="EUR")]


def test_ranges_over_first_and_last_touch_and_what_lies_between():
    known = journeys(Money(margins=(Margin(date(2026, 1, 1), 0.5),)), costs=COSTS, ad_costs=ADS)
    found = returns(known, WEEK, "channel")
    rows = {row.key: row for row in found.rows}
    assert found.evidence is ReturnsBasis.PATHS
    search = rows["Paid Search"]
    assert (search.cost, search.leads, search.value) == (50, Range(0, 1), Range(0, 100))
    assert search.roas == Range(0, 2)
    assert search.roi == Range(-1, 1)
    assert search.roi_margin == Range(-1, 0)
    assert search.cpl is None  # first touch gives it no result at all
    assert (found.total_cost, found.apart, found.currency) == (78, 8, "EUR")


@pytest.mark.parametrize(("share", "search"), [(Share.SPEND, 58.0), (Share.NONE, 50.0)])
def test_overhead_is_shared_on_request_only_and_nothing_is_lost(share, search):
    known = journeys(costs=COSTS, ad_costs=ADS)
    found = returns(known, WEEK, "channel", share=share)
    costs = {row.key: row.cost for row in found.rows}
    assert costs == {"Email": 20.0, "Paid Search": search}
    if share is Share.SPEND:
        assert sum(costs.values()) == found.total_cost


def test_without_journeys_the_tags_of_leads_give_one_figure():
    tags = {"source": "google", "medium": "cpc"}
    won = {"won_at": at(3, 8), "amount": 75.0, "currency": "EUR"}
    known = facts(leads=[lead(0, "1", **tags, **won), lead(1, "2", **tags)], ad_costs=ADS)
    found = returns(known, WEEK, "channel")
    [row] = [row for row in found.rows if row.key == "Paid Search"]
    assert (found.evidence, found.models) == (ReturnsBasis.LAST_CLICK, ())
    assert (row.cpl, row.cac) == (Range(25, 25), 50)
    assert (row.roas, row.roi, row.roi_margin) == (Range(1.5, 1.5), Range(0.5, 0.5), None)


def test_money_of_two_currencies_is_never_set_against_each_other():
    dollars = [ad(0, spend=50.0, currency="USD")]
    [row] = [r for r in returns(journeys(ad_costs=dollars), WEEK, "channel").rows if r.cost]
    assert (row.roas, row.roi, row.cost) == (None, None, 50)


def test_a_converted_return_says_at_which_rate():
    money = Money(rates=(ExchangeRate(DAY, "USD", "EUR", 0.5),), reporting="EUR")
    found = returns(journeys(money, ad_costs=[ad(0, spend=50.0, currency="USD")]), WEEK, "channel")
    [row] = [row for row in found.rows if row.cost]
    assert (row.cost, row.roas) == (25, Range(0, 4))
    assert [str(told) for told in found.converted] == [
        f"USD converted to EUR at 0.5 (rate of {DAY})"
    ]


def test_a_split_that_costs_do_not_have_is_refused():
    with pytest.raises(ValueError, match="split by"):
        returns(facts(), WEEK, "post")


def test_the_door_answers_in_json_and_in_french(tmp_path):
    store = Store.open(tmp_path)
    known = journeys(costs=COSTS, ad_costs=ADS)
    tables = {n: known.origin.pin(n).rows.collect() for n in TABLES}
    store.commit("a", "a", "a.csv", {n: f for n, f in tables.items() if f.height}, {})
    store.close()
    asked = ["returns", "--store", str(tmp_path), "--from", str(DAY), "--to", str(day(6))]
    told = json.loads(CliRunner().invoke(main, [*asked, "--json"]).output)
    assert (told["cost"], told["overhead"], told["evidence"]) == (78, 8, "paths")
    assert told["rows"][0]["roas"] == {"low": 0, "high": 2}
    french = CliRunner().invoke(main, [*asked, "--lang", "fr"])
    assert "coûts communs" in french.output
