"""What a customer cost in mature months, and which differences of cost are clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.maturing.cohort import cohort
from metrics.question.query import Query
from metrics.returns.campaign_costs import CampaignCost, CampaignCosts, campaign_costs
from metrics.returns.cost_difference import CostOf, clear_difference, difference
from metrics.returns.credited_outcome import CreditedOutcome
from metrics.returns.mature_costs import MatureCosts
from metrics.returns.mature_months import mature_months
from metrics.returns.ratio_range import cost_of_one
from tests.metrics import plain_campaigns as plain
from tests.metrics.cases import day, facts, lead
from tests.metrics.test_campaign_costs import by_campaign, close, spent

END = 430  # days from 2 March 2026 on


@cache
def rows(seed=3):
    """Leads of two campaigns and of none; a sale takes ten days or so, of search twice as often."""
    random = np.random.default_rng(seed)
    found = []
    for number in range(END):
        for name, mean, chance in (("search", 1.5, 0.2), ("film", 1.0, 0.1), ("letter", 1.0, 0.2)):
            for place in range(random.poisson(mean) + (name == "letter")):
                took = int(random.integers(2, 25))
                won = random.random() < chance and number + took < END
                at = datetime.combine(day(number + took), time(9), UTC) if won else None
                sold = {"won_at": at, "amount": float(random.integers(100, 900)), "currency": "EUR"}
                found.append(
                    lead(number, f"{name} {number} {place}", campaign=name, source="a", medium="b",
                         **(sold if won else {}))
                )  # fmt: skip
    return found


ADS = [*spent("search", range(END), 30.0), *spent("film", range(END), 30.0)]


@cache
def company():
    return facts(leads=rows(), ad_costs=ADS)


def costs_in(query, known=None):
    return campaign_costs(known or company(), query)


APRIL = Query(date(2027, 4, 1), date(2027, 4, 30))


def test_the_mature_months_end_with_the_last_one_whose_leads_are_mature():
    found = costs_in(APRIL)
    created = company().frame("leads").collect()["created_on"]

    def share(first, last):
        return cohort(company(), created.filter(created.is_between(first, last))).share

    assert found.months.start == date(2026, 4, 1)
    after = found.months.end + timedelta(days=1)
    assert share(found.months.end.replace(day=1), found.months.end) >= 0.95
    assert share(after, (after + timedelta(days=31)).replace(day=1) - timedelta(days=1)) < 0.95


def test_a_year_of_months_at_most_and_never_after_the_period():
    found = costs_in(Query(date(2026, 7, 1), date(2026, 7, 31))).months
    # March has no first day in the files: it is no whole month of theirs.
    assert (found.start, found.end) == (date(2026, 4, 1), date(2026, 7, 31))
    late = mature_months(company(), date(2000, 1, 1), date(2027, 2, 28))
    assert (late.end.year * 12 + late.end.month) - (late.start.year * 12 + late.start.month) == 11


def test_without_enough_wins_nobody_knows_what_is_mature():
    few = facts(leads=[r for r in rows() if r.get("won_at") is None][:400], ad_costs=ADS)
    assert costs_in(Query(date(2026, 5, 1), date(2026, 5, 31)), few).months is None


def plain_mature(months, campaigns):
    """Spend, leads, customers, their cost and revenue per unit of some campaigns in plain loops."""
    inside = [r for r in rows() if months.start <= r["created_on"] <= months.end]
    mine = [r for r in inside if r["campaign"] in campaigns]
    won = [r for r in mine if r.get("won_at")]
    amounts = [r["amount"] for r in won]
    dearest = max(r["amount"] for r in inside if r.get("won_at"))
    size = (months.end - months.start).days + 1
    days = [0.0] * size
    for r in won:
        days[(r["created_on"] - months.start).days] += 1
    squares = plain.squares(days, months.start)
    return 30.0 * size * len(campaigns), len(mine), amounts, dearest, squares


def check(ripe, months, campaigns, every):
    spend, leads, amounts, dearest, squares = plain_mature(months, campaigns)
    times = plain.spread(squares, every)
    assert (ripe.spend, ripe.leads, ripe.won) == (spend, leads, len(amounts))
    assert ripe.dispersion == pytest.approx(times)
    assert ripe.revenue == pytest.approx(sum(amounts))
    close(ripe.per_customer, plain.cost(spend, len(amounts), times))
    low, high = plain.limits(sum(amounts), sum(a * a for a in amounts), dearest, times)
    close(ripe.per_unit, (sum(amounts) / spend, low / spend, high / spend))


def test_customers_and_revenue_of_mature_months_are_those_of_plain_loops():
    found = costs_in(APRIL)
    every = plain.added(plain_mature(found.months, (name,))[4] for name in ("search", "film"))
    for name, row in by_campaign(found).items():
        check(row.mature, found.months, (name,), every)
    check(found.mean.mature, found.months, ("search", "film"), (0.0, 0))


# ------------------------------------------------------------- a few deals, and money


def few(won, amount=100.0, currency="EUR", spend="EUR"):
    """A campaign with so many customers in April, next to many of other leads."""
    at = datetime(2026, 4, 20, 9, tzinfo=UTC)
    deals = [
        lead(30 + n, f"own {n}", campaign="search", source="a", medium="b", won_at=at, amount=amount,
             currency=currency)
        for n in range(won)
    ]  # fmt: skip
    others = [
        lead(n, f"other {n}", campaign="letter", source="c", medium="d",
             **({"won_at": datetime.combine(day(n + 3), time(9), UTC), "amount": 50.0,
                 "currency": "EUR"} if n % 2 else {}))
        for n in range(200)
    ]  # fmt: skip
    known = facts(leads=[*deals, *others], ad_costs=spent("search", range(200), 10.0, spend))
    query = Query(date(2026, 4, 1), date(2026, 4, 30))
    return by_campaign(campaign_costs(known, query))["search"].mature


def test_four_customers_are_too_few_and_five_are_not():
    assert (few(4).won, few(4).per_customer, few(4).per_unit) == (4, None, None)
    assert few(4).revenue == 400
    ripe = few(5)
    close(ripe.per_customer, plain.cost(300.0, 5, ripe.dispersion))
    assert ripe.per_unit.value == pytest.approx(500 / 300)


def test_revenue_in_another_currency_than_spend_is_not_divided_by_it():
    other = few(6, currency="USD")
    assert (other.won, other.revenue, other.per_unit) == (6, None, None)
    assert other.per_customer.value == 50
    unnamed = few(6, spend=None)
    assert (unnamed.revenue, unnamed.per_unit, unnamed.currency) == (None, None, None)


def test_deals_without_any_amount_have_an_unknown_revenue():
    assert (few(6, amount=None).revenue, few(6, amount=None).per_unit) == (None, None)
    assert few(0).revenue == 0


def test_several_deals_of_one_person_vary_together():
    """Six deals of one person carry less than six of six people."""
    at = datetime(2026, 4, 20, 9, tzinfo=UTC)

    def known(people):
        deals = [
            lead(30 + 5 * n, f"own {n}", campaign="search", source="a", medium="b", won_at=at,
                 amount=100.0, currency="EUR", person_key=f"p{n % people}")
            for n in range(6)
        ]  # fmt: skip
        others = [
            lead(n, f"o {n}", campaign="letter", source="c", medium="d", amount=1.0,
                 currency="EUR", won_at=datetime.combine(day(n + 3), time(9), UTC))
            for n in range(200)
        ]  # fmt: skip
        table = facts(leads=[*deals, *others], ad_costs=spent("search", range(200)))
        months = Query(date(2026, 3, 1), date(2026, 5, 31))
        return by_campaign(campaign_costs(table, months))["search"].mature

    one, six = known(1), known(6)
    assert (one.revenue, one.per_unit.value) == (six.revenue, six.per_unit.value)
    assert one.per_unit.low < six.per_unit.low
    assert one.per_unit.high > six.per_unit.high


# ------------------------------------------------------------- differences


def row(name, spend, results, *, share=0.5, won=None, phi=1.0, currency="EUR", paid=None):
    ripe = None
    if won is not None:
        paid = spend if paid is None else paid
        ripe = MatureCosts(paid, currency, 1000, won, phi, None, None, None)
    cost = None if results is None else cost_of_one(spend, results, phi)
    return CampaignCost(name, currency, spend, share, results, phi, cost, ripe)


def table(*rows: CampaignCost, is_mixed=False):
    counted = CreditedOutcome("leads", ("crm.lead",), is_on_paths=False)
    query = Query(day(0), day(30))
    return CampaignCosts(query, counted, None, "EUR", is_mixed, rows, 1.0, None, None)


_SPENT, _EVENTS = st.floats(10, 1e5), st.integers(0, 200)


@given(_SPENT, _SPENT, _EVENTS, _EVENTS, st.floats(1, 5), st.floats(1, 5))
def test_a_difference_is_that_of_plain_python(spend_a, spend_b, a, b, phi_a, phi_b):
    one, other = row("a", spend_a, a, phi=phi_a), row("b", spend_b, b, phi=phi_b)
    found = difference(one, other, CostOf.RESULT)
    if not a and not b:
        assert found is None
        return
    assert found == difference(other, one, CostOf.RESULT) or a / spend_a == b / spend_b
    dear_first = found.dear == "a"
    sides = ((spend_a, a, phi_a), (spend_b, b, phi_b))
    spend, count, phi = zip(*(sides if dear_first else sides[::-1]), strict=True)
    ratio, low, high, p = plain.compared(spend, count, phi)
    assert found.ratio == (None if ratio is None else pytest.approx(ratio))
    assert found.low == pytest.approx(low, rel=1e-6)
    assert found.high == (None if high is None else pytest.approx(high, rel=1e-6))
    assert found.p_value == pytest.approx(p, rel=1e-6, abs=1e-12)
    assert found.ratio is None or found.ratio >= 1 - 1e-12
    # The interval leaves no difference out exactly where chance does.
    if abs(found.p_value - 0.05) > 1e-6:
        assert (found.low > 1) == (found.p_value < 0.05)


def test_poisson_counts_have_the_exact_binomial_test():
    """The demo company's two largest campaigns, as a textbook would compare them."""
    found = difference(
        row("heat", 1.0, 0, won=43, paid=39314.66),
        row("quote", 1.0, 0, won=32, paid=14583.21),
        CostOf.CUSTOMER,
    )
    assert (found.dear, found.cheap) == ("heat", "quote")
    assert found.ratio == pytest.approx(914.29 / 455.73, rel=1e-4)
    share = 14583.21 / (14583.21 + 39314.66)
    assert found.p_value == pytest.approx(2 * stats.binom.sf(31, 75, share))
    # Twice the smaller tail; the sum of all outcomes that are less likely is another test.
    assert stats.binomtest(32, 75, share).pvalue == pytest.approx(0.0039, abs=1e-4)
    assert found.at_stake == pytest.approx(39314.66 * (1 - 455.7253 / 914.2944), rel=1e-4)


