"""Comparison periods, changes and intervals."""

import math
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext

import pytest

from i18n.message import msg
from metrics.comparison.change import ChangeDirection, ChangeUnit, change
from metrics.comparison.periods import (
    Alignment,
    Compare,
    alignment,
    compared_with,
    complete,
    data_ends,
    earlier,
    pair,
    whole_months,
)
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.results.results import headline
from metrics.statistics.intervals import garwood, wilson
from metrics.statistics.period_change import Method, PeriodChange
from tests.metrics.cases import account, day, facts, lead, post, web


@pytest.mark.parametrize("kind", [Compare.PREVIOUS, Compare.WEEKDAYS])
@pytest.mark.parametrize(("length", "weeks"), [(1, 1), (7, 1), (8, 2), (28, 4), (31, 5), (90, 13)])
def test_other_periods_have_as_many_days_before_them_on_the_same_weekdays(length, weeks, kind):
    asked = Query(day(0), day(length - 1))
    assert whole_months(asked) == 0
    before = earlier(asked, kind)
    assert before == replace(asked, start=day(-7 * weeks), end=day(length - 1 - 7 * weeks))
    assert before.end < asked.start
    assert alignment(asked, kind) is Alignment.WEEKDAYS


@pytest.mark.parametrize(
    ("start", "end", "kind", "first", "last"),
    [
        ("2026-10-01", "2026-10-31", "previous", "2026-09-01", "2026-09-30"),
        ("2026-03-01", "2026-03-31", "previous", "2026-02-01", "2026-02-28"),
        ("2026-01-01", "2026-01-31", "previous", "2025-12-01", "2025-12-31"),
        ("2026-07-01", "2026-09-30", "previous", "2026-04-01", "2026-06-30"),
        ("2026-01-01", "2026-12-31", "previous", "2025-01-01", "2025-12-31"),
        ("2025-11-01", "2026-02-28", "previous", "2025-07-01", "2025-10-31"),
        ("2026-10-01", "2026-10-31", "weekdays", "2026-08-27", "2026-09-26"),
        ("2026-10-01", "2026-10-30", "previous", "2026-08-27", "2026-09-25"),
        ("2026-10-05", "2026-10-11", "year", "2025-10-05", "2025-10-11"),
        ("2024-02-29", "2024-03-04", "year", "2023-02-28", "2023-03-04"),
        ("2024-02-01", "2024-02-29", "year", "2023-02-01", "2023-02-28"),
        ("2025-02-01", "2025-02-28", "year", "2024-02-01", "2024-02-29"),
        ("2026-10-01", "2026-10-31", "2026-01-05..2026-02-04", "2026-01-05", "2026-02-04"),
    ],
)
def test_the_period_that_another_is_compared_with(start, end, kind, first, last):
    asked = Query(date.fromisoformat(start), date.fromisoformat(end))
    before = earlier(asked, compared_with(kind))
    assert (str(before.start), str(before.end)) == (first, last)


def test_a_month_that_is_not_over_is_compared_with_as_many_days_of_the_one_before():
    november = Query(date(2026, 11, 1), date(2026, 11, 30))
    now, before = pair(november, Compare.PREVIOUS, [date(2026, 11, 28)])
    assert (now.end, before.start, before.end) == (
        date(2026, 11, 28), date(2026, 10, 1), date(2026, 10, 28),
    )  # fmt: skip
    march = Query(date(2026, 3, 1), date(2026, 3, 31))
    now, before = pair(march, Compare.PREVIOUS, [date(2026, 3, 30)])
    assert (now.end, before.end) == (date(2026, 3, 30), date(2026, 2, 28))
    assert pair(march, Compare.PREVIOUS, [date(2026, 2, 20)]) is None


@pytest.mark.parametrize("text", ["sometimes", "2026-01-05..2026-01-01", "2026-01-05..", ".."])
def test_what_is_no_comparison_is_refused(text):
    with pytest.raises(ValueError, match=r"valid|ends|Invalid"):
        compared_with(text)


