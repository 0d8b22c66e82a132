"""The chance of reaching a goal: what moves it, what it refuses to say, and how it is said."""

from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.goals.forecast.backtest import corrected, replay
from metrics.goals.forecast.draws import draw
from metrics.goals.forecast.fit import fit
from metrics.goals.forecast.likelihood_text import in_words, rounded
from metrics.goals.forecast.reporting_delay import curve
from metrics.goals.forecast.season import seasonal
from metrics.goals.forecast.series import Nature, WeeklySeries, changes, weekly
from metrics.goals.forecast.weekly_threshold import held_value
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.pre_save_odds import odds_before
from metrics.goals.progress import evaluate
from metrics.goals.status import GoalStatus, by_chance
from tests.metrics.cases import account, ad, day, facts, lead, web

LEADS = Goal("g", "leads", 60, day(0), day(27), "cumulative", channel="Organic Social")
SOCIAL = {"source": "facebook", "medium": "social"}


def leads(counts, first):
    """So many social leads on each day from ``first`` on."""
    days = [first + n for n, count in enumerate(counts) for _ in range(count)]
    return facts(leads=[lead(n, f"{i}", **SOCIAL) for i, n in enumerate(days)])


def uneven(days, mean=2.0, seed=1):
    return np.random.default_rng(seed).poisson(mean, days).tolist()


KNOWN = leads(uneven(154), -140)  # twenty weeks before the goal, and two of its own


def outlook(goal, known=KNOWN, as_of=13):
    return evaluate(known, goal, day(as_of)).outlook


@pytest.mark.parametrize("as_of", [0, 6, 13, 26])
def test_the_chance_falls_as_the_target_rises(as_of):
    targets = [1, 20, 40, 50, 60, 80, 200]
    chances = [outlook(replace(LEADS, target=t), as_of=as_of) for t in targets]
    found = [o.chance for o in chances if o is not None and o.chance is not None]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (1.0, 0.0)


def test_equal_histories_give_equal_odds():
    assert outlook(LEADS) == outlook(LEADS)


def test_targets_of_80_50_and_20_percent_have_these_chances():
    found = outlook(LEADS)
    again = [outlook(replace(LEADS, target=target)).chance for target in found.targets]
    assert again == pytest.approx([0.8, 0.5, 0.2], abs=0.06)


def test_the_fan_goes_from_today_to_the_deadline():
    """It starts the day after the last figure, never falls below what is there, and widens."""
    found, done = outlook(LEADS), evaluate(KNOWN, LEADS, day(13)).done
    assert found.fan[0].day > day(13)
    assert found.fan[-1].day == LEADS.end
    assert all(done <= p.low <= p.median <= p.high for p in found.fan)
    widths = [p.high - p.low for p in found.fan]
    assert widths[-1] > widths[0]


def test_two_gaps_and_the_pace_they_ask_for():
    """14 days left: what lacks today, at the end, and per day from now on."""
    found = evaluate(KNOWN, replace(LEADS, target=100), day(13))
    ahead = found.outlook
    assert found.gap_today == pytest.approx(found.done - found.expected_today)
    assert ahead.gap_end == ahead.median - 100
    assert ahead.needed == pytest.approx((100 - found.done) / 14)
    assert ahead.current == pytest.approx(2, rel=0.3)
    assert ahead.surely > ahead.needed > ahead.current


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (leads([2] * 20, -20), "6 are needed"),
        (leads([0] * 60 + [1] * 3, -60), "6 are needed"),
        (leads([1] + [0] * 70 + [1], -71), "15 are needed"),
    ],
)
def test_no_chance_without_enough_history(known, said):
    found = evaluate(known, LEADS, day(0))
    if found.outlook is None:
        assert found.status is GoalStatus.NOT_MEASURABLE
        return
    assert found.outlook.chance is None
    assert said in found.outlook.missing.render("en")
    assert found.outlook.missing.render("fr") != found.outlook.missing.render("en")


@given(st.floats(0, 1))
def test_a_chance_is_told_in_steps_of_five_and_never_certain(chance):
    told = rounded(chance)
    assert 0.05 <= told <= 0.95
    assert abs(told - chance) <= 0.05 + 1e-9
    assert round(told * 20) == pytest.approx(told * 20)
    assert "100" not in in_words(chance).render("fr")


