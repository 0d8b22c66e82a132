"""The forecast of totals: its parts by hand, what it learns, and what it says of the season."""

from dataclasses import replace
from datetime import UTC, datetime, time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.goals.forecast.last_year import last_year
from metrics.goals.forecast.levels import dispersion, levels
from metrics.goals.forecast.mixture import BACK, crps, mixture
from metrics.goals.forecast.outlook import Outlook
from metrics.goals.forecast.season_text import in_words
from metrics.goals.forecast.series import Nature, WeeklySeries
from metrics.goals.forecast.trends import Trend
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.pre_save_odds import odds_before
from metrics.goals.progress import evaluate
from metrics.goals.status import GoalStatus
from tests.metrics import forecast_oracle as oracle
from tests.metrics.cases import ad, day, facts, lead

LEADS = Goal("g", "leads", 60, day(0), day(27), "cumulative")


def counts(amounts, exposures=None):
    """A series of counts; every week has one exposure unless given."""
    amounts = np.asarray(amounts, dtype=float)
    wide = np.ones(len(amounts)) if exposures is None else np.asarray(exposures, dtype=float)
    return WeeklySeries(Nature.COUNT, amounts * (wide > 0), wide)


def poisson(mean, seed=1):
    return np.random.default_rng(seed).poisson(mean).astype(float)


def ahead(series, weeks=4, year=None):
    """The mixture for some weeks, and its draws."""
    found = mixture(series, None, weeks, (float(weeks), float(weeks)))
    if year is not None:
        found = replace(found, year=year)
    return found, found.draws(np.full((2, 1), float(weeks)), 4_000)[0]


def width(drawn):
    low, high = np.quantile(drawn, (0.1, 0.9))
    return (high - low) / np.median(drawn)


WEEKS = st.lists(st.integers(0, 60), min_size=6, max_size=30).filter(lambda found: sum(found[:4]))
EXPOSURES = st.lists(st.sampled_from([0.0, 0.4, 1.0, 1.3]), min_size=30, max_size=30)


@settings(max_examples=40, deadline=None)
@given(WEEKS, EXPOSURES, st.floats(0.3, 26), st.sampled_from([0.0, *BACK]))
def test_levels_are_those_worked_out_week_by_week(amounts, exposures, wide, back):
    exposures = [1.0] * 5 + exposures[: len(amounts) - 5]
    series = counts(amounts, exposures)
    with pytest.MonkeyPatch.context() as patch:
        # Models that hardly count are left out otherwise.
        patch.setattr("metrics.goals.forecast.levels._LITTLE", -1.0)
        found = levels(series).ahead(np.array([len(amounts) - 1]), np.array([wide]), back)
    expected = oracle.level(series.amount.tolist(), exposures, wide, back)
    assert [part[0] for part in found] == pytest.approx(expected, rel=1e-9)


def test_models_that_hardly_count_change_hardly_anything():
    series = counts(poisson(np.full(60, 30)))
    found = levels(series).ahead(np.array([59]), np.array([8.0]))
    expected = oracle.level(series.amount.tolist(), [1.0] * 60, 8.0, 0.0)
    assert [part[0] for part in found] == pytest.approx(expected, rel=0.02)


@given(WEEKS, EXPOSURES)
def test_the_dispersion_is_that_of_the_steps(amounts, exposures):
    exposures = [1.0, *exposures[: len(amounts) - 1]]
    series = counts(amounts, exposures)
    if series.events:
        expected = oracle.dispersion(series.amount.tolist(), exposures)
        assert dispersion(series)[-1] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("growth", [-0.02, 0.0, 0.01, 0.02])
def test_a_trend_is_the_likeliest_one(growth):
    amounts = poisson(40 * np.exp(growth * np.arange(60)))
    found = Trend(counts(amounts), np.array([59]))
    expected = oracle.slope(amounts.tolist(), [1.0] * 60)
    assert (found.level[0], found.slope[0]) == pytest.approx(expected, abs=1e-6)
    assert found.slope[0] == pytest.approx(growth, abs=0.006)


@given(st.integers(64, 103), st.integers(1, 26), st.integers(0, 1_000))
def test_last_year_is_as_worked_out_by_hand(count, weeks, seed):
    rates = np.random.default_rng(seed).uniform(5, 80, count)
    found = last_year(rates, float(weeks))
    assert (found.move, found.weight) == pytest.approx(oracle.last_year(rates, weeks), rel=1e-9)


@given(st.floats(-50, 50), st.floats(0.5, 400), st.floats(-90, 90))
@settings(max_examples=20, deadline=None)
def test_the_score_is_the_integral_that_defines_it(mean, variance, came):
    found = crps(*(np.array([value]) for value in (mean, variance, came)))[0]
    # The integral is cut off at twelve standard deviations.
    beyond = max(abs(came - mean) - 12 * variance**0.5, 0.0)
    assert found - beyond == pytest.approx(oracle.crps(mean, variance, came), rel=2e-3)


