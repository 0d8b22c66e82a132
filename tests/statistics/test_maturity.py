"""Shares known by age, and what a group of leads is expected to reach."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.statistics.maturity import (
    LONGEST,
    STRENGTH,
    AgeCurves,
    expected,
    nowcast,
    reached_by_age,
)
from tests.statistics.reference import reference


def world(seed: int, leads: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Ages of leads and their delays so far."""
    random = np.random.default_rng(seed)
    count = leads or int(random.integers(30, 3000))
    age = random.integers(0, 700, count)
    took = np.round(random.lognormal(3.7, 0.6, count))
    won = (random.random(count) < random.uniform(0.02, 0.5)) & (took <= age)
    return age, np.where(won, took, np.nan)


def grouped(age: np.ndarray, delay: np.ndarray, first: int, last: int) -> tuple[np.ndarray, int]:
    inside = (age >= first) & (age <= last)
    return age[inside], int(np.count_nonzero(~np.isnan(delay[inside])))


def by_hand(age: np.ndarray, delay: np.ndarray) -> list[float]:
    """The curve, lead by lead and day by day."""
    curve, left = [], 1.0
    for day in range(LONGEST + 1):
        at_risk = events = 0
        for lead, took in zip(age.tolist(), delay.tolist(), strict=True):
            won = took == took  # noqa: PLR0124  # nan is not itself
            leaves = int(min(took if won else lead, LONGEST))
            enters = max(lead - 90, 0)
            if leaves < enters or not enters <= day <= leaves:
                continue
            at_risk += 1
            events += won and leaves == day
        left *= 1 - (events / at_risk if at_risk else 0.0)
        curve.append(1 - left)
    return curve


def test_the_curve_counts_leads_at_risk_day_by_day():
    age, delay = world(5, 120)
    assert reached_by_age(age, delay).tolist() == pytest.approx(by_hand(age, delay), abs=1e-12)


@pytest.mark.parametrize("seed", range(40))
def test_equals_the_reference(seed: int) -> None:
    age, delay = world(5000 + seed)
    theirs = reference()
    assert reached_by_age(age, delay) == pytest.approx(theirs.won_by_age(age, delay), abs=1e-9)
    group, known = grouped(age, delay, 28, 58)
    if not len(group):
        return
    found = nowcast(AgeCurves.of(age, delay), group, known)
    wanted = theirs.nowcast(age, delay, (age >= 28) & (age <= 58))
    assert found.expected == pytest.approx(wanted["expected"], abs=1e-9)
    assert found.share == pytest.approx(wanted["ripe"], abs=1e-9)
    assert expected(reached_by_age(age, delay), group, known) == pytest.approx(
        (found.expected, found.share)
    )
    # Both draw: their ends differ by chance alone.
    wide = max(wanted["high"] - wanted["low"], 4)
    assert found.low == pytest.approx(wanted["low"], abs=0.15 * wide + 1)
    assert found.high == pytest.approx(wanted["high"], abs=0.15 * wide + 1)


def test_old_leads_are_final():
    age, delay = world(7)
    group, known = grouped(age, delay, LONGEST, 700)
    found = nowcast(AgeCurves.of(age, delay), group, known)
    assert found.share == pytest.approx(1.0)
    assert (found.low, found.expected, found.high) == (known, known, known)


def test_nothing_is_expected_where_nobody_ever_bought():
    age = np.arange(200)
    found = nowcast(AgeCurves.of(age, np.full(200, np.nan)), age[:30], 0)
    assert found.expected < 1e-3
    assert found.high == 0


def test_a_group_that_does_better_is_expected_to_go_on_so():
    age, delay = world(9)
    group, known = grouped(age, delay, 28, 58)
    curve = reached_by_age(age, delay)
    better = expected(curve, group, known + 20)[0] - (known + 20)
    usual = expected(curve, group, known)[0] - known
    due = (STRENGTH + known + 20) / (STRENGTH + known)
    assert better == pytest.approx(usual * due)


# Judged on seeds that no choice was made with.

SEEDS = range(7000, 7060)


def test_forecasts_are_closer_than_the_figure_as_it_stands() -> None:
    """Groups that ended 28 days ago: half of the final number is missing, the forecast a seventh."""
    plain, forecast, held = [], [], []
    for seed in SEEDS:
        random = np.random.default_rng(seed)
        days = np.repeat(np.arange(430), 10)
        took = np.round(random.lognormal(np.log(40), 0.6, len(days)))
        wins = random.random(len(days)) < 0.12
        age = 429 - days
        delay = np.where(wins & (took <= age), took, np.nan)
        inside = (age >= 28) & (age <= 57)
        final = int(np.count_nonzero(wins[inside] & (took[inside] <= LONGEST)))
        known = int(np.count_nonzero(~np.isnan(delay[inside])))
        found = nowcast(AgeCurves.of(age, delay), age[inside], known)
        plain.append(abs(known / final - 1))
        forecast.append(abs(found.expected / final - 1))
        held.append(found.low <= final <= found.high)
    assert np.mean(plain) > 0.4
    assert np.mean(forecast) < 0.16
    assert 0.7 <= np.mean(held) <= 0.92