def test_nothing_is_compared_that_cannot_be():
    known = row("a", 100.0, 5)
    for other in (
        row("b", 100.0, 5, currency="USD"),
        row("b", 100.0, None),
        row(None, 100.0, 5),
        replace(row("b", 100.0, 5), dispersion=None),
        replace(row("b", 100.0, 5), spend=None),
    ):
        assert difference(known, other, CostOf.RESULT) is None
    assert difference(known, row("b", 100.0, 5), CostOf.CUSTOMER) is None


def test_the_clear_difference_is_of_customers_first():
    found = clear_difference(
        table(
            row("search", 4000.0, 20, won=43, paid=39000.0),
            row("film", 2000.0, 40, won=32, paid=14000.0, share=0.3),
        )
    )
    assert (found.which, found.dear, found.cheap) == (CostOf.CUSTOMER, "search", "film")


def test_costs_of_results_count_where_customers_say_nothing():
    rows_ = (
        row("search", 4000.0, 20, won=40, paid=4000.0),
        row("film", 2000.0, 40, won=20, paid=2000.0, share=0.3),
    )
    found = clear_difference(table(*rows_))
    assert (found.which, found.dear) == (CostOf.RESULT, "search")
    # Two pairs were looked at: one of customers, one of results.
    alone = difference(*rows_, CostOf.RESULT)
    assert found.p_value == pytest.approx(2 * alone.p_value)
    assert clear_difference(table(*rows_, is_mixed=True)) is None