def test_shares_add_up_and_the_past_decides_them():
    """A steady growth is forecast by its trend, a flat series hardly."""
    growing = ahead(counts(poisson(60 * np.exp(0.015 * np.arange(100)))), 13)[0]
    flat = ahead(counts(poisson(np.full(100, 60))), 13)[0]
    for found in (growing, flat):
        assert sum(c.share for c in found.candidates) == pytest.approx(1)
    assert growing.candidates[-1].share > 0.8
    assert flat.candidates[-1].share < 0.2


def test_drift_is_learnt():
    """A quiet series has a narrow band, one whose level wanders a wide one."""
    quiet, steps = poisson(np.full(120, 60), seed=4), np.random.default_rng(4).normal(0, 0.15, 120)
    moving = poisson(60 * np.exp(np.cumsum(steps) - np.cumsum(steps)[-1]), seed=4)
    assert width(ahead(counts(quiet), 13)[1]) < 0.16
    assert width(ahead(counts(moving), 13)[1]) > 3 * width(ahead(counts(quiet), 13)[1])


def test_a_quiet_series_has_a_band_hardly_wider_than_chance():
    """Of thirteen weeks of 60: 780, give or take 28 by chance alone."""
    widths = [width(ahead(counts(poisson(np.full(150, 60), seed)), 13)[1]) for seed in range(20)]
    assert np.mean(widths) < 1.35 * 2 * 1.2816 / 780**0.5


@settings(max_examples=25, deadline=None)
@given(WEEKS, st.sampled_from(list(Nature)[:2]))
def test_draws_are_never_negative_and_counts_are_whole(amounts, nature):
    series = replace(counts(amounts), nature=nature)
    found = mixture(series, None, 2, (2.0, 2.0))
    drawn = found.draws(np.array([[0.0, 0.5, 2.0]] * 2), 300)
    assert np.all(drawn >= 0)
    assert np.all(drawn[0] == 0)
    assert np.median(drawn[2]) >= np.median(drawn[1])
    if nature is Nature.COUNT:
        assert np.all(drawn == np.round(drawn))


def test_an_amount_in_cents_is_forecast_as_the_same_amount_in_euros():
    euros = replace(counts(np.random.default_rng(2).gamma(3, 400, 60)), nature=Nature.AMOUNT)
    cents = replace(euros, amount=euros.amount * 100)
    bands = [np.quantile(ahead(series)[1], (0.1, 0.5, 0.9)) for series in (euros, cents)]
    assert bands[1] == pytest.approx(100 * bands[0], rel=0.02)


def season(weeks, strength=0.5):
    """Counts with a season whose peak comes in the weeks that follow the last one."""
    place = 2 * np.pi * (np.arange(weeks) - weeks - 4) / 52
    return poisson(200 * np.exp(strength * np.cos(place)))


@pytest.mark.parametrize("weeks", [64, 80, 103])
def test_last_years_shape_is_used_where_it_was_seen_once(weeks):
    """The weeks to come were above the two months before them last year, and are so again."""
    amounts = season(weeks)
    found, drawn = ahead(counts(amounts), 8)
    assert found.year.move > 0.1
    assert np.median(drawn) > 1.03 * np.median(ahead(counts(amounts), 8, year=NO_YEAR)[1])


NO_YEAR = replace(last_year(np.ones(70), 8.0), weight=0.0, spread=0.0)


def test_years_that_disagree_take_weight_from_last_years_shape():
    agreeing = season(100)
    other = np.concatenate([agreeing[:48], agreeing[48:][::-1]])
    assert last_year(agreeing, 8.0).weight > 0.7
    assert last_year(other, 8.0).weight < last_year(agreeing, 8.0).weight - 0.2


@pytest.mark.parametrize(
    ("weeks", "share", "said"),
    [
        (20, 0.0, "Less than a year of data. This forecast includes no season."),
        (51, 0.0, "Less than a year of data. This forecast includes no season."),
        (52, 0.0, "Little more than a year of data. This forecast includes no season yet."),
        (104, 0.7, "Both years agree so far. The forecast expects last year’s season again."),
        (104, 0.2, "The years do not agree on a season. The forecast uses little of it."),
    ],
)
def test_a_season_that_cannot_be_known_is_named(weeks, share, said):
    assert in_words(weeks, share, None).render("en") == said
    assert in_words(weeks, share, None).render("fr") not in {said, ""}


def test_last_years_move_is_said_with_its_weight():
    found = replace(last_year(season(80), 8.0), move=np.log(1.2), weight=0.62)
    assert in_words(80, 0.0, found).render("en") == (
        "Last year these weeks were 20% above the two months before. The forecast uses 62% of it."
    )
    assert "25% below" in in_words(80, 0.0, replace(found, move=np.log(0.75))).render("en")
    assert "no season" in in_words(80, 0.0, replace(found, move=0.0)).render("en")


