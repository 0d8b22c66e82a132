"""Cost and return over the models, against plain arithmetic."""

import json
from datetime import UTC, date, datetime

import polars as pl
import pytest
from click.testing import CliRunner
from scipy import stats

from cli.metrics import main
from data.facts.facts import Facts
from data.store import Store
from data.tables.schema import TABLES
from data.values.currency import ExchangeRate
from data.values.margin import Margin
from data.values.money import Money
from metrics.attribution.model import registered
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.returns.estimate import Certainty, Range
from metrics.returns.roi import KEYS, ReturnsBasis, Share, complete_period, returns
from metrics.returns.roi_text import may_still_buy, why_no_cost_per_result, why_no_return
from metrics.statistics.intervals import garwood
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
ENDS = ("first_touch", "last_touch")


def test_ranges_over_first_and_last_touch_and_what_lies_between():
    known = journeys(Money(margins=(Margin(date(2026, 1, 1), 0.5),)), costs=COSTS, ad_costs=ADS)
    found = returns(known, WEEK, "channel")
    rows = {row.key: row for row in found.rows}
    assert found.evidence is ReturnsBasis.PATHS
    search = rows["Paid Search"]
    assert (search.cost, search.leads, search.value) == (50, Range(0, 1), Range(0, 100))
    assert (search.customers, search.people, search.deals) == (Range(0, 1), 1, 1)
    # One deal carries no ratio, whatever the models say.
    assert {search.cpl, search.cac, search.roas, search.roi, search.roi_margin} == {None}
    assert (search.said, search.said_of_leads) == (Certainty.TOO_FEW, Certainty.TOO_FEW)
    assert str(why_no_return(search, found)) == (
        "Too few deals for an ROI: 1 of 1 (at least 10 of 30)."
    )
    assert str(why_no_cost_per_result(search)) == (
        "Too few results for a cost per result: 1 of 10."
    )
    assert (found.total_cost, found.apart, found.currency) == (78, 8, "EUR")


@pytest.mark.parametrize(("share", "search"), [(Share.SPEND, 58.0), (Share.NONE, 50.0)])
def test_overhead_is_shared_on_request_only_and_nothing_is_lost(share, search):
    known = journeys(costs=COSTS, ad_costs=ADS)
    found = returns(known, WEEK, "channel", share=share)
    costs = {row.key: row.cost for row in found.rows}
    assert costs == {"Email": 20.0, "Paid Search": search}
    if share is Share.SPEND:
        assert sum(costs.values()) == found.total_cost


def buyers(count, others=0, **more: list):
    """People who each came by paid search and paid, so much that every sum is another."""
    tags = {"source": "google", "medium": "cpc"}
    email = {"source": "letter", "medium": "email"}
    return facts(
        leads=[
            lead(0, f"{n}", won_at=at(3, 8), amount=10.0 + n, currency="EUR",
                 **(tags if n < count else email))
            for n in range(count + others)
        ],
        ad_costs=ADS,
        **more,
    )  # fmt: skip


def limits(amounts, dearest):
    """The gamma limits of amounts, by scipy's own distribution."""
    total, squares = sum(amounts), sum(a * a for a in amounts)
    up, more = total + dearest, squares + dearest**2
    low = stats.gamma.ppf(0.025, total**2 / squares, scale=squares / total)
    return low, stats.gamma.ppf(0.975, up**2 / more, scale=more / up)


def test_without_journeys_the_tags_of_leads_give_a_figure_and_its_random_variation():
    found = returns(buyers(30, 5), WEEK, "channel")
    [row] = [row for row in found.rows if row.key == "Paid Search"]
    assert (found.evidence, found.models, found.deals) == (ReturnsBasis.LAST_CLICK, (), 35)
    amounts = [10.0 + n for n in range(30)]
    assert (row.leads, row.customers, row.value) == (Range(30, 30), Range(30, 30), Range(735, 735))
    low, high = limits(amounts, 44.0)  # the dearest deal came by e-mail
    assert (row.roas.low, row.roas.high) == pytest.approx((low / 50, high / 50), rel=1e-9)
    assert row.roas.middle == pytest.approx(735 / 50)
    assert (row.roi.low, row.roi.high) == pytest.approx((low / 50 - 1, high / 50 - 1), rel=1e-9)
    few, many = garwood(30)
    assert (row.cpl.low, row.cpl.high) == pytest.approx((50 / many, 50 / few), rel=1e-9)
    assert row.cac == row.cpl
    assert row.cac.middle == pytest.approx(50 / 30)


