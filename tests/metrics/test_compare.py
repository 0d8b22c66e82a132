"""Comparison periods, changes and intervals."""

import math
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

import pytest

from metrics.comparison.change import ChangeDirection, ChangeUnit, change
from metrics.comparison.periods import Compare, complete, data_ends, earlier
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.results.results import headline
from metrics.statistics.intervals import garwood, wilson
from tests.metrics.cases import account, day, facts, lead, post, web


@pytest.mark.parametrize(("length", "weeks"), [(1, 1), (7, 1), (8, 2), (28, 4), (31, 5), (90, 13)])
def test_previous_period_has_as_many_days_on_the_same_weekdays(length, weeks):
    asked = Query(day(0), day(length - 1))
    before = earlier(asked, Compare.PREVIOUS)
    assert before == replace(asked, start=day(-7 * weeks), end=day(length - 1 - 7 * weeks))
    assert before.end < asked.start


def test_year_before_keeps_the_weekday():
    before = earlier(Query(date(2026, 3, 2), date(2026, 3, 8)), Compare.YEAR)
    assert (before.start, before.end) == (date(2025, 3, 3), date(2025, 3, 9))


def test_only_days_that_are_over_in_every_file_are_compared():
    known = facts(
        leads=[lead(0), lead(9, "2")], web_sessions=[web(5, channel_group="Email", sessions=1)]
    )
    ends = data_ends(known)
    assert ends == {"leads": day(9), "web_sessions": day(5)}
    assert complete(Query(day(0), day(20)), ends.values()).end == day(5)
    assert complete(Query(day(6), day(20)), ends.values()) is None


def test_headline_compares_equal_numbers_of_complete_days():
    """Four days of data in a week that is not over are compared with four days."""
    known = facts(leads=[lead(n, str(n)) for n in (*range(-7, 4), -7, -6)])
    (shown,) = headline(known, Query(day(0), day(6)), Compare.PREVIOUS, ["leads"])
    assert shown.figure.value == 4
    assert (shown.period.end, shown.before.end) == (day(3), day(-4))
    assert shown.earlier_value == 4
    assert [value for _, value in shown.spark] == [1, 1, 1, 1, None, None, None]


def test_no_change_without_a_comparison():
    known = facts(leads=[lead(0)])
    (shown,) = headline(known, Query(day(0), day(6)), Compare.NONE, ["leads"])
    assert shown.change.unit is ChangeUnit.NONE
    assert shown.change.value is None


def test_change_across_a_break_is_refused():
    """Meta's impressions before and after it counts views are not the same thing."""
    rows = [post(n, str(n), impressions=10) for n in (0, 400)]
    rows = [
        row | {"published_on": d}
        for row, d in zip(rows, (date(2024, 10, 29), date(2024, 11, 5)), strict=True)
    ]
    asked = Query(date(2024, 11, 5), date(2024, 11, 7))
    (shown,) = headline(facts(posts=rows), asked, Compare.PREVIOUS, ["impressions"])
    assert shown.broken is not None
    assert shown.change.unit is ChangeUnit.NONE
    (other,) = headline(
        facts(posts=rows), replace(asked, networks=("x",)), Compare.PREVIOUS, ["impressions"]
    )
    assert other.broken is None


@pytest.mark.parametrize(
    ("metric", "now", "before", "value", "unit", "direction"),
    [
        ("leads", 30, 20, 50, ChangeUnit.PERCENT, ChangeDirection.GOOD),
        ("leads", 10, 20, -50, ChangeUnit.PERCENT, ChangeDirection.BAD),
        ("leads", 5, 0, None, ChangeUnit.NEW, ChangeDirection.GOOD),
        ("leads", 0, 0, 0, ChangeUnit.PERCENT, ChangeDirection.NEUTRAL),
        ("leads", None, 3, None, ChangeUnit.NONE, ChangeDirection.NEUTRAL),
        ("net_follows", 5, -5, None, ChangeUnit.NONE, ChangeDirection.NEUTRAL),
        ("lead_rate", 0.05, 0.03, 2, ChangeUnit.POINTS, ChangeDirection.GOOD),
        ("cpl", 12, 10, 20, ChangeUnit.PERCENT, ChangeDirection.BAD),
        ("ad_spend", 12, 10, 20, ChangeUnit.PERCENT, ChangeDirection.NEUTRAL),
    ],
)
def test_change(metric, now, before, value, unit, direction):
    found = change(metrics()[metric], now, before)
    assert found.value == pytest.approx(value) if value is not None else found.value is None
    assert (found.unit, found.direction) == (unit, direction)


def test_wilson_is_the_published_interval():
    """3 of 41: 7.3 % [2.5; 19.4]; and nothing where the figures are no trials."""
    assert wilson(3, 41) == pytest.approx((0.0252, 0.1943), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(5, 0) is None
    assert wilson(11, 10) is None


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (100, 81.364, 121.627)],
)
def test_garwood_is_the_exact_poisson_interval(count, low, high):
    assert garwood(count) == pytest.approx((low, high), rel=1e-4, abs=1e-4)


def at_most(count, mean):
    """P(N <= count) for a Poisson mean, added up term by term with 60 digits."""
    with localcontext(prec=60):
        mean = Decimal(mean)
        # terms further than 40 deviations below the count add nothing to 20 digits
        first = max(0, count - int(40 * math.sqrt(count + 1)))
        term = (-mean + first * mean.ln() - log_factorial(first)).exp()
        total = term
        for k in range(first + 1, count + 1):
            term *= mean / k
            total += term
        return float(total)


def log_factorial(n):
    """Stirling's series; its next term is below 1e-20 from n = 1000 on."""
    if n < 1000:
        return Decimal(math.factorial(n)).ln()
    x = Decimal(n)
    series = 1 / (12 * x) - 1 / (360 * x**3) + 1 / (1260 * x**5)
    two_pi = Decimal("6.28318530717958647692528676655900576839433879875021")
    return x * x.ln() - x + (two_pi * x).ln() / 2 + series


@pytest.mark.parametrize("count", [0, 1, 5, 99, 100, 101, 1_000, 1_000_000])
def test_garwood_leaves_a_fortieth_on_either_side(count):
    low, high = garwood(count)
    assert at_most(count, high) == pytest.approx(0.025, rel=1e-9)
    if count:
        assert 1 - at_most(count - 1, low) == pytest.approx(0.025, rel=1e-9)
    else:
        assert low == 0


def test_garwood_is_asked_without_loading_scipy_before():
    code = "import sys, metrics.results; sys.exit('scipy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_followers_end_is_told_by_account_days():
    assert data_ends(facts(account_days=[account(4, followers=1)])) == {"account_days": day(4)}


def test_no_comparison_with_days_before_the_files_begin():
    """Three of seven earlier days are known: their sum would make any period look like growth."""
    known = facts(leads=[lead(n, str(n)) for n in range(-3, 7)])
    (shown,) = headline(known, Query(day(0), day(6)), Compare.PREVIOUS, ["leads"])
    assert shown.figure.value == 7
    assert shown.change.unit is ChangeUnit.NONE
    assert shown.earlier_value is None
    assert "begin on" in str(shown.broken)


def test_long_periods_have_a_point_for_each_whole_week():
    """Weeks that stick out of the period would look like a fall at its ends."""
    known = facts(leads=[lead(n, str(n)) for n in range(60)])
    (shown,) = headline(known, Query(day(0), day(59)), Compare.NONE, ["leads"])
    assert len(shown.spark) in {7, 8}
    assert {value for _, value in shown.spark} == {7}