# ---------------------------------------------------------------- goals


def leads(first, last, each=2):
    return facts(leads=[lead(n, f"{n}.{i}") for n in range(first, last + 1) for i in range(each)])


KNOWN = leads(-140, 13)


def test_one_forecast_for_chart_table_and_sentence():
    """The fan ends with the band of the deadline."""
    found = evaluate(KNOWN, LEADS, day(13)).outlook
    end = found.fan[-1]
    assert (end.day, end.low, end.median, end.high) == (
        LEADS.end, found.low, found.median, found.high,
    )  # fmt: skip


@pytest.mark.parametrize("goal", [
    LEADS,
    replace(LEADS, metric="ad_spend", target=400, kind="ceiling", direction=GoalDirection.STAY_BELOW),
])  # fmt: skip
def test_what_is_needed_per_day_has_one_value(goal):
    spent = [ad(n, spend=10.0) for n in range(-140, 14)]
    known = facts(leads=[lead(n, f"{n}") for n in range(-140, 14)], ad_costs=spent)
    found = evaluate(known, goal, day(13))
    assert found.outlook.needed == found.required_per_day
    assert found.required_per_day == pytest.approx((goal.target - found.done) / 14)


def test_what_the_forecast_does_not_know_is_said():
    assert [m.render("en") for m in evaluate(KNOWN, LEADS, day(13)).outlook.limits] == [
        "Less than a year of data. This forecast includes no season."
    ]


def _sales(delays, metric="revenue", kind="cumulative", first=-140):
    """What is said of a goal where so many sales show how late they are recorded."""
    rows = [lead(n, f"{n}", amount=100.0, currency="EUR", won_at=None) for n in range(first, 14)]
    for place in range(delays):
        number = first + (14 - first) * place // delays
        rows[number - first]["won_at"] = datetime.combine(day(number + 2), time(12), UTC)
    goal = replace(LEADS, metric=metric, target=2_000, kind=kind)
    known = facts(leads=rows, ad_costs=[ad(n, spend=10.0) for n in range(first, 14)])
    found = evaluate(known, goal, day(13)).outlook
    said = [limit.render("en")[:30] for limit in found.limits]
    return found.missing, [
        text for text in said if not text.startswith(("Less than a", "This forecast"))
    ]


def test_an_unknown_delay_is_said():
    """With fewer than 15 delays nobody knows how late sales are recorded."""
    assert _sales(14)[1] == ["Fewer than 15 delays are known"]
    assert _sales(15) == (None, [])
    assert _sales(20, "cac", "rate") == (None, ["Recent days count as complete,"])


def test_an_unknown_delay_is_said_without_a_forecast_too():
    """With five weeks of history there is none, and recent days still count as complete."""
    for delays, said in ((14, ["Fewer than 15 delays are known"]), (15, [])):
        missing, limits = _sales(delays, first=-20)
        assert missing is not None
        assert limits == said


def test_money_ripens_as_sales_do():
    """The amount of a lead comes with its sale, so recent days count for less than they will."""
    rows = [lead(n, f"{n}", amount=100.0, currency="EUR") for n in range(-140, 14)]
    for number, row in zip(range(-140, 14), rows, strict=True):
        row["won_at"] = None
        if number + 20 <= 13:
            row["won_at"] = datetime.combine(day(number + 20), time(12), UTC)
    goal = replace(LEADS, metric="revenue", target=2_000)
    known = facts(leads=rows)
    found = odds_before(known, goal, day(13)).outlook
    assert evaluate(known, goal, day(13)).done in {None, 0}
    assert found.median == pytest.approx(2_800, rel=0.1)


@pytest.mark.parametrize(
    ("chance", "ok"),
    [(0.1, False), (0.35, False), (0.47, False), (0.48, True), (0.5, True), (0.9, True)],
)
def test_a_chance_below_a_half_is_not_green_in_the_builder(chance, ok):
    """As it is shown: in steps of 5 %, so 48 % is a half."""
    before = odds_before(KNOWN, LEADS, day(13))
    found = replace(before, outlook=Outlook(chance=chance))
    assert found.ok is ok
    assert ("Ambitious" in found.messages[0].render("en")) is (0.2 <= chance < 0.475)


def test_builder_and_board_never_say_green_and_red():
    """Whatever the target: what the board calls at risk is not attainable in the builder."""
    for target in range(40, 80, 4):
        goal = replace(LEADS, target=target)
        board = evaluate(KNOWN, goal, day(13)).status
        assert not (board is GoalStatus.BEHIND and odds_before(KNOWN, goal, day(13)).ok)
