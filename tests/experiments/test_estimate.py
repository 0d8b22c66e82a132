"""Which unit of chance a pair gets: day by day, days, weeks, four weeks, posts, people."""

from __future__ import annotations

import numpy as np
import pytest

from metrics.experiments.estimate import Estimate, arm_rate, estimate, of_people
from metrics.experiments.units import (
    NOWHERE,
    ChanceUnit,
    four_weeks,
    people,
    unit_of,
    weeks,
    with_rest,
)
from metrics.statistics.unit_rates import Cells, RateDifference, SharedDays

MONDAY = 20_000 - (20_000 + 3) % 7  # days since the first of 1970


def days(places, seed=1, rate=0.1, trials=1000, wave=0.0):
    """Cells of these days; the rate goes up and down with a ``wave`` of ten weeks."""
    chance = np.random.default_rng(seed)
    places = np.asarray(places)
    rates = rate * (1 + wave * np.sin(2 * np.pi * places / 70))
    return Cells(MONDAY + places, chance.binomial(trials, rates).astype(float), np.full(len(places), float(trials)))  # fmt: skip


def unit(a, b):
    found = estimate(ChanceUnit.DAY, a, b)
    return found.unit, found.paired


def test_variants_on_the_same_days_are_paired_by_day():
    assert unit(days(range(60)), days(range(60), 2)) == (ChanceUnit.DAY, True)
    assert unit(days(range(60)), days(range(10, 70), 2)) == (ChanceUnit.DAY, True)


def test_days_dealt_one_by_one_stay_days():
    dealt = np.random.default_rng(3).permutation(60)
    assert unit(days(sorted(dealt[:30])), days(sorted(dealt[30:]))) == (ChanceUnit.DAY, False)


def test_what_was_switched_by_the_week_is_as_uncertain_as_weeks():
    even = [n for n in range(280) if n // 7 % 2]
    odd = [n for n in range(280) if n // 7 % 2 == 0]
    found = estimate(ChanceUnit.DAY, days(even), days(odd, 2))
    assert (found.unit, found.paired, found.difference.units) == (ChanceUnit.WEEK, False, 20)


def test_a_difference_that_drifts_is_measured_by_longer_units():
    a, b = days(range(400), wave=0.5), days(range(400), 2)
    found = estimate(ChanceUnit.DAY, a, b)
    assert (found.unit, found.paired) == (ChanceUnit.FOUR_WEEKS, True)
    later = days(range(400, 800), wave=0.5)
    assert unit(a, later) == (ChanceUnit.FOUR_WEEKS, False)


def test_few_weeks_are_taken_to_hold_days_that_hang_together():
    """Days differ by more than chance but not in a row: four weeks are unsure, ten are not."""

    def uneven(count):
        rates = 0.1 + 0.03 * np.where(np.arange(count) % 2, 1, -1)
        full = np.full(count, 1000.0)
        places = MONDAY + np.arange(count)
        return Cells(places, full * rates, full), Cells(places, full * 0.1, full)

    short, long = (estimate(ChanceUnit.DAY, *uneven(count)).difference for count in (28, 70))
    assert long.variance == pytest.approx(SharedDays.of(*uneven(70)).difference().variance)
    plain = SharedDays.of(*uneven(28)).difference()
    assert short.variance == pytest.approx(plain.widened(0.75).variance)
    assert short.variance > 1.5 * plain.variance


def test_posts_and_people_have_units_of_their_own():
    a, b = days(range(20)), days(range(20), 2)
    assert estimate(ChanceUnit.POST, a, b).unit is ChanceUnit.POST
    assert unit_of("ctr", "network") is ChanceUnit.POST
    assert unit_of("lead_rate", "post") is ChanceUnit.POST
    assert unit_of("win_rate", "channel") is ChanceUnit.PERSON
    assert unit_of("lead_rate", "channel") is unit_of("ad_ctr", "campaign") is ChanceUnit.DAY


def test_people_succeed_once_or_not_at_all():
    found = estimate(ChanceUnit.PERSON, people(30, 100), people(20, 100)).difference
    assert (found.value, found.effective) == (pytest.approx(0.1), 100)
    assert found.variance == pytest.approx(0.3 * 0.7 / 99 + 0.2 * 0.8 / 99)


def test_people_count_unless_days_vary_more_or_weeks_were_dealt():
    def made(unit, variance, effective=20):
        return Estimate(unit, RateDifference(0.1, 0.0, variance, 0.01, 9, 9, effective))

    each, wide = made(ChanceUnit.PERSON, 0.02), made(ChanceUnit.DAY, 0.03)
    assert of_people(each, wide) is wide
    assert of_people(each, made(ChanceUnit.DAY, 0.01)) is each
    assert of_people(each, made(ChanceUnit.DAY, 0.03, 7)) is each
    assert of_people(each, Estimate(ChanceUnit.DAY, None)) is each
    for weeks_dealt in (made(ChanceUnit.WEEK, 0.01, 4), made(ChanceUnit.FOUR_WEEKS, 0.01)):
        assert of_people(each, weeks_dealt) is weeks_dealt


def test_a_variant_s_own_rate_takes_weeks_where_they_vary_more():
    even, wavy = (arm_rate(ChanceUnit.DAY, days(range(140), wave=wave)) for wave in (0.0, 0.5))
    assert wavy.variance > 4 * even.variance
    assert wavy.units == 20
    assert arm_rate(ChanceUnit.DAY, days(range(30), wave=0.5)).units == 30


def test_weeks_begin_on_monday_and_what_has_no_day_stays_apart():
    place = np.array([MONDAY - 1, MONDAY, MONDAY + 6, MONDAY + 7, NOWHERE])
    first = weeks(place)[1]
    assert weeks(place).tolist() == [first - 1, first, first, first + 1, NOWHERE]
    assert four_weeks(np.array([NOWHERE]))[0] == NOWHERE
    assert len(set(four_weeks(np.arange(MONDAY, MONDAY + 280)).tolist())) in {10, 11}


def test_what_the_files_do_not_break_down_is_one_more_unit():
    known = Cells(np.array([5, 6]), np.array([1.0, 2]), np.array([10.0, 10]))
    found = with_rest(known, 8.0, 50.0)
    assert (found.place.tolist(), found.successes.tolist(), found.trials.tolist()) == (
        [5, 6, NOWHERE], [1.0, 2.0, 5.0], [10.0, 10.0, 30.0],
    )  # fmt: skip
    assert with_rest(known, 3.0, 20.0).place.tolist() == [5, 6]
    assert with_rest(None, 3.0, 20.0).trials.tolist() == [20.0]
