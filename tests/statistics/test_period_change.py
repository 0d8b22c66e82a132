"""The change of a figure between two periods, and its interval."""

from __future__ import annotations

import math

import numpy as np
import pytest

from metrics.statistics.period_change import (
    Method,
    PeriodChange,
    Span,
    level_change,
    period_change,
    weekday_factors,
)
from tests.statistics.reference import reference

NAN = math.nan


def world(seed: int, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts with a week, a drift and unknown days, and a denominator to divide them by."""
    random = np.random.default_rng(seed)
    week = random.uniform(0.3, 1.7, 7)
    drift = np.exp(np.cumsum(random.normal(0, 0.02, days)))
    visits = random.poisson(random.uniform(0.5, 80) * week[np.arange(days) % 7] * drift)
    leads = random.binomial(visits, random.uniform(0.02, 0.6)).astype(float)
    for holes in (visits := visits.astype(float)), leads:
        holes[random.random(days) < random.choice([0.0, 0.01, 0.05])] = NAN
    return leads, visits


def periods(random: np.random.Generator, days: int) -> tuple[Span, Span]:
    length = int(random.choice([28, 30, 31, 56, 91]))
    now = Span(days - length, days)
    away = int(random.choice([length, 7 * math.ceil(length / 7), 364]))
    before = now.back(away)
    return now, Span(max(before.first, 0), max(before.end, 10))


@pytest.mark.parametrize("seed", range(200))
def test_equals_the_reference(seed: int) -> None:
    random = np.random.default_rng(seed)
    days = int(random.integers(100, 900))
    leads, visits = world(seed, days)
    now, before = periods(random, days)
    exposure = visits if seed % 3 == 0 else None
    weekday, alpha, counted = seed % 7, (0.05, 0.005)[seed % 2], seed % 5 != 0
    mine = period_change(leads, now, before, weekday, exposure, alpha, counted=counted)
    theirs = reference().period_change(
        leads, tuple(now), tuple(before), weekday, exposure, alpha, counted
    )
    assert mine.method.value == theirs["why"]
    for name in ("change", "low", "high"):
        value = getattr(mine, name)
        assert (value is None) == (name not in theirs)
        assert value is None or value == pytest.approx(theirs[name], rel=1e-9)
    if mine.low is not None:
        assert mine.days_part == pytest.approx(theirs["days_part"], rel=1e-9)
        assert (mine.windows, mine.moved) == (theirs["placebos"], theirs["moved"])
        assert mine.year_known == theirs["year_known"]


@pytest.mark.parametrize("seed", range(60))
def test_the_p_value_is_the_risk_at_which_a_change_is_just_seen(seed: int) -> None:
    """Of counts and of levels."""
    random = np.random.default_rng(seed)
    leads, _ = world(seed, 500)
    levels = np.cumsum(np.nan_to_num(leads)) + 100
    now, before = periods(random, 500)

    def both(alpha: float) -> list[PeriodChange]:
        return [period_change(leads, now, before, alpha=alpha), level_change(levels, now, before, alpha)]  # fmt: skip

    for place, found in enumerate(both(0.05)):
        assert (found.p_value is None) == (found.low is None)
        if found.p_value is None or not 1e-6 < found.p_value < 0.999:
            continue
        assert both(found.p_value * 1.001)[place].moved
        assert not both(found.p_value * 0.999)[place].moved


def test_the_reference_cases_reach_every_method() -> None:
    """The comparison above would say little if it always took the same way."""
    found = set()
    for seed in range(200):
        random = np.random.default_rng(seed)
        days = int(random.integers(100, 900))
        leads, _ = world(seed, days)
        now, before = periods(random, days)
        found.add(period_change(leads, now, before, seed % 7).method)
    assert {Method.PLACEBO, Method.LONG_RUN, Method.NO_HISTORY, Method.NO_COVERAGE} <= found


def test_total_is_days_times_change() -> None:
    leads, _ = world(3, 400)
    leads = np.nan_to_num(leads, nan=2.0)
    found = period_change(leads, Span(369, 400), Span(339, 369))
    assert found.change is not None
    assert found.days_part is not None
    total = (leads[369:400].sum() + 0.5) / (leads[339:369].sum() + 0.5)
    assert found.days_part * (1 + found.change) == pytest.approx(total, rel=1e-12)


def test_a_fall_beyond_everything_before_has_moved_and_noise_has_not() -> None:
    random = np.random.default_rng(11)
    days = random.poisson(20, 392).astype(float)
    assert not period_change(days, Span(364, 392), Span(336, 364)).moved
    days[364:] = random.poisson(9, 28)
    found = period_change(days, Span(364, 392), Span(336, 364))
    assert found.moved
    assert found.high is not None
    assert found.high < 0


def test_a_short_history_says_how_many_weeks_are_missing() -> None:
    days = np.random.default_rng(2).poisson(20, 100).astype(float)
    short = period_change(days, Span(72, 100), Span(44, 72))
    assert short.method is Method.NO_HISTORY
    assert short.low is None
    more = 7 * short.weeks_missing
    longer = np.concatenate([np.full(more, 20.0), days])
    assert period_change(longer, Span(72 + more, 100 + more), Span(44 + more, 72 + more)).low
    less = more - 7
    shorter = np.concatenate([np.full(less, 20.0), days])
    found = period_change(shorter, Span(72 + less, 100 + less), Span(44 + less, 72 + less))
    assert found.method is Method.NO_HISTORY


def test_nothing_negative_and_nothing_at_all_have_no_percentage() -> None:
    none = np.zeros(300)
    assert period_change(none, Span(270, 300), Span(240, 270)).method is Method.NOTHING
    none[250] = -4.0
    none[280] = 9.0
    assert period_change(none, Span(270, 300), Span(240, 270)).method is Method.NOTHING


def test_a_level_that_always_grew_has_not_moved_and_a_jump_has() -> None:
    levels = 1000 * np.exp(np.arange(400) * 0.002)
    steady = level_change(levels, Span(372, 400), Span(344, 372))
    assert steady.change == pytest.approx(math.expm1(28 * 0.002))
    assert not steady.moved
    levels[390:] *= 1.6
    assert level_change(levels, Span(372, 400), Span(344, 372)).moved
    levels[344] = levels[371] = NAN
    assert level_change(levels, Span(372, 400), Span(344, 372)).method is Method.NO_COVERAGE
    assert level_change(levels[300:], Span(72, 100), Span(44, 71)).method is Method.NO_HISTORY


def test_weekdays_without_a_day_are_mean_days() -> None:
    assert weekday_factors(np.array([]), 0).tolist() == [1.0] * 7
    assert weekday_factors(np.zeros(70), 3).tolist() == [1.0] * 7


@pytest.mark.parametrize("days", [150, 400])
def test_a_past_with_net_losses_is_no_error(days):
    """New followers less those who left may be fewer than none for weeks."""
    gains = np.random.default_rng(6).poisson(4, days).astype(float)
    gains[20:60] = -5.0
    found = period_change(gains, Span(days - 28, days), Span(days - 56, days - 28))
    assert found.method in {Method.PLACEBO, Method.NO_HISTORY}
    assert period_change(-gains, Span(days - 28, days), Span(days - 56, days - 28)).low is None
