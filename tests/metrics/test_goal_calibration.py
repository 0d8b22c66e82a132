"""The 80 % band holds about as often as it says, and chances beat the usual status rule."""

from datetime import timedelta

import numpy as np
import pytest

from benchmarks.goal_kinds import HELD_OUT as KINDS_HELD_OUT
from benchmarks.goal_kinds import KINDS, UNKNOWABLE, cases, discount, scores
from benchmarks.goal_odds import HELD_OUT, made_cases, ours, rule, scored
from benchmarks.goal_series import GENERATORS
from metrics.goals.forecast import level, ratio
from metrics.goals.forecast.draws import band
from metrics.goals.forecast.setting import Days, Setting
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.pace import span
from tests.metrics.cases import DAY

GOALS = 60


@pytest.fixture(scope="module")
def found():
    """Scores and rule scores of every generator."""
    cases = {name: list(made_cases(name, HELD_OUT[:GOALS])) for name in GENERATORS}
    return {
        name: (
            [scored(case, ours(case)) for case in some],
            [(rule(case) - (case.came >= case.target)) ** 2 for case in some],
        )
        for name, some in cases.items()
    }


@pytest.mark.parametrize("name", GENERATORS)
def test_the_band_holds_on_every_kind_of_series(found, name):
    held = np.mean([score.held for score in found[name][0]])
    assert 0.7 <= held <= 0.93  # four in five, give or take what sixty goals can tell


def test_the_band_holds_over_all(found):
    held = np.mean([score.held for scores, _rules in found.values() for score in scores])
    assert 0.75 <= held <= 0.88


@pytest.mark.parametrize("name", GENERATORS)
def test_chances_beat_the_usual_status_rule(found, name):
    scores, rules = found[name]
    assert np.mean([score.brier for score in scores]) < np.mean(rules)


@pytest.fixture(scope="module")
def kinds():
    """The scores of every kind that can be known, and of the strongest rival on the same goals."""
    known = [name for name in KINDS if name not in UNKNOWABLE]
    some = {name: list(cases(name, KINDS_HELD_OUT[:12])) for name in known}
    return {
        who: {name: np.array([scores(c, ends(c)) for c in found]) for name, found in some.items()}
        for who, ends in (("ours", ours), ("discount", discount))
    }


def test_the_band_holds_on_kinds_of_all_sorts(kinds):
    held = {name: found[:, 0].mean() for name, found in kinds["ours"].items()}
    assert 0.75 <= np.mean(list(held.values())) <= 0.88
    # 36 goals of a kind tell its share to about 7 points.
    assert {name: share for name, share in held.items() if not 0.58 <= share <= 1} == {}


def test_forecasts_are_sharper_than_those_of_the_strongest_rival(kinds):
    """Over the kinds: at least 5 % less CRPS and no higher Brier score."""
    apart = [
        np.log(kinds["ours"][name][:, 1].mean() / kinds["discount"][name][:, 1].mean())
        for name in kinds["ours"]
    ]
    brier = [np.mean([f[:, 2].mean() for f in kinds[who].values()]) for who in ("ours", "discount")]
    assert np.mean(apart) < -0.05
    assert brier[0] < brier[1]


@pytest.mark.parametrize("mean", [0.1, 0.5, 1.0, 2.5, 8.0, 40.0])
def test_band_of_whole_numbers_holds_no_more_than_it_says(mean):
    """A value is inside where the middle of its draws is; worked out here value by value."""
    drawn = np.random.default_rng(7).poisson(mean, 4_000).astype(float)
    inside = [
        value
        for value in sorted(set(drawn.tolist()))
        if 0.1 <= (sum(drawn < value) + sum(drawn <= value)) / 2 / len(drawn) <= 0.9
    ]
    low, median, high = band(drawn)
    assert (low, high) == (inside[0], inside[-1])
    assert low <= median <= high


def _setting(metric, days, after, *, below=False):
    ahead = tuple(span(DAY + timedelta(days=len(days[0])), DAY + timedelta(days=after - 1)))
    direction = GoalDirection.STAY_BELOW if below else GoalDirection.REACH
    goal = Goal("g", metric, 1.0, ahead[0] - timedelta(days=14), ahead[-1], "rate", direction)
    arrays = Days(DAY, *(np.asarray(side, float) for side in days))
    return Setting(goal, arrays, 14, ahead, np.ones(len(days[0])))


def _held(course, ahead, came):
    low, high = np.quantile(course.after(ahead, 500), (0.1, 0.9))
    return low <= came <= high


def _visits(chance, days):
    weeks = np.repeat(np.exp(chance.normal(0, 0.2, days // 7)), 7)
    visits = chance.poisson(60 * weeks)
    rates = np.repeat(np.clip(0.06 * np.exp(chance.normal(0, 0.15, days // 7)), 0, 1), 7)
    return visits, chance.binomial(visits, rates)


def test_the_band_of_a_rate_holds():
    held = []
    for seed in range(GOALS):
        visits, leads = _visits(np.random.default_rng(seed), 7 * 50)
        known = 7 * 44
        days = (leads[:known] / visits[:known], leads[:known], visits[:known])
        course = ratio.rate(_setting("lead_rate", days, 7 * 50))
        mine = slice(known - 14, None)
        held.append(_held(course, 42, leads[mine].sum() / visits[mine].sum()))
    assert 0.7 <= np.mean(held) <= 0.93


def test_the_band_of_a_ceiling_holds():
    held = []
    for seed in range(GOALS):
        chance = np.random.default_rng(seed)
        leads = chance.poisson(np.repeat(4 * np.exp(chance.normal(0, 0.2, 50)), 7))
        spend = 25.0 * np.repeat(4 * np.exp(chance.normal(0, 0.2, 50)), 7)
        known = 7 * 44
        days = (spend[:known], spend[:known], leads[:known])
        course = ratio.ceiling(_setting("cpl", days, 7 * 50, below=True))
        mine = slice(known - 14, None)
        held.append(_held(course, 42, spend[mine].sum() / leads[mine].sum()))
    assert 0.7 <= np.mean(held) <= 0.93


def test_the_band_of_a_level_holds():
    held = []
    for seed in range(GOALS):
        chance = np.random.default_rng(seed)
        levels = 5000 + np.cumsum(chance.normal(3, 12, 7 * 50))
        known = 7 * 44
        days = (levels[:known],) * 3
        course = level.forecast(_setting("followers", days, 7 * 50))
        held.append(_held(course, 42, levels[-1]))
    assert 0.7 <= np.mean(held) <= 0.93