@pytest.mark.parametrize(("won", "which"), [(19, CostOf.RESULT), (20, CostOf.CUSTOMER)])
def test_twenty_customers_are_needed_on_both_sides(won, which):
    rows_ = (row("search", 9000.0, 20, won=60, paid=90000.0), row("film", 900.0, 60, won=won))
    assert clear_difference(table(*rows_)).which is which


@pytest.mark.parametrize(("share", "found"), [(0.099, False), (0.10, True), (0.101, True)])
def test_a_tenth_of_the_spend_is_needed(share, found):
    rows_ = (row("search", 4000.0, 20), row("film", 500.0, 40, share=share))
    assert (clear_difference(table(*rows_)) is not None) is found


def test_the_pair_with_most_at_stake_is_named_and_chance_is_not():
    rows_ = (row("a", 4000.0, 40), row("b", 3000.0, 100), row("c", 1000.0, 60))
    found = clear_difference(table(*rows_))
    assert (found.dear, found.cheap) == ("a", "c")
    pairs = [difference(x, y, CostOf.RESULT) for x, y in
             ((rows_[0], rows_[1]), (rows_[0], rows_[2]), (rows_[1], rows_[2]))]  # fmt: skip
    assert found.p_value == pytest.approx(plain.holm([pair.p_value for pair in pairs])[1])
    even = (row("a", 1000.0, 20), row("b", 1000.0, 24), row("c", 1000.0, 18))
    assert clear_difference(table(*even)) is None


def test_looking_at_many_pairs_is_paid_for():
    """A difference that would be clear alone is none among ten campaigns."""
    pair = (row("a", 1000.0, 20), row("b", 1000.0, 38))
    assert clear_difference(table(*pair)) is not None
    crowd = [row(f"c{n}", 1000.0, 29) for n in range(8)]
    assert clear_difference(table(*pair, *crowd)) is None


def test_campaigns_that_cost_the_same_are_hardly_ever_told_apart():
    """Seeds of its own: five campaigns at the same cost, whose days clump in pairs."""
    random = np.random.default_rng(2027)
    wrong = 0
    for _ in range(400):
        rows_ = [row(f"{n}", 1000.0, 2.0 * random.poisson(12), phi=2.0) for n in range(5)]
        wrong += clear_difference(table(*rows_)) is not None
    assert wrong / 400 <= 0.05


def test_tables_of_frames_give_the_same_difference():
    found = costs_in(APRIL)
    clear = clear_difference(found)
    assert (clear.dear, clear.cheap, clear.which) == ("film", "search", CostOf.CUSTOMER)