@pytest.mark.parametrize(
    ("count", "others", "said"),
    [
        (9, 40, "too_few"),
        (10, 19, "too_few"),
        (10, 20, "range"),
        (29, 1, "range"),
        (30, 0, "figure"),
    ],
)
def test_few_deals_are_said_to_be_few_and_some_carry_a_range_only(count, others, said):
    found = returns(buyers(count, others), WEEK, "channel")
    [row] = [row for row in found.rows if row.key == "Paid Search"]
    assert row.said.value == said
    known = [row.cac, row.roas, row.roi]
    assert all((bounds is None) is (said == "too_few") for bounds in known)
    if said != "too_few":
        assert all((bounds.middle is None) is (said == "range") for bounds in known)
        assert row.roi.low < row.roi.high
    assert row.value is not None  # what was credited is a fact, however few the deals
    assert (why_no_return(row, found) is None) is (said != "too_few")


def test_deals_of_one_person_are_one_case():
    """Ten deals of one customer are no more evidence than one."""
    tags = {"source": "google", "medium": "cpc", "person_key": "p"}
    rows = [
        lead(0, f"{n}", won_at=at(3, 8), amount=10.0, currency="EUR", **tags) for n in range(40)
    ]
    [row] = [r for r in returns(facts(leads=rows, ad_costs=ADS), WEEK, "channel").rows if r.cost]
    assert (row.customers, row.people, row.deals) == (Range(40, 40), 1, 1)
    assert row.said is Certainty.TOO_FEW


@pytest.mark.parametrize("by", KEYS)
def test_results_by_own_tags_are_the_metrics(by):
    rows = [
        lead(0, "1", source="google", medium="cpc", campaign="a", won_at=at(3, 8), amount=7.5),
        lead(1, "2", source="google", medium="cpc", campaign="b"),
        lead(2, "3", source="letter", medium="email", won_at=at(3, 8), amount=2.0),
        lead(3, "4"),
    ]
    known = facts(leads=rows)
    found = {row.key: row for row in returns(known, WEEK, by).rows}
    asked = Query(WEEK.start, WEEK.end, by=(by,))
    names = {"leads": "leads", "customers": "customers", "revenue": "value"}
    for row in query_metrics(known, list(names), asked).to_dicts():
        if row[by] is not None and row["value"] is not None:
            told = getattr(found[row[by]], names[row["metric"]])
            assert told.low == told.high == row["value"]


def crowd(direct):
    """Forty buyers who came by e-mail and then by paid search, and some by paid search alone."""
    people = [f"p{n}" for n in range(40 + direct)]
    both = [(user, way) for user in people[:40] for way in ("Email", "Paid Search")]
    seen = [*both, *((user, "Paid Search") for user in people[40:])]
    visits = pl.DataFrame(
        {
            "user_key": [user for user, _ in seen],
            "session_id": [f"{n}" for n in range(len(seen))],
            "started_at": [at(0, 8 if way == "Email" else 9) for _, way in seen],
            "started_on": [day(0)] * len(seen),
            "channel_group": [way for _, way in seen],
            "import_id": [1] * len(seen),
        }
    )
    won = pl.DataFrame(
        {
            "user_key": people,
            "converted_at": [at(1, 9)] * len(people),
            "converted_on": [day(1)] * len(people),
            "event_name": ["purchase"] * len(people),
            "value": [10.0 + n for n in range(len(people))],
            "currency": ["EUR"] * len(people),
            "import_id": [1] * len(people),
        }
    )
    known = facts(costs=COSTS, ad_costs=ADS).origin
    more = {name: known.pin(name).rows.collect() for name in ("costs", "ad_costs")}
    return Facts.of({"touches": visits, "conversions": won, **more})


def test_the_range_goes_over_models_and_random_variation():
    """First touch leaves paid search the twelve alone, last touch gives it all."""
    found = returns(crowd(12), WEEK, "channel", models=[registered()[m] for m in ENDS])
    [row] = [row for row in found.rows if row.key == "Paid Search"]
    alone, every = [10.0 + n for n in range(40, 52)], [10.0 + n for n in range(52)]
    assert row.value == Range(sum(alone), sum(every))
    assert row.leads == row.customers == Range(12, 52)
    low, high = limits(alone, 61.0)[0], limits(every, 61.0)[1]
    assert (row.roi.low, row.roi.high) == pytest.approx((low / 50 - 1, high / 50 - 1), rel=1e-9)
    assert (row.cpl.low, row.cpl.high) == pytest.approx(
        (50 / garwood(52)[1], 50 / garwood(12)[0]), rel=1e-9
    )
    assert row.roi.middle == pytest.approx((sum(alone) + sum(every)) / 2 / 50 - 1)


def test_a_cost_has_no_upper_end_where_a_model_credits_nothing():
    found = returns(crowd(0), WEEK, "channel", models=[registered()[m] for m in ENDS])
    [row] = [row for row in found.rows if row.key == "Paid Search"]
    assert row.leads == Range(0, 40)
    assert (row.cpl.high, row.cac.high) == (None, None)
    assert row.cpl.low == pytest.approx(50 / garwood(40)[1])


