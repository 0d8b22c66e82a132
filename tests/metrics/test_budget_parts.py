"""Parts of a budget's plan: days, weeks, amounts, ranges, lines and rules, against plain Python."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from metrics.budget.campaign_weeks import campaign_weeks, runs
from metrics.budget.count_errors import at_most, best_line
from metrics.budget.effects import (
    NOTHING,
    Moved,
    ResultRange,
    blocks,
    dispersion,
    level,
    of_cut,
    of_shift,
    variation,
)
from metrics.budget.little_history import has_history, little_history
from metrics.budget.planned_days import planned_days
from metrics.budget.round_amounts import round_down
from metrics.budget.rule import MOST_ERROR, Response, rule_of
from metrics.question.query import Query
from metrics.returns.campaign_days import campaign_days
from tests.conftest import examples
from tests.metrics import plain_budget as plain
from tests.metrics.cases import day, facts
from tests.metrics.plain_campaigns import negative_binomial
from tests.metrics.test_campaign_costs import leads_of, spent

# ------------------------------------------------------------- days, weeks and amounts


@pytest.mark.parametrize(
    ("newest", "start", "end"),
    [
        (date(2026, 11, 28), date(2026, 12, 1), date(2026, 12, 31)),
        (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31)),
        # Three weeks of November are left, or a day less.
        (date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 30)),
        (date(2026, 11, 10), date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 2, 7), date(2027, 2, 8), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 3, 1), date(2028, 3, 31)),
    ],
)
def test_the_next_month_is_planned_or_the_rest_of_this_one(newest, start, end):
    assert planned_days(newest) == Query(start, end)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_a_plan_is_after_the_newest_day_up_to_the_end_of_a_month(newest):
    found = planned_days(newest)
    assert newest < found.start
    assert found.end.day == monthrange(found.end.year, found.end.month)[1]
    assert 21 <= found.days <= 31
    assert found.start.day == 1 or found.start == newest + timedelta(days=1)


@given(st.floats(0.01, 1e9))
def test_a_round_amount_is_the_largest_that_fits(most):
    found = round_down(most)
    assert found <= most * (1 + 1e-9)
    digits = f"{found:e}".partition("e")[0].rstrip("0").rstrip(".")
    assert digits in {"1", "2", "2.5", "5"}
    larger = sorted(step * 10.0**power for step in (1, 2, 2.5, 5) for power in range(-4, 11))
    assert found == pytest.approx(max(one for one in larger if one <= most * (1 + 1e-9)))


def test_no_money_is_no_round_amount():
    assert [round_down(most) for most in (0.0, -5.0)] == [None, None]


def weekly(costs, leads, until):
    return campaign_weeks(campaign_days(facts(ad_costs=costs, leads=leads)), "search", until)


LEADS = leads_of("letter", range(-10, 60))


def test_whole_weeks_are_those_that_a_campaign_ran_through():
    """From a Wednesday on, twice as much in the third week; the last known day is a Tuesday."""
    costs = [
        *spent("search", range(2, 21), 10.0),
        *spent("search", range(21, 28), 20.0),
        *spent("search", range(28, 37), 10.0),
    ]
    found = weekly(costs, [*LEADS, *leads_of("search", [3, 8, 9, 22, 36])], day(36))
    assert (found.begin, found.end, found.number) == (day(2), day(36), 4)
    assert found.spend.tolist() == [70, 70, 140, 70]
    assert found.results.tolist() == [2, 0, 1, 0]
    assert (found.highest, found.lowest) == (140, 70)
    assert found.variation == pytest.approx(35 / 87.5)
    # A fortnight earlier less is known.
    assert weekly(costs, LEADS, day(22)).spend.tolist() == [70, 70]


def test_a_week_with_an_unknown_day_is_none():
    """Spend is known for two weeks together, and leads begin in the second week."""
    costs = [
        *spent("search", range(7), 10.0),
        *spent("search", [7], 140.0),
        *spent("search", range(21, 42), 10.0),
    ]
    costs[7] |= {"date": None, "period_to": day(20)}
    found = weekly(costs, LEADS, day(41))
    assert found.spend.tolist() == [70, 70, 70, 70]
    later = leads_of("letter", range(25, 60))
    assert weekly(costs, later, day(41)).spend.tolist() == [70, 70]


def test_without_a_whole_week_nothing_is_known_of_them():
    few = weekly(spent("search", range(2, 8)), LEADS, day(7))
    assert (few.number, few.variation, few.highest, few.lowest) == (0, None, None, None)
    one = weekly(spent("search", range(7, 14)), LEADS, day(13))
    assert (one.number, one.variation) == (1, None)
    month = spent("search", [0], 300.0)
    month[0] |= {"date": None, "period_to": day(27)}
    assert weekly(month, LEADS, day(27)) is None


def test_a_campaign_that_ended_has_no_weeks_after_its_end():
    ended = weekly([*spent("search", range(16)), *spent("other", range(60))], LEADS, day(40))
    assert (ended.end, ended.number) == (day(15), 2)
    days = campaign_days(
        facts(ad_costs=[*spent("search", range(16)), *spent("other", range(60))], leads=LEADS)
    )
    assert [runs(days, "search", day(n)) for n in (28, 29, 30)] == [True, False, False]
    assert [runs(days, "other", day(n)) for n in (-1, 0, 59)] == [False, True, True]


# ------------------------------------------------------------- ranges


@given(st.lists(st.integers(0, 50), max_size=12))
def test_months_vary_as_plain_python_has_it(counts):
    array = np.array(counts, dtype=float)
    assert variation(array) == pytest.approx(plain.varies(counts))
    assert dispersion(array) == pytest.approx(plain.clumps(counts))


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=1, max_size=120),
    st.integers(5, 31),
)
def test_months_are_stretches_back_from_the_last_day(days, length):
    array = np.array([np.nan if one is None else one for one in days], dtype=float)
    assert blocks(array, len(days), length).tolist() == plain.months(days, length)


def test_at_most_a_year_of_months_counts():
    assert blocks(np.ones(31 * 20), 31 * 20, 31).tolist() == [31.0] * 12


_MOVED = st.builds(Moved, st.floats(0, 1000), st.floats(0, 1))


@given(_MOVED, _MOVED)
def test_a_shift_lies_between_what_is_lost_and_what_is_in_proportion(lost, gained):
    found, cut = of_shift(lost, gained), of_cut(lost)
    low = -lost.results - plain.Z80 * plain.wide(lost.results, lost.variation)
    both = np.hypot(
        plain.wide(lost.results, lost.variation), plain.wide(gained.results, gained.variation)
    )
    assert found.low == cut.low == pytest.approx(low)
    assert found.high == pytest.approx(gained.results - lost.results + plain.Z80 * both)
    assert cut.high == 0
    # Both cases lie inside: the money buys nothing, and it buys in proportion.
    assert found.low < -lost.results
    assert gained.results - lost.results < found.high


@given(st.floats(0, 1000), st.floats(-1000, 0), st.floats(0, 500), st.floats(0, 1))
def test_results_are_a_level_with_its_own_width(usual, low, high, varies):
    found = level(usual, ResultRange(low, high), varies)
    ends = max(usual + low, 0.0), usual + high
    assert found.low == pytest.approx(max(ends[0] - plain.Z80 * plain.wide(ends[0], varies), 0))
    assert found.high == pytest.approx(ends[1] + plain.Z80 * plain.wide(ends[1], varies))
    hold = level(usual, NOTHING, varies)
    assert found.low <= hold.low + 1e-9
    assert found.high >= hold.high - 1e-9


# ------------------------------------------------------------- counts and rules


@given(st.floats(0.1, 300), st.floats(1, 5), st.integers(-2, 400))
def test_counts_have_the_negative_binomial_distribution(mean, times, count):
    [found] = at_most(mean, times, np.array([count]))
    assert found == pytest.approx(negative_binomial(mean, times, count), abs=1e-9)


def test_nothing_happens_where_nothing_is_expected():
    assert at_most(0.0, 2.0, np.array([-1, 0, 3])).tolist() == [0, 1, 1]


@given(st.floats(1, 150), st.floats(0.5, 150), st.floats(1, 4), st.floats(1, 4))
def test_the_line_is_the_best_of_all(low, more, times, others):
    found = best_line(low, low + more, (times, others))
    lines = range(int(np.ceil(low)), int(np.ceil(low + more)) + 1)

    def worst(line):
        return max(
            1 - negative_binomial(low, times, line - 1),
            negative_binomial(low + more, others, line - 1),
        )

    assert found.worst == pytest.approx(min(map(worst, lines)), abs=1e-9)
    assert found.worst == pytest.approx(worst(found.line), abs=1e-9)


RESPONSES = st.builds(
    Response,
    st.just("search"),
    st.floats(0.2, 4),
    st.floats(0.1, 3),
    st.floats(0, 5),
    st.floats(1, 3),
    st.integers(28, 91),
)
DECEMBER = Query(date(2026, 12, 1), date(2026, 12, 31))


@examples(10)
@given(RESPONSES)
def test_a_rule_is_that_of_plain_sums(response):
    found = rule_of(response, DECEMBER)
    line, stop, keep, drop = plain.rule(
        response.usual, response.added, response.enough, response.dispersion, response.past, 31, 14
    )
    assert (found.keep_from, found.stop_below) == (line, stop)
    assert found.false_keep == pytest.approx(keep, abs=1e-8)
    assert found.false_stop == pytest.approx(drop, abs=1e-8)
    assert (found.start, found.stop_day, found.end) == (
        DECEMBER.start,
        date(2026, 12, 14),
        DECEMBER.end,
    )
    assert found.decides == (max(keep, drop) <= 0.10)
    assert found.nothing == pytest.approx(31 * response.usual)
    assert found.full == pytest.approx(31 * (response.usual + response.added))


@examples(10)
@given(RESPONSES)
def test_the_weeks_of_a_rule_are_the_fewest_that_decide(response):
    found = rule_of(response, DECEMBER).weeks

    def worst(weeks):
        args = (response.usual, response.added, response.enough, response.dispersion)
        return max(plain.rule(*args, response.past, 7 * weeks, 7 * (weeks // 2))[2:])

    if found is None:
        assert worst(26) > MOST_ERROR
        return
    assert 2 <= found <= 26
    assert worst(found) <= MOST_ERROR + 1e-9
    assert found == 2 or worst(found - 1) > MOST_ERROR


def test_a_short_month_is_looked_at_after_one_week():
    rest = Query(date(2026, 11, 10), date(2026, 11, 30))
    assert rule_of(Response("a", 1.0, 1.0, 1.0, 1.0, 91), rest).stop_day == date(2026, 11, 16)
    four = Query(date(2027, 2, 1), date(2027, 2, 28))
    assert rule_of(Response("a", 1.0, 1.0, 1.0, 1.0, 91), four).stop_day == date(2027, 2, 14)


def test_an_effect_that_is_too_small_to_be_seen_has_no_number_of_weeks():
    assert rule_of(Response("a", 1.0, 0.01, 1.0, 1.0, 91), DECEMBER).weeks is None


@pytest.mark.parametrize("seed", [4001, 4002, 4003])
def test_a_rule_is_wrong_as_often_as_it_says(seed):
    """Ninety-one days, of whose counts a rule is made; then a December without and with effect."""
    random = np.random.default_rng(seed)
    usual, added, clump = 1.4, 1.3, 2.0

    def counts(rate, shape):
        """Negative binomial days whose variance is ``clump`` times their mean."""
        return random.negative_binomial(rate / (clump - 1), 1 / clump, shape)

    wrong, said = np.zeros(2), np.zeros(2)
    for _ in range(150):
        seen = counts(usual, 91).mean()
        rule = rule_of(Response("a", seen, added * seen / usual, 1.2, clump, 91), DECEMBER)
        said += rule.false_keep, rule.false_stop
        for which, rate in enumerate((usual, usual + added)):
            month = counts(rate, (200, 31))
            keeps = (month[:, :14].sum(axis=1) >= rule.stop_below) & (
                month.sum(axis=1) >= rule.keep_from
            )
            wrong[which] += keeps.mean() if which == 0 else 1 - keeps.mean()
    wrong, said = wrong / 150, said / 150
    assert (said <= 0.10).all()
    assert (wrong <= 0.10).all()
    assert np.abs(wrong - said).max() < 0.02


# ------------------------------------------------------------- too little history


def test_history_is_enough_with_half_a_year_and_forty_results():
    def enough(weeks, results):
        found = weekly(
            spent("search", range(7 * weeks)),
            [*leads_of("letter", range(7 * weeks)), *leads_of("search", [n % 7 for n in range(results)])],
            day(7 * weeks - 1),
        )  # fmt: skip
        return has_history(found)

    assert [enough(weeks, 60) for weeks in (25, 26, 27)] == [False, True, True]
    assert [enough(30, results) for results in (39, 40, 41)] == [False, True, True]


@given(st.integers(1, 25), st.integers(1, 60), st.floats(1, 3))
def test_a_test_is_long_enough_to_tell_twice_as_much_from_no_more(weeks, results, times):
    found = little_history(
        weekly(
            spent("search", range(7 * weeks), 3.0),
            [*leads_of("letter", range(7 * weeks)), *leads_of("search", [n % 7 for n in range(results)])],
            day(7 * weeks - 1),
        ),
        "EUR",
        times,
    )  # fmt: skip
    expected = plain.weeks_of_test(results / weeks, weeks, times)
    assert (found.weeks, found.results, found.currency) == (weeks, results, "EUR")
    assert (found.test and found.test.weeks) == expected
    if found.test is not None:
        assert (found.test.usual, found.test.raised) == pytest.approx((21, 42))


def test_without_a_week_or_a_result_there_is_no_test():
    assert little_history(weekly(spent("search", range(2, 8)), LEADS, day(7)), None, 1.0).test is None  # fmt: skip
    assert little_history(weekly(spent("search", range(14)), LEADS, day(13)), None, 1.0).test is None  # fmt: skip


def test_the_test_of_a_young_campaign_is_wrong_as_rarely_as_it_says():
    """Seven weeks of three results; raised and usual weeks of a test of the length it proposes."""
    random = np.random.default_rng(4100)
    pairs = plain.weeks_of_test(3.0, 7, 1.0) // 2
    wrong = np.zeros(2)
    for which, factor in enumerate((1, 2)):
        usual = random.poisson(3.0 * (7 + pairs), 20_000) / (7 + pairs)
        raised = random.poisson(3.0 * factor * pairs, 20_000)
        more = raised >= 1.5 * usual * pairs
        wrong[which] = more.mean() if factor == 1 else 1 - more.mean()
    assert wrong.mean() <= 0.055
    assert (wrong <= 0.08).all()
    assert stats.norm.ppf(0.95) == pytest.approx(plain.Z95)
