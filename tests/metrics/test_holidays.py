"""Holidays in the pace and in the odds of goals."""

import polars as pl
import pytest

from data.facts.facts import Facts
from metrics.goals.goal import Goal
from metrics.goals.pace import EVEN, holiday_factor, pace_line, span, weekday_factors
from metrics.goals.progress import evaluate
from tests.metrics.cases import day

GOAL = Goal("g", "leads", 250, day(0), day(27), "cumulative")
OFF = frozenset({day(-60), day(-40), day(15), day(16), day(17)})


def leads(last, off=frozenset()):
    """Ten leads a day, none on days off; the facts know ``off`` as holidays."""
    days = [day(n) for n in range(-182, last + 1) if day(n) not in OFF for _ in range(10)]
    rows = pl.DataFrame({"lead_id": [f"{n}" for n in range(len(days))], "created_on": days})
    return Facts.of({"leads": rows}, holidays=off)


def test_holiday_is_learnt_from_the_past():
    history = {day(n): 0.0 if day(n) in OFF else 10.0 for n in range(-182, 0)}
    assert holiday_factor(history, EVEN, OFF) == pytest.approx(2 / 4)
    assert holiday_factor(history, EVEN, frozenset()) == 1


def test_holiday_that_is_unknown_counts_as_a_sunday():
    factors = (1.2,) * 5 + (0.6, 0.4)
    history = {day(n): 10 * factors[n % 7] for n in range(-28, 0)}
    assert holiday_factor(history, factors, frozenset({day(3)})) == pytest.approx(0.4)


def test_weeks_with_a_holiday_do_not_tell_the_weekdays():
    history = {day(n): 0.0 if n == -4 else 10.0 for n in range(-28, 0)}
    assert weekday_factors(history, day(0), frozenset({day(-4)})) == pytest.approx([1.0] * 7)
    assert min(weekday_factors(history, day(0))) < 1


def test_pace_expects_less_on_holidays_and_still_ends_at_the_target():
    days = span(day(0), day(6))
    line = pace_line(days, EVEN, 13, off={day(3): 0.5})
    assert line == pytest.approx([2, 4, 6, 7, 9, 11, 13])


def test_goal_with_holidays_ahead_is_expected_to_bring_less():
    plain = evaluate(leads(13), GOAL, day(13)).outlook
    off = evaluate(leads(13, OFF), GOAL, day(13)).outlook
    assert off.median < plain.median - 10


def test_goal_is_not_behind_after_a_holiday():
    """On the day after three days off, the pace knows that little could come."""
    plain, off = (evaluate(leads(18, known), GOAL, day(18)) for known in (frozenset(), OFF))
    assert off.gap_today > plain.gap_today