@given(st.floats(0, 1), st.floats(0, 0.099))
def test_a_small_move_does_not_make_a_status_flicker(chance, move):
    status = by_chance(chance, None)
    back = by_chance(by := min(chance + move, 1.0), status)
    assert by_chance(chance, back) is back or back is not status or by == chance


@given(st.integers(0, 50), st.integers(5, 40), st.integers(1, 6))
def test_states_know_nothing_of_the_future(seed, weeks, ahead):
    """Cut off after a week, a history gives the state that the whole one gives for that week."""
    amount = np.random.default_rng(seed).poisson(5, weeks + ahead).astype(float)
    whole = WeeklySeries(Nature.COUNT, amount, np.ones(len(amount)))
    cut = whole.until(weeks - 1)
    found, expected = fit(cut, ahead).after(), fit(whole, ahead).after(weeks - 1)
    assert astuple(found)[1:] == pytest.approx(astuple(expected)[1:])


def test_counts_are_at_least_as_uncertain_as_chance_makes_them():
    """A perfectly even past does not promise a perfectly even future."""
    even = WeeklySeries(Nature.COUNT, np.full(40, 20.0), np.ones(40))
    drawn = draw(fit(even, 4).after(), 4.0)
    assert drawn.mean() == pytest.approx(80, rel=0.03)
    assert drawn.var() > 80 * 0.9


def test_weeks_that_are_not_known_count_for_nothing():
    amount = np.tile([2.0] * 7, 8)
    amount[14:28] = np.nan
    found = weekly(Nature.COUNT, amount, np.full(56, 1 / 7))
    assert (found.known, fit(found, 2).after().level) == (6, pytest.approx(14))


def test_a_replayed_band_holds_the_past_it_was_drawn_for():
    """A band that held is one the stretch ended in; the sums are those of the weeks after it."""
    amount = np.random.default_rng(3).poisson(20, 30).astype(float)
    bands = replay(fit(WeeklySeries(Nature.COUNT, amount, np.ones(30)), 4))
    assert bands.came.tolist() == [amount[week + 1 : week + 5].sum() for week in range(7, 26)]
    ends = zip(bands.low, bands.came, bands.high, strict=True)
    assert bands.held.tolist() == [low <= came <= high for low, came, high in ends]


def test_a_band_that_did_not_hold_is_widened():
    """Weeks that rise and fall manifold every six weeks break bands; even ones keep theirs."""
    turns = np.repeat(np.tile([20.0, 60.0, 10.0], 5)[:13], 6)
    broken = fit(WeeklySeries(Nature.COUNT, turns, np.ones(78)), 6)
    share = np.mean(replay(broken).held)
    assert share < 0.8
    assert corrected(broken).after().stretch > broken.after().stretch
    even = fit(WeeklySeries(Nature.COUNT, np.full(78, 20.0), np.ones(78)), 6)
    assert corrected(even).after() == even.after()


def test_a_level_is_followed_by_its_changes():
    levels = np.array([np.nan] * 6 + [100.0] + [np.nan] * 7 + [130.0] * 7 + [140.0] * 7)
    found = changes(levels)
    assert found.exposure.tolist() == [0, 0, 1]
    assert found.amount.tolist() == [0, 0, 10]


def test_a_season_needs_two_years_that_agree():
    year = np.where(np.arange(52) < 8, 0.4, 1.0)
    three = np.tile(year, 3)
    assert seasonal(three[:100], 8)[1].tolist() == [1.0] * 8
    known, ahead = seasonal(three, 20)
    assert ahead[3] < 0.65
    assert ahead[15] > 0.95
    noise = np.random.default_rng(0).normal(1, 0.1, 156)
    assert seasonal(noise, 20)[1] == pytest.approx([1.0] * 20, abs=0.1)
    assert len(known) == 156


def test_the_delay_curve_corrects_for_what_had_no_time_to_be_late():
    """Half take 0 days and half 10; of the young ones only the quick are seen yet."""
    delays = np.array([0.0, 10.0] * 50 + [0.0] * 50)
    room = np.array([100.0] * 100 + [5.0] * 50)
    found = curve(delays, room)
    assert found[:10] == pytest.approx([0.5] * 10)
    assert found[10:].tolist() == [1.0] * len(found[10:])


