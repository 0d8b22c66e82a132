"""Figures that still grow: what is known of them, what is expected, and how they are compared."""

from datetime import UTC, datetime, time
from functools import cache

import numpy as np
import pytest

from metrics.comparison.change import ChangeDirection
from metrics.comparison.compared import compared, complete_answer
from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.maturing.lead_ages import maturing
from metrics.maturing.maturity import MaturityStage, maturity
from metrics.question.query import Query
from tests.metrics.cases import ad, day, facts, lead

END = 400


def company(seed=1, *, daily=8, **more: str):
    """Leads of 400 days, of which 15 % buy; a sale takes about 40 days."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(END):
        for place in range(daily):
            took = int(random.lognormal(np.log(40), 0.6))
            won = random.random() < 0.15 and number + took < END
            at = datetime.combine(day(number + took), time(9), UTC) if won else None
            amount = float(random.integers(500, 5000)) if won else None
            values = {"won_at": at, "amount": amount, "currency": "EUR"} if won else {}
            rows.append(lead(number, f"{number}-{place}", **values, **more))
    return rows


@cache
def steady():
    """A company in which nothing changes, with its costs."""
    costs = [ad(n, spend=100.0, currency="EUR") for n in range(END)]
    return facts(leads=company(2), ad_costs=costs)


def grown(known, metric, first, last):
    query = Query(day(first), day(last))
    (row,) = query_metrics(known, [metric], query).to_dicts()
    return maturity(known, metrics()[metric], query, row)


def test_every_metric_that_grows_is_found_by_its_formula():
    delayed = {m.id for m in metrics().values() if m.is_delayed}
    assert delayed == {m.id for m in metrics().values() if maturing(m) is not None}
    assert maturing(metrics()["cac"]).on_top is False
    assert maturing(metrics()["roas"]).on_top is True


def test_a_figure_grows_from_too_early_to_mature():
    known = facts(leads=company())
    stages = [grown(known, "customers", n, n + 29).stage for n in (370, 340, 100)]
    assert stages == [MaturityStage.TOO_EARLY, MaturityStage.GROWING, MaturityStage.MATURE]


def test_what_is_expected_is_in_the_unit_of_the_figure():
    costs = [ad(n, spend=100.0, currency="EUR") for n in range(END)]
    known = facts(leads=company(source="google", medium="cpc"), ad_costs=costs)
    customers = grown(known, "customers", 340, 369)
    cost = grown(known, "cac", 340, 369)
    revenue = grown(known, "revenue", 340, 369)
    (row,) = query_metrics(known, ["revenue"], Query(day(340), day(369))).to_dicts()
    assert customers.low <= customers.expected <= customers.high
    assert cost.expected == pytest.approx(3000 / customers.expected)
    assert (cost.low, cost.high) == pytest.approx((3000 / customers.high, 3000 / customers.low))
    assert revenue.low > row["value"]
    assert revenue.low <= revenue.expected <= revenue.high


@pytest.mark.parametrize(
    "metric",
    ["leads", "conversions", "conversion_value", "order_revenue", "web_revenue", "email_revenue"],
)
def test_figures_that_count_on_their_own_day_are_final_at_once(metric):
    assert maturing(metrics()[metric]) is None
    assert grown(facts(leads=company()), metric, 340, 369) is None


def test_without_leads_nothing_is_known_of_their_age():
    assert grown(facts(), "customers", 340, 369) is None


def test_the_record_says_how_far_past_forecasts_were_off():
    """It is worked out here by hand, with the leads as they were known then."""
    found = grown(facts(leads=company()), "customers", 340, 369)
    assert found.record is not None
    assert 3 <= found.record.periods <= 12
    assert 0 < found.record.error < 0.5


def test_nothing_is_forecast_from_few_events():
    rows = [lead(n, str(n), won_at=datetime(2026, 3, 20, tzinfo=UTC)) for n in range(3)]
    found = grown(facts(leads=[*rows, lead(200, "x")]), "customers", 190, 200)
    assert found.stage is MaturityStage.UNKNOWN
    assert (found.events, found.all_events) == (0, 3)


def both(known, metric, first, last, against=Compare.WEEKDAYS):
    return compared(known, [metric], Query(day(first), day(last)), against)[metric]


def test_young_leads_are_compared_with_what_old_ones_had_done_at_their_age():
    """As they stand, the newer 28 days have half of the earlier ones' customers."""
    known = facts(leads=company(daily=30))
    found = both(known, "customers", 341, 368)
    age = END - 1 - 368 if found.maturity.until == day(END - 1) else None
    assert found.maturity.stage is MaturityStage.GROWING
    rows = known.frame("leads").collect()
    took = (rows["won_at"].dt.date() - rows["created_on"]).dt.total_days()
    for value, (first, last) in {
        found.value: (341, 368),
        found.earlier_value: (313, 340),
    }.items():
        soon = rows.filter(took <= age, rows["created_on"].is_between(day(first), day(last)))
        assert value == soon.height
    assert found.change.direction in {ChangeDirection.UNCLEAR, ChangeDirection.STEADY}
    assert abs(found.change.value) < 40
    assert any("equal age" in note.render("en") for note in found.notes)


def test_a_ratio_of_which_little_is_known_is_not_shown():
    costs = [ad(n, spend=100.0, currency="EUR") for n in range(END)]
    known = facts(leads=company(), ad_costs=costs)
    for one in (both(known, "cac", 372, 399), both(known, "win_rate", 372, 399)):
        assert one.row["value"] is None
        assert one.row["why_null"] == "too_early"
        assert one.change.value is None
    assert both(known, "customers", 372, 399).row["value"] is not None
    answer = complete_answer(known, ["leads", "cac"], Query(day(372), day(399)))
    assert answer["value"].to_list()[1] is None
    assert answer["why_null"].to_list() == [None, "too_early"]


@pytest.mark.parametrize("metric", ["customers", "revenue", "win_rate", "cac", "qualified_leads"])
@pytest.mark.parametrize("last", range(310, 400, 15))
def test_no_verdict_on_unequal_ages_through_any_metric(metric, last):
    """Nothing changes in this company, and its newest months always look worse."""
    found = both(steady(), metric, last - 27, last)
    assert not found.change.direction.is_verdict


def test_known_at_an_age_is_as_if_later_outcomes_were_not_known():
    known = facts(leads=company(3))
    young = known.at_age(20).frame("leads").collect()
    rows = known.frame("leads").collect()
    took = (rows["won_at"].dt.date() - rows["created_on"]).dt.total_days()
    assert young["won_at"].is_not_null().to_list() == (took <= 20).fill_null(value=False).to_list()
