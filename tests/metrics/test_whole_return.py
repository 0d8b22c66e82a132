"""The return of a whole period, the days it is said of, verdicts on rows, and months at equal age."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from metrics.maturing.cohort import cohort
from metrics.maturing.maturity import MaturityStage
from metrics.returns.credited_outcome import credited_outcome
from metrics.returns.equal_age import equal_age
from metrics.returns.mature_span import mature_span
from metrics.returns.roi import returns
from metrics.returns.verdict import ReturnVerdict, per_unit, verdict
from metrics.returns.whole_return import whole_return
from tests.metrics.cases import ad, day, facts, lead
from tests.metrics.test_maturing import END, company
from tests.metrics.test_returns import ADS, WEEK, at, buyers, journeys, limits
from tests.metrics.test_young_returns import MATURE, TOO_YOUNG, YOUNG, steady


def whole(known, query=WEEK):
    return whole_return(known, query, returns(known, query, "channel"))


def test_all_revenue_is_divided_by_all_cost_with_the_variation_of_people():
    found = whole(buyers(30, 5))
    amounts = [10.0 + n for n in range(35)]
    assert (found.value, found.deals) == (sum(amounts), 35)
    low, high = limits(amounts, 44.0)
    assert found.per_unit.middle == pytest.approx(sum(amounts) / 50)
    assert (found.per_unit.low, found.per_unit.high) == pytest.approx((low / 50, high / 50))


def test_too_few_deals_or_no_cost_carry_no_return():
    assert whole(buyers(20, 9)).per_unit is None
    assert whole(buyers(20, 10)).per_unit is not None
    free = facts(leads=[lead(0, f"{n}", won_at=at(3, 8), amount=9.0, currency="EUR") for n in range(40)])  # fmt: skip
    assert whole(free).per_unit is None


def test_amounts_of_two_currencies_are_never_divided():
    rows = [
        lead(0, f"{n}", won_at=at(3, 8), amount=9.0, currency="USD" if n else "EUR")
        for n in range(40)
    ]
    found = whole(facts(leads=rows, ad_costs=ADS))
    assert (found.value, found.currency, found.per_unit) == (None, None, None)
    dollars = [row | {"currency": "USD"} for row in rows]
    found = whole(facts(leads=dollars, ad_costs=ADS))
    assert (found.value, found.currency, found.per_unit) == (360, "USD", None)


def test_orders_count_whether_a_visit_is_known_or_not():
    found = whole(journeys(ad_costs=ADS))
    assert (found.value, found.deals, found.per_unit) == (100, 1, None)


def test_leads_that_still_buy_give_way_to_the_latest_mature_days():
    known = steady()
    counted = credited_outcome(known)
    created = known.frame("leads").collect()["created_on"]

    def stage(span):
        return cohort(known, created.filter(created.is_between(span.start, span.end))).stage

    assert mature_span(known, MATURE, counted).moved is False
    for query in (YOUNG, TOO_YOUNG):
        found = mature_span(known, query, counted)
        assert found.moved
        assert found.asked.stage is not MaturityStage.MATURE
        moved = (query.start - found.query.start).days
        assert moved % 7 == 0
        assert (found.query.end - found.query.start) == (query.end - query.start)
        assert stage(found.query) is MaturityStage.MATURE
        week = timedelta(days=7)
        week_later = replace(
            found.query, start=found.query.start + week, end=found.query.end + week
        )
        assert stage(week_later) is not MaturityStage.MATURE


def test_days_before_the_first_cost_are_no_way_out():
    costs = [ad(n, spend=100.0, currency="EUR") for n in range(330, END)]
    known = facts(leads=company(4, daily=20, source="google", medium="cpc"), ad_costs=costs)
    found = mature_span(known, YOUNG, credited_outcome(known))
    assert (found.moved, found.query) == (False, YOUNG)


def test_orders_are_mature_on_their_own_day():
    known = journeys(ad_costs=ADS)
    assert mature_span(known, WEEK, credited_outcome(known)).query == WEEK


def test_a_verdict_needs_the_whole_range_on_one_side():
    [row] = [r for r in returns(buyers(30, 5), WEEK, "channel").rows if r.cost]
    assert verdict(row) is ReturnVerdict.PAYS_BACK
    assert per_unit(row).low == pytest.approx(row.roas.low)
    assert verdict(replace(row, roi=replace(row.roi, low=-0.1))) is ReturnVerdict.OPEN
    assert verdict(replace(row, roi=replace(row.roi, low=-0.9, high=-0.1))) is ReturnVerdict.LOSES
    assert verdict(replace(row, cost=None)) is ReturnVerdict.UNKNOWN
    [few] = [r for r in returns(buyers(9, 40), WEEK, "channel").rows if r.cost]
    assert verdict(few) is ReturnVerdict.TOO_FEW
    assert per_unit(few) is None


def sold(number, took, amount):
    """A lead that bought after so many days."""
    won = datetime.combine(day(number + took), time(8), UTC)
    return lead(number, f"{number}", won_at=won, amount=amount, currency="EUR")


def aged(*rows: dict):
    """Leads from 2 March to 10 June, with a cost of 10 a day."""
    costs = [ad(n, spend=10.0, currency="EUR") for n in range(101)]
    return equal_age(facts(leads=[lead(0, "first"), *rows, lead(100, "last")], ad_costs=costs))


def test_months_are_compared_at_the_same_age():
    """Sales within 28 days count; May has younger leads, and files begin within March."""
    found = aged(sold(40, 28, 300.0), sold(41, 29, 900.0), sold(62, 2, 50.0))
    assert [(one.month, one.cost, one.deals, one.revenue) for one in found.months] == [
        (date(2026, 4, 1), 300, 1, 300)
    ]
    assert (found.months[0].per_unit, found.currency) == (1, "EUR")
    assert equal_age(facts()).months == ()