@pytest.mark.parametrize("text", ["previous", "year", "weekdays", "none", "2026-01-01..2026-01-31"])
def test_a_comparison_is_written_as_it_is_read(text):
    assert compared_with(text).value == text


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
    assert shown.change.why is not None
    assert shown.change.unit is ChangeUnit.NONE
    (other,) = headline(
        facts(posts=rows), replace(asked, networks=("x",)), Compare.PREVIOUS, ["impressions"]
    )
    assert other.change.why is None


@pytest.mark.parametrize(
    ("metric", "now", "before", "value", "unit"),
    [
        ("leads", 30, 20, 50, ChangeUnit.PERCENT),
        ("leads", 10, 20, -50, ChangeUnit.PERCENT),
        ("leads", 5, 0, None, ChangeUnit.NEW),
        ("leads", 0, 0, 0, ChangeUnit.PERCENT),
        ("leads", None, 3, None, ChangeUnit.NONE),
        ("net_follows", 5, -5, None, ChangeUnit.NONE),
        ("lead_rate", 0.05, 0.03, 2, ChangeUnit.POINTS),
        ("cpl", 12, 10, 20, ChangeUnit.PERCENT),
    ],
)
def test_change_without_an_interval_has_no_verdict(metric, now, before, value, unit):
    found = change(metrics()[metric], now, before)
    assert found.value == pytest.approx(value) if value is not None else found.value is None
    assert (found.unit, found.direction) == (unit, ChangeDirection.NONE)


def interval(low, high, days_part=1.0):
    return PeriodChange(Method.PLACEBO, (low + high) / 2, low, high, days_part, 30, True)


@pytest.mark.parametrize(
    ("metric", "low", "high", "direction"),
    [
        ("leads", 0.01, 0.9, ChangeDirection.GOOD),
        ("leads", -0.01, 0.9, ChangeDirection.UNCLEAR),
        ("leads", 0.0, 0.9, ChangeDirection.UNCLEAR),
        ("leads", -0.04, 0.049, ChangeDirection.STEADY),
        ("leads", -0.04, 0.05, ChangeDirection.UNCLEAR),
        ("cpl", 0.01, 0.9, ChangeDirection.BAD),
        ("ad_spend", 0.01, 0.9, ChangeDirection.NONE),
    ],
)
def test_only_a_change_beyond_random_variation_is_good_or_bad(metric, low, high, direction):
    found = change(metrics()[metric], 13, 10, interval(low, high))
    assert found.direction is direction
    assert (found.low, found.high) == (pytest.approx(100 * low), pytest.approx(100 * high))


def test_a_fall_is_bad_and_a_reason_for_no_verdict_takes_it_back():
    fall = interval(-0.5, -0.1)
    assert change(metrics()["leads"], 7, 10, fall).direction is ChangeDirection.BAD
    silent = change(metrics()["leads"], 7, 10, fall, msg("Provisional."))
    assert (silent.direction, silent.low) == (ChangeDirection.NONE, pytest.approx(-50))


def test_counts_change_per_usual_day_and_ratios_do_not():
    """31 days after 30: 10 % more in all is less a day."""
    longer = interval(-0.2, 0.3, days_part=31 / 30)
    assert change(metrics()["leads"], 110, 100, longer).value == pytest.approx(
        100 * (1.1 * 30 / 31 - 1)
    )
    assert change(metrics()["cpl"], 11, 10, longer).value == pytest.approx(10)


def test_the_interval_of_a_rate_is_in_points():
    found = change(metrics()["lead_rate"], 0.03, 0.02, interval(0.2, 0.8))
    assert (found.low, found.high) == (pytest.approx(0.4), pytest.approx(1.6))


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
    assert "no file of CRM leads covers all of" in str(shown.change.why)


def test_long_periods_have_a_point_for_each_whole_week():
    """Weeks that stick out of the period would look like a fall at its ends."""
    known = facts(leads=[lead(n, str(n)) for n in range(60)])
    (shown,) = headline(known, Query(day(0), day(59)), Compare.NONE, ["leads"])
    assert len(shown.spark) in {7, 8}
    assert {value for _, value in shown.spark} == {7}