def test_the_chain_spreads_its_credit_over_the_people_it_was_met_by():
    found = returns(crowd(0), WEEK, "channel", models=[registered()["markov"]])
    rows = {row.key: row for row in found.rows}
    amounts = [10.0 + n for n in range(40)]
    # Both channels are on every journey, so each gets half of every deal.
    low, high = limits([a / 2 for a in amounts], 49.0)
    assert rows["Paid Search"].value == Range(pytest.approx(590), pytest.approx(590))
    assert (rows["Paid Search"].roas.low, rows["Paid Search"].roas.high) == pytest.approx(
        (low / 50, high / 50), rel=1e-9
    )
    assert rows["Email"].customers is None


def open_leads(wins, took, age):
    """Leads of a Monday, some won after so many days; the youngest lead came ``age`` days later."""
    rows = [lead(0, f"{n}", won_at=at(took, 8)) for n in range(wins)]
    return facts(leads=[*rows, lead(age, "last")])


@pytest.mark.parametrize(
    ("wins", "took", "age", "said"),
    [(15, 20, 19, True), (14, 20, 19, False), (15, 20, 20, False), (15, 20, 40, False)],
)
def test_recent_leads_may_still_buy_where_customers_took_longer(wins, took, age, said):
    sentence = may_still_buy(open_leads(wins, took, age), day(0 if age >= took else 1))
    assert (sentence is not None) is said
    if sentence:
        assert str(sentence).endswith("half of all customers take more than 20 days.")


def test_money_of_two_currencies_is_never_set_against_each_other():
    dollars = [ad(0, spend=50.0, currency="USD")]
    [row] = [r for r in returns(journeys(ad_costs=dollars), WEEK, "channel").rows if r.cost]
    assert (row.roas, row.roi, row.cost) == (None, None, 50)


def test_a_converted_return_says_at_which_rate():
    money = Money(rates=(ExchangeRate(DAY, "USD", "EUR", 0.5),), reporting="EUR")
    found = returns(journeys(money, ad_costs=[ad(0, spend=50.0, currency="USD")]), WEEK, "channel")
    [row] = [row for row in found.rows if row.cost]
    assert (row.cost, row.value) == (25, Range(0, 100))
    assert [str(told) for told in found.converted] == [
        f"USD converted to EUR at 0.5 (rate of {DAY})"
    ]


def test_a_split_that_costs_do_not_have_is_refused():
    with pytest.raises(ValueError, match="split by"):
        returns(facts(), WEEK, "post")


def test_the_door_answers_in_json_and_in_french(tmp_path):
    store = Store.open(tmp_path)
    known = journeys(costs=COSTS, ad_costs=[*ADS, ad(6, spend=0.0, currency="EUR")])
    tables = {n: known.origin.pin(n).rows.collect() for n in TABLES}
    store.commit("a", "a", "a.csv", {n: f for n, f in tables.items() if f.height}, {})
    store.close()
    asked = ["returns", "--store", str(tmp_path), "--from", str(DAY), "--to", str(day(6))]
    told = json.loads(CliRunner().invoke(main, [*asked, "--json"]).output)
    assert (told["cost"], told["overhead"], told["evidence"]) == (78, 8, "paths")
    [row] = [row for row in told["rows"] if row["key"] == "Paid Search"]
    assert (row["value"], row["roas"], row["said"]) == ({"low": 0, "high": 100}, None, "too_few")
    assert row["why"] == "Too few deals for an ROI: 1 of 1 (at least 10 of 30)."
    assert (told["deals"], told["still_open"]) == (1, None)
    bridge = told["bridge"]
    assert (bridge["total"]["model"], bridge["total"]["cost"], bridge["overhead"]) == (1, 78, 8)
    french = CliRunner().invoke(main, [*asked, "--lang", "fr"])
    assert "frais généraux" in french.output


def test_costs_of_days_to_come_are_not_counted():
    """Visits, leads and ads end on day 27; costs are entered until day 89."""
    known = facts(
        leads=[lead(n, str(n)) for n in range(28)],
        ad_costs=[ad(n, spend=10.0, currency="EUR") for n in range(28)],
        costs=[expense(0, 89, "labour", 9_000)],
    )
    asked = Query(day(0), day(89))
    assert complete_period(known, asked) == Query(day(0), day(27))
    assert complete_period(known, Query(day(0), day(20))) == Query(day(0), day(20))
    # What ended long ago shortens nothing.
    assert complete_period(known, Query(day(60), day(89))) == Query(day(60), day(89))
