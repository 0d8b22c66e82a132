"""Next month's budget: whole plans against plain Python, thresholds, goals, and planted responses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from data.store import Store
from i18n.message import msg
from metrics.budget.little_history import TooLittleHistory
from metrics.budget.plan import BudgetPlan, MixedCurrencies, budget_plan
from metrics.budget.scenarios import ScenarioName
from metrics.goals.forecast.ends import GoalEnds
from metrics.goals.forecast.outlook import Outlook
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.progress import Progress
from metrics.goals.status import GoalStatus
from metrics.question.query import Query
from metrics.returns.campaign_costs import campaign_costs
from metrics.returns.cost_difference import clear_difference
from tests.conftest import FEW, LAST
from tests.metrics import plain_budget as plain
from tests.metrics.cases import ad, day, facts, lead

LENGTH = 245  # 2 March to 1 November 2026
NEWEST = day(LENGTH - 1 - 2)  # 30 October


def company(campaigns, *, currency="EUR", more=()):
    """Facts of campaigns by name: spend and results of each day from the first Monday on."""
    costs, leads = [], []
    size = max(len(one.spend) for one in campaigns.values())
    for name, one in campaigns.items():
        costs += [
            ad(n, campaign=name, spend=float(spent), currency=currency)
            for n, spent in enumerate(one.spend)
            if spent
        ]
        leads += [
            lead(n, f"{name} {n} {place}", campaign=name, source="google", medium="cpc")
            for n, count in enumerate(one.results)
            for place in range(count)
        ]
    leads += [lead(n, f"letter {n}", source="letter", medium="email") for n in range(size)]
    return facts(ad_costs=[*costs, *more], leads=leads)


def steady(spend, every, size=LENGTH, first=0):
    """The same spend each day, and a result on every so many days (or so many a day below one)."""
    days = range(size)
    return plain.Campaign(
        [spend if n >= first else 0.0 for n in days],
        [int(n >= first and n % every == 0) if every >= 1 else round(1 / every) * (n >= first) for n in days],
    )  # fmt: skip


def two(**more: object):
    """A dear campaign with a result a day, and a cheap one with five a day for a third of the money."""
    return {"search": steady(100.0, 1), "film": steady(30.0, 0.2), **more}


def planned(campaigns=None, newest=NEWEST, goals=(), **how: object):
    return budget_plan(company(campaigns or two(), **how), newest, goals)


def by_name(found):
    return {scenario.name: scenario for scenario in found.scenarios}


HOLD, SHIFT, CUT = ScenarioName


def test_the_plan_of_two_campaigns():
    found = planned()
    assert isinstance(found, BudgetPlan)
    assert (found.plan, found.currency) == (Query(date(2026, 11, 1), date(2026, 11, 30)), "EUR")
    assert (found.past.end, found.past.days, found.counted.metric) == (NEWEST, 91, "leads")
    search, film = found.campaigns
    assert (search.campaign, search.spend, search.weeks) == ("search", pytest.approx(3000), 34)
    assert (search.results, search.per_result.value) == (pytest.approx(30), 100)
    assert (film.spend, film.results, film.highest) == (900, pytest.approx(150), 210)
    assert (found.spend, found.usual) == (pytest.approx(3900), pytest.approx(180))
    # At most half of 3,000, and up to one and a half times the 900 that the cheap one had.
    assert (found.move.source, found.move.target, found.move.amount) == ("search", "film", 250)
    assert found.move.source_share == pytest.approx(250 / 3000)
    assert found.move.target_share == pytest.approx(250 / 900)
    assert (found.move.lost, found.move.gained) == pytest.approx((2.5, 250 / 6))
    hold, shift, cut = found.scenarios
    assert (hold.effect.low, hold.effect.high, hold.at_average, hold.worse) == (0, 0, 0, 0)
    assert (hold.outside, hold.spend, shift.spend, cut.spend) == ((), 3900, 3900, 3650)
    assert shift.at_average == pytest.approx(found.move.gained - found.move.lost)
    assert shift.worse == pytest.approx(found.move.lost / found.move.gained)
    assert (cut.at_average, cut.worse) == (-found.move.lost, 1)
    assert (shift.outside, cut.outside) == (("search", "film"), ("search",))


def check(found, campaigns, source, target, amount):
    """Every number of a plan is that of plain loops."""
    length = found.plan.days
    assert (found.move.source, found.move.target, found.move.amount) == (source, target, amount)
    expected = plain.move(campaigns, source, target, amount, length)
    assert (found.move.lost, found.move.gained) == pytest.approx((expected.lost, expected.gained))
    names = by_name(found)
    for got, wanted in (
        (names[SHIFT].effect, expected.shift),
        (names[CUT].effect, expected.cut),
        (names[HOLD].results, expected.hold_results),
        (names[SHIFT].results, expected.shift_results),
        (names[CUT].results, expected.cut_results),
    ):
        assert (got.low, got.high) == pytest.approx(wanted)
    first = day(0)
    own, past = campaigns[target], sum(campaigns[target].results[-91:]) / 91
    a_day = amount / length
    rates = {name: sum(one.results[-91:]) / sum(one.spend[-91:]) for name, one in campaigns.items()}
    line, stop, keep, drop = plain.rule(
        past,
        a_day * rates[target],
        (sum(own.spend[-91:]) / 91 + a_day) * rates[source],
        plain.dispersion(own, list(campaigns.values()), first, length),
        91,
        length,
        14,
    )
    assert (found.rule.keep_from, found.rule.stop_below) == (line, stop)
    assert (found.rule.false_keep, found.rule.false_stop) == pytest.approx((keep, drop), abs=1e-8)
    for one in found.campaigns:
        weeks = plain.weeks(campaigns[one.campaign], first)
        assert one.weeks == len(weeks.spend)
        assert (one.highest, one.lowest) == pytest.approx((max(weeks.spend), min(weeks.spend)))


@FEW
@given(st.integers(0, 10**6))
def test_plans_are_those_of_plain_loops(seed):
    random = np.random.default_rng(seed)
    campaigns = {
        name: plain.Campaign(
            [
                round(spend * random.uniform(0.9, 1.1) * (0.6 if n // 7 % 2 else 1.4), 2)
                for n in range(LENGTH - 2)
            ],
            random.negative_binomial(rate * 2, 2 / 3, LENGTH - 2).tolist(),
        )
        for name, spend, rate in (("search", 100.0, 0.8), ("film", 40.0, 1.2), ("brand", 20.0, 0.7))
    }
    rates = {n: sum(c.results[-91:]) / sum(c.spend[-91:]) for n, c in campaigns.items()}
    found = planned(campaigns)
    assert isinstance(found, BudgetPlan)
    assert rates[found.move.target] > rates[found.move.source]
    check(found, campaigns, found.move.source, found.move.target, found.move.amount)
    # No other allowed move has more at stake.
    stakes = {}
    for source in ("search", "film"):
        for target, one in campaigns.items():
            if rates[target] > rates[source]:
                weeks = plain.weeks(one, day(0))
                spend = sum(one.spend[-91:]) / 91
                room = 1.5 * max(spend, max(weeks.spend) / 7) - spend
                most = 30 * min(0.5 * sum(campaigns[source].spend[-91:]) / 91, room)
                amount = max(
                    step * 10.0**power
                    for step in (1, 2, 2.5, 5)
                    for power in range(-3, 6)
                    if step * 10.0**power <= most
                )
                if sum(weeks.results) >= 40:
                    stakes[source, target] = amount * (1 - rates[source] / rates[target])
    best = max(stakes, key=stakes.get)
    assert (found.move.source, found.move.target) == best


# ------------------------------------------------------------- which money is moved


def test_most_at_stake_counts_and_not_the_cheapest_result():
    """A brand campaign costs a tenth, but hardly has room."""
    found = planned(two(brand=steady(2.0, 0.2)))
    assert (found.move.source, found.move.target) == ("search", "film")


def test_money_is_taken_from_the_two_largest_only():
    small = two(poor=steady(20.0, 30))
    assert planned(small).move.source == "search"
    large = two(poor=steady(90.0, 30))
    assert planned(large).move.source == "poor"


def test_the_dearest_campaign_has_no_result_at_all():
    found = planned(two(void=steady(90.0, 1000)))
    assert found.move.source == "void"
    shift, cut = by_name(found)[SHIFT], by_name(found)[CUT]
    assert (found.move.lost, shift.worse, cut.worse, cut.at_average) == (0, 0, 0, 0)
    assert shift.effect.low == pytest.approx(-plain.Z80)


def test_without_a_cheaper_campaign_the_budget_is_held():
    one = {"search": steady(100.0, 1)}
    for campaigns in (one, one | {"film": steady(100.0, 1)}):
        found = planned(campaigns)
        assert (found.move, found.rule) == (None, None)
        assert [scenario.name for scenario in found.scenarios] == [HOLD]


def deals(campaign, count, won):
    """Leads of a campaign in September, of which the first so many were won three days later."""
    found = []
    for place in range(count):
        created = 183 + place % 29
        at = datetime.combine(day(created + 3), time(9), UTC)
        sold = {"won_at": at} if place < won else {}
        tags = {"campaign": campaign, "source": "google", "medium": "cpc"}
        found.append(lead(created, f"{campaign} deal {place}", **tags, **sold))
    return found


@pytest.mark.parametrize(("won", "moves"), [(19, True), (20, False), (21, False)])
def test_cheap_leads_that_buy_nothing_get_no_money(won, moves):
    """Film has cheap leads, of which few buy; search has dear ones, of which many do."""
    campaigns = two()
    known = company(campaigns)
    leads = [
        *known.frame("leads").collect().to_dicts(),
        *deals("search", 100, 100),
        *deals("film", 60, won),
    ]
    costs = known.frame("ad_costs").collect().to_dicts()
    found = budget_plan(facts(ad_costs=costs, leads=leads), NEWEST, ())
    # A hundred customers for 3.3 times the money, against some twenty.
    assert isinstance(found, BudgetPlan)
    assert (found.move is not None) is moves


def test_a_campaign_that_ended_is_not_planned():
    ended = plain.Campaign([50.0] * (LENGTH - 30) + [0.0] * 30, [1] * LENGTH)
    found = planned(two(ended=ended))
    assert [one.campaign for one in found.campaigns] == ["search", "film"]


def test_a_young_campaign_is_planned_by_its_own_life():
    found = planned(two(young=steady(10.0, 2, first=LENGTH - 2 - 20)))
    young = next(one for one in found.campaigns if one.campaign == "young")
    assert young.spend == pytest.approx(300)
    assert young.results == pytest.approx(15)


# ------------------------------------------------------------- too little history


def short(weeks=30, results=60):
    """A cheaper campaign of so many whole weeks with so many results; its plan or what it lacks."""
    first = LENGTH - 2 - 7 * weeks - 5  # 30 October is a Friday
    counts = [0] * LENGTH
    for n in range(results):
        counts[first + 7 * weeks * n // results] += 1
    spend = [0.0 if n < first else 20.0 if n // 7 % 2 else 40.0 for n in range(LENGTH)]
    return planned({"search": steady(100.0, 90), "film": plain.Campaign(spend, counts)})


@pytest.mark.parametrize(("weeks", "enough"), [(25, False), (26, True), (27, True)])
def test_half_a_year_of_whole_weeks_is_needed(weeks, enough):
    found = short(weeks=weeks, results=120)
    assert isinstance(found, BudgetPlan) is enough
    if not enough:
        assert (found.campaign, found.weeks, found.results) == ("film", 25, 120)
        assert found.variation > 0.25


@pytest.mark.parametrize(("results", "enough"), [(39, False), (40, True), (41, True)])
def test_forty_results_are_needed(results, enough):
    found = short(results=results)
    assert isinstance(found, BudgetPlan) is enough
    if not enough:
        assert (found.campaign, found.weeks, found.results) == ("film", 30, 39)
        assert found.test.raised == pytest.approx(2 * found.test.usual) == pytest.approx(420)


def wavy(low, high, results):
    """A campaign whose weekly spend goes up and down, with so many results a week."""
    spend = [low if n // 7 % 2 else high for n in range(LENGTH)]
    return plain.Campaign(spend, [int(n % 7 < results) for n in range(LENGTH)])


def test_spend_that_hardly_varied_needs_a_rule_that_decides():
    """Two results a week: no rule decides within half a year, unless spend has varied before."""
    flat = planned({"search": steady(50.0, 40), "film": wavy(100.0, 100.0, 2)})
    assert isinstance(flat, TooLittleHistory)
    assert (flat.campaign, flat.variation) == ("film", 0)
    varied = planned({"search": steady(50.0, 40), "film": wavy(60.0, 140.0, 2)})
    assert isinstance(varied, BudgetPlan)
    assert (varied.rule.weeks, varied.rule.decides) == (None, False)
    assert varied.campaigns[0].variation > 0.25


@pytest.mark.parametrize(("more", "enough"), [(24.9, False), (25.1, True), (26.0, True)])
def test_a_quarter_of_variation_is_needed(more, enough):
    # Of 17 high weeks and 17 low ones, the sample deviation is this times half their distance.
    half = more / np.sqrt(34 / 33)
    varied = wavy(100.0 - half, 100.0 + half, 2)
    found = planned({"search": steady(50.0, 40), "film": varied})
    assert isinstance(found, BudgetPlan) is enough


def test_one_young_campaign_has_too_little_history():
    found = planned({"search": steady(100.0, 2, first=LENGTH - 60)})
    assert isinstance(found, TooLittleHistory)
    assert (found.campaign, found.weeks, found.currency) == ("search", 7, "EUR")


# ------------------------------------------------------------- nothing to plan with


def test_two_currencies_ask_for_a_rate():
    dollars = [ad(n, campaign="film", spend=40.0, currency="USD") for n in range(LENGTH)]
    found = planned({"search": steady(100.0, 2)}, more=dollars)
    assert found == MixedCurrencies((("EUR", 9100), ("USD", 3640)))
    before = [ad(n, campaign="film", spend=40.0, currency="USD") for n in range(100)]
    assert isinstance(planned(more=before[:60]), BudgetPlan | TooLittleHistory)


def test_without_costs_results_or_recent_days_there_is_no_plan():
    assert budget_plan(facts(), NEWEST, ()) is None
    known = company(two())
    for missing in ("leads", "ad_costs"):
        frames = {name: known.frame(name).collect() for name in ("leads", "ad_costs") if name != missing}  # fmt: skip
        assert budget_plan(Facts.of(frames), NEWEST, ()) is None
    nameless = company({"search": steady(100.0, 2)})
    costs = nameless.frame("ad_costs").collect().to_dicts()
    unnamed = [row | {"campaign": None} for row in costs]
    leads = nameless.frame("leads").collect().to_dicts()
    assert budget_plan(facts(ad_costs=unnamed, leads=leads), NEWEST, ()) is None


def test_days_that_are_four_weeks_old_are_too_old():
    last = day(LENGTH - 1)
    known = company(two())
    plans = [budget_plan(known, last + timedelta(days=n), ()) for n in (27, 28, 29)]
    assert [isinstance(found, BudgetPlan) for found in plans] == [True, True, False]
    assert plans[1].past.end == last
    assert plans[1].plan.start > last + timedelta(days=28)
    assert budget_plan(known, day(-50), ()) is None


def test_days_after_the_newest_are_not_looked_at():
    longer = company(two(search=steady(100.0, 1, LENGTH + 60), film=steady(30.0, 0.2, LENGTH + 60)))
    a, b = (budget_plan(known, NEWEST, ()) for known in (company(two()), longer))
    assert a == b


# ------------------------------------------------------------- goals


def progress(goal, ends, *, below=False):
    """A goal whose ends are equally likely."""
    drawn = GoalEnds.of(np.array(ends, dtype=float), below=below)
    ahead = Outlook(chance=drawn.chance(goal.target), median=float(np.median(ends)), ends=drawn)
    return Progress(
        goal, NEWEST, 1.0, 1.0, None, 30, GoalStatus.ON_TRACK, msg("Goal"), (), outlook=ahead
    )


def goal(**more: object):
    usual = {
        "id": "g", "metric": "leads", "target": 100.0, "start": date(2026, 10, 1),
        "end": date(2026, 11, 30), "kind": "cumulative",
    }  # fmt: skip
    return Goal(**(usual | more))


@cache
def channels():
    """The two campaigns with leads of two channels: search is paid search, film paid social."""
    known = company(two())
    leads = [
        row | ({"source": "facebook", "medium": "paid_social"} if row["campaign"] == "film" else {})
        for row in known.frame("leads").collect().to_dicts()
    ]
    return facts(ad_costs=known.frame("ad_costs").collect().to_dicts(), leads=leads)


def chances(goal_, ends, **how: bool):
    found = budget_plan(channels(), NEWEST, [progress(goal_, ends, **how)])
    return {s.name: [one.chance for one in s.goals] for s in found.scenarios}, found.move


def test_a_goal_for_everything_gets_what_is_gained_and_lost():
    """Ends 90 to 109: half of them reach 100; each further result brings one more end over it."""
    ends = np.arange(90, 110)
    found, moved = chances(goal(), ends)
    share = (np.arange(20) + 0.5) / 20

    def chance(extra):
        return float(np.mean([[end >= 100 - one for end in ends] for one in extra]))

    assert found[HOLD] == [0.5]
    assert found[SHIFT] == [pytest.approx(chance(share * moved.gained - moved.lost))]
    assert found[CUT] == [pytest.approx(chance(-share * moved.lost))]
    assert found[CUT] < found[HOLD]


def test_a_goal_of_the_target_s_channel_only_gains():
    ends = np.arange(90, 110)
    found, _ = chances(goal(channel="Paid Social"), ends)
    assert found[HOLD] == found[CUT] == [0.5]
    assert found[SHIFT][0] > 0.6
    found, _ = chances(goal(channel="Paid Search"), ends)
    assert found[SHIFT][0] < 0.5
    assert found[SHIFT][0] < found[CUT][0] < 0.5
    by_name, _ = chances(goal(campaign="film"), ends)
    assert by_name[SHIFT][0] > 0.6


def test_a_goal_that_ends_halfway_gets_half():
    ends = np.linspace(0, 200, 4000)
    whole, _ = chances(goal(channel="Paid Social"), ends)
    half, _ = chances(goal(channel="Paid Social", end=date(2026, 11, 15)), ends)
    assert half[SHIFT][0] - 0.5 == pytest.approx((whole[SHIFT][0] - 0.5) / 2, abs=0.01)


def test_a_ceiling_is_missed_by_more_results():
    ends = np.arange(90, 110)
    found, _ = chances(
        goal(channel="Paid Social", direction=GoalDirection.STAY_BELOW), ends, below=True
    )
    assert found[SHIFT][0] < found[HOLD][0]


def test_goals_that_the_move_does_not_touch_have_no_likelihood_here():
    ends = np.arange(90, 110)
    for other in (
        goal(channel="Email"),
        goal(metric="sessions"),
        goal(kind="rate"),
        goal(start=date(2026, 9, 1), end=date(2026, 10, 31)),
        goal(start=date(2026, 12, 1), end=date(2026, 12, 31)),
    ):
        assert chances(other, ends)[0] == {HOLD: [], SHIFT: [], CUT: []}
    without = replace(progress(goal(), ends), outlook=None)
    found = budget_plan(channels(), NEWEST, [without])
    assert {s.goals for s in found.scenarios} == {()}


# ------------------------------------------------------------- planted responses


@pytest.mark.parametrize("response", [1.0, 0.0])
def test_the_range_of_a_shift_holds_what_was_planted(response):
    """Seeds of its own: the money that is added brings in proportion, or nothing at all.

    Each world has its own counts, from which the plan is made; what really happens follows from
    the rates that made them, and from chance.
    """
    held, errors = 0, []
    worlds = 40
    for seed in range(7001, 7001 + worlds):
        random = np.random.default_rng(seed)
        rates = {"search": 2.0, "film": 5.0}
        spends = {"search": 100.0, "film": 40.0}
        campaigns = {
            name: plain.Campaign(
                [spends[name]] * (LENGTH - 2),
                random.negative_binomial(2 * rates[name], 2 / 3, LENGTH - 2).tolist(),
            )
            for name in rates
        }
        found = planned(campaigns)
        if isinstance(found, TooLittleHistory):
            continue
        amount, source, target = found.move.amount, found.move.source, found.move.target
        lost = random.poisson(amount * rates[source] / spends[source])
        more = response * amount / spends[target]
        gained = random.poisson(more * rates[target])
        shift = by_name(found)[SHIFT].effect
        held += shift.low <= gained - lost <= shift.high
        rate = rates[target] * (1 + more / found.plan.days)
        month = random.negative_binomial(2 * rate, 2 / 3, (100, found.plan.days))
        keeps = (month[:, :14].sum(axis=1) >= found.rule.stop_below) & (
            month.sum(axis=1) >= found.rule.keep_from
        )
        if found.rule.decides:
            errors.append(1 - keeps.mean() if response else keeps.mean())
    assert held >= 0.8 * worlds
    assert len(errors) > worlds / 4
    assert np.mean(errors) <= 0.10


def test_the_demo_company_may_test_a_cheaper_campaign(demo_folder):
    """Its largest campaign costs about twice as much per lead, and per customer, as the next one."""
    store = Store.open(demo_folder)
    known = Facts(store)
    costs = campaign_costs(known, Query(date(2026, 10, 1), LAST))
    leads = known.frame("leads").collect()
    for row in costs.rows:
        own = leads.filter(
            (leads["campaign"] == row.campaign)
            & leads["created_on"].is_between(costs.query.start, costs.query.end)
        )
        assert row.results == own.height
    clear = clear_difference(costs)
    assert (clear.dear, clear.cheap) == ("heat-pump-search", "quote-requests")
    found = budget_plan(known, LAST, ())
    assert isinstance(found, BudgetPlan)
    assert (found.plan.start, found.plan.end) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (found.move.source, found.move.target) == ("heat-pump-search", "quote-requests")
    assert found.move.amount == 1000
    shift = by_name(found)[SHIFT]
    assert shift.effect.low < 0 < shift.at_average < shift.effect.high
    assert shift.outside == ("quote-requests",)
    store.close()