def test_late_leads_are_waited_for():
    """Every lead is qualified after 20 days: the last 20 days still ripen."""
    known = facts(
        leads=[
            lead(n, f"{n}", qualified_at=day(n + 20)) if n <= -6 else lead(n, f"{n}")
            for n in range(-140, 14)
        ]
    )
    goal = replace(LEADS, metric="qualified_leads", channel="", target=20)
    found = evaluate(known, goal, day(13))
    assert found.done == 0
    assert found.outlook.median == pytest.approx(28, abs=5)


@pytest.mark.parametrize(("last", "status"), [(27, GoalStatus.CLOSE), (90, GoalStatus.MISSED)])
def test_a_goal_for_qualified_leads_is_open_until_the_late_ones_are_in(last, status):
    """At the deadline 8 of 28 leads are qualified and 20 are open; 60 days later none is."""
    known = facts(
        leads=[
            lead(n, f"{n}", qualified_at=day(n + 20)) if n + 20 <= last else lead(n, f"{n}")
            for n in range(-140, last + 1)
        ]
    )
    goal = replace(LEADS, metric="qualified_leads", channel="", target=29 if last > 27 else 28)
    assert evaluate(known, goal, day(last)).status is status


def test_a_rate_goal_by_the_visits_to_come():
    goal = Goal("g", "web_conversion_rate", 0.03, day(0), day(27), "rate")
    rows = [
        web(n, channel_group="Email", sessions=100, key_event_sessions=float(k))
        for n, k in zip(range(-70, 14), uneven(84, 5.0), strict=True)
    ]
    found = outlook(goal, facts(web_sessions=rows))
    assert found.chance > 0.95
    assert found.low < 0.05 < found.high
    assert outlook(replace(goal, target=0.07), facts(web_sessions=rows)).chance < 0.05


def test_a_ceiling_by_weeks_of_cost_and_leads_together():
    counts = uneven(84, 4.0)
    spent = [ad(n - 70, spend=25.0 * c + 1, currency="EUR") for n, c in enumerate(counts)]
    people = [lead(n - 70, f"{n}-{i}") for n, c in enumerate(counts) for i in range(c)]
    known = facts(ad_costs=spent, leads=people)
    goal = Goal("g", "cpl", 40, day(0), day(27), "ceiling", GoalDirection.STAY_BELOW)
    found = outlook(goal, known)
    assert found.chance > 0.95
    assert found.median == pytest.approx(25, abs=1.5)
    assert outlook(replace(goal, target=15), known).chance < 0.05


def test_a_level_by_its_net_change():
    rows = [account(n, followers=1000 + 3 * n) for n in range(-70, 14)]
    goal = Goal("g", "followers", 1060, day(0), day(27), "stock", network="facebook")
    found = outlook(goal, facts(account_days=rows))
    assert found.median == pytest.approx(1081, abs=6)
    assert found.chance > 0.9


@pytest.mark.parametrize(("target", "likely"), [(4, True), (20, False)])
def test_a_line_to_keep_in_most_weeks(target, likely):
    """Two leads a day are fourteen a week: four a week hold, twenty do not."""
    goal = replace(LEADS, kind="stay", target=target)
    found = evaluate(KNOWN, goal, day(13))
    weeks = [sum(uneven(154)[140 + 7 * n : 147 + 7 * n]) for n in range(2)]
    assert found.done == min(weeks)
    assert (found.outlook.chance > 0.8) is likely
    assert (found.outlook.chance < 0.1) is not likely


def test_the_line_held_by_four_weeks_of_five():
    weeks = np.array([5.0, 1.0, 9.0, 7.0, 3.0])
    assert held_value(weeks, 0.8, GoalDirection.REACH) == 3
    assert held_value(weeks, 0.8, GoalDirection.STAY_BELOW) == 7
    assert held_value(np.array([4.0]), 0.8, GoalDirection.REACH) == 4


def test_a_ceiling_on_costs_has_odds_before_it_is_saved():
    """Costs entered by hand may be missing: ad spend and leads are enough for a cost per lead."""
    rows = [ad(n, spend=40.0, currency="EUR") for n in range(-140, 0)]
    known = facts(ad_costs=rows, leads=[lead(n, f"{n}") for n in range(-140, 0)])
    goal = replace(LEADS, metric="cpl", kind="ceiling", target=60, channel="",
                   direction=GoalDirection.STAY_BELOW)  # fmt: skip
    found = odds_before(known, goal, day(0))
    assert found.outlook.chance > 0.8
    assert (found.past.share, found.past.n) == (1, 17)
    assert odds_before(known, replace(goal, target=20), day(0)).outlook.chance < 0.2
