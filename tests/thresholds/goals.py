"""Thresholds of goals: pace, chance, history, conflicts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np

from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from metrics.goals import conflicts, progress
from metrics.goals.daily import known_days, known_from
from metrics.goals.date_presets import next_deadline
from metrics.goals.forecast import season_text
from metrics.goals.forecast.ends import GoalEnds
from metrics.goals.forecast.last_year import last_year
from metrics.goals.forecast.likelihood_text import in_words, rounded
from metrics.goals.forecast.minimum_history import missing
from metrics.goals.forecast.outlook import Calibration, Outlook, reachable
from metrics.goals.forecast.reporting_delay import _read, ripeness
from metrics.goals.forecast.season import seasonal
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.history import Attainability, baseline
from metrics.goals.objectives import advice
from metrics.goals.pace import EVEN, holiday_factor, weekday_factors
from metrics.goals.pre_save_odds import Before, _verdict
from metrics.goals.progress import _judged, evaluate
from metrics.goals.status import GoalStatus, by_chance
from metrics.insights.engine import evidence_of
from metrics.insights.rules import goal_at_risk
from metrics.question.query import Query
from tests.metrics.cases import day, facts, lead
from tests.thresholds.threshold import Threshold

YEAR_END = date(2026, 12, 31)
LEADS = Goal("g", "leads", 28, day(0), day(27), "cumulative")


def leads(first, last):
    """One lead a day."""
    return facts(leads=[lead(n, f"{n}") for n in range(first, last + 1)])


def _weekday_pattern(weeks_ago):
    """Whether a week in which all came on Monday still shows how the days of a week differ."""
    monday = day(-7 * weeks_ago)
    history = {monday + timedelta(days=n): 7.0 if n == 0 else 0.0 for n in range(7)}
    return weekday_factors(history, day(0)) != EVEN


def _monday(weeks):
    """The factor of Monday after some weeks in which all came on Monday."""
    history = {day(n): 7.0 if n % 7 == 0 else 0.0 for n in range(-7 * weeks, 0)}
    return round(weekday_factors(history, day(0))[0], 3)


def _holiday(came):
    """What a holiday is worth that brought so much, where usual days bring 10."""
    history = {day(n): 10.0 for n in range(-28, 0)} | {day(0): came}
    return round(holiday_factor(history, EVEN, frozenset({day(0)})), 3)


def _lacking(weeks, events):
    course = SimpleNamespace(known=weeks, events=events)
    setting = SimpleNamespace(days=SimpleNamespace(known=60))
    return missing(setting, course) is not None


def _ripe(delays):
    """Whether so many qualified leads show how long qualification takes."""
    rows = [lead(0, f"{n}", qualified_at=_at(3)) for n in range(delays)]
    known = facts(leads=[*rows, lead(9, "x")])
    return ripeness(known, metrics()["qualified_leads"], day(9), np.array([0.0, 5.0])) is not None


def _waited_for(delay):
    rows = [lead(0, "1", qualified_at=_at(delay)), lead(800, "x")]
    return len(_read(facts(leads=rows), "qualified_at", day(800))[0])


def _at(number):
    return datetime.combine(day(number), datetime.min.time(), UTC)


def _has_season(weeks, unknown=0):
    """Whether so many weeks of a clear season show one; the first ones may be unknown."""
    rates = 100 * (1 + 0.5 * np.sin(2 * np.pi * np.arange(weeks) / 52))
    rates[:unknown] = np.nan
    return not np.all(seasonal(rates, 4)[1] == 1)


def _judged_a_week_ago(begun):
    """The status at a chance of 65 % of a goal that was clearly on track from its first day."""
    goal, known = replace(LEADS, target=10), leads(-70, begun)
    return _judged(known, goal, known_days(known, goal, day(begun)), 0.65)


def _late(chance):
    """The status of a goal after its last day, with a chance that late news still meets it."""
    rows = [lead(n, f"{n}", qualified_at=_at(n + 1)) for n in range(29)]
    goal = replace(LEADS, metric="qualified_leads", target=30)
    with patch.object(progress, "outlook", return_value=Outlook(chance=chance)):
        return evaluate(facts(leads=rows), goal, day(28)).status


def _alarm_after(days):
    """How many alarms there are about a hopeless goal after so many days."""
    known = leads(-70, days)
    goal = replace(LEADS, target=1_000)
    asked = Query(day(0), day(days))
    evidence = evidence_of(known, [goal], asked, Compare.PREVIOUS)
    return len(list(goal_at_risk.RULE.find(evidence)))


def _contradict(windows, cheap, many, both):
    """Whether two goals exclude each other by what past periods met: one, the other, both."""
    place = np.arange(windows)
    met = [place < cheap, (place >= cheap - both) & (place < cheap - both + many)]
    ceiling = Goal("c", "cpl", 9, day(0), day(6), "ceiling", GoalDirection.STAY_BELOW)
    with patch.object(conflicts, "_met", side_effect=met):
        return len(conflicts.conflicts(None, [ceiling, LEADS]))


CASES = (
    Threshold(
        "metrics/goals/status.py:_ON_TRACK",
        lambda chance: by_chance(chance, None).value,
        {0.69: "close", 0.7: "on_track", 0.71: "on_track"},
    ),
    Threshold(
        "metrics/goals/status.py:_STAYS_ON_TRACK",
        lambda chance: by_chance(chance, GoalStatus.ON_TRACK).value,
        {0.59: "close", 0.6: "on_track", 0.61: "on_track"},
    ),
    Threshold(
        "metrics/goals/status.py:_BEHIND",
        lambda chance: by_chance(chance, None).value,
        {0.29: "behind", 0.3: "close", 0.31: "close"},
    ),
    Threshold(
        "metrics/goals/status.py:_STAYS_BEHIND",
        lambda chance: by_chance(chance, GoalStatus.BEHIND).value,
        {0.39: "behind", 0.4: "close", 0.41: "close"},
    ),
    Threshold(
        "metrics/goals/pace.py:WEEKS",
        _weekday_pattern,
        {25: True, 26: True, 27: False},
        fixed="the days back are listed once",
    ),
    Threshold(  # (7 n + 2) / (n + 2) after n weeks
        "metrics/goals/pace.py:PSEUDO_WEEKS", _monday, {0: 1.0, 1: 3.0, 2: 4.0, 3: 4.6}
    ),
    Threshold(  # two Sundays that bring 10 are added: (v + 20) / 30, never above a usual day
        "metrics/goals/pace.py:holiday_factor, at most 1",
        _holiday,
        {9.0: 0.967, 10.0: 1.0, 11.0: 1.0, 40.0: 1.0},
        fixed="a number inside the function",
    ),
    Threshold(
        "metrics/goals/forecast/minimum_history.py:WEEKS",
        lambda weeks: _lacking(weeks, 100),
        {5: True, 6: False, 7: False},
    ),
    Threshold(
        "metrics/goals/forecast/minimum_history.py:EVENTS",
        lambda events: _lacking(20, events),
        {14: True, 15: False, 16: False},
    ),
    Threshold(  # of 0, 1 … 100, equally likely
        "metrics/goals/forecast/outlook.py:SURE",
        lambda place: round(reachable(GoalEnds.of(np.arange(101.0), below=False))[place], 3),
        {0: 20.0, 1: 50.0, 2: 80.0},
    ),
    Threshold(
        "metrics/goals/forecast/outlook.py:_ENOUGH",
        lambda bands: "too short" in str(Calibration(5, bands).message),
        {7: True, 8: False, 9: False},
    ),
    Threshold(
        "metrics/goals/forecast/outlook.py:_NOTABLE",
        lambda wider: "Narrower ranges" in str(Calibration(9, 10, wider).message),
        {0.099: False, 0.1: True, 0.101: True},
    ),
    Threshold(
        "metrics/goals/forecast/reporting_delay.py:LONGEST",
        _waited_for,
        {364: 1, 365: 1, 366: 0},
    ),
    Threshold(
        "metrics/goals/forecast/reporting_delay.py:FEW",
        _ripe,
        {14: False, 15: True, 16: True},
    ),
    Threshold(
        "metrics/goals/forecast/season.py:LEAST",
        _has_season,
        {103: False, 104: True, 105: True},
    ),
    Threshold(  # a year of weeks both of whose years are known, less the half a year that comes first
        "metrics/goals/forecast/season.py:_HALF",
        lambda unknown: _has_season(104, unknown),
        {1: True, 2: True, 3: False},
    ),
    Threshold(
        "metrics/goals/forecast/likelihood_text.py:_STEP",
        rounded,
        {0.32: 0.3, 0.35: 0.35, 0.37: 0.35, 0.38: 0.4},
    ),
    Threshold(
        "metrics/goals/forecast/likelihood_text.py:in_words, 0.05 and 0.95",
        lambda chance: in_words(chance).render("en"),
        {0.049: "less than 5%", 0.05: "about 5%", 0.95: "about 95%", 0.951: "more than 95%"},
        fixed="numbers inside the function",
    ),
    Threshold(
        "metrics/goals/history.py:_BASELINE_WINDOWS",
        lambda windows: baseline(leads(-28 * windows, -1), LEADS).n,
        {3: 3, 4: 4, 5: 4},
    ),
    Threshold(
        "metrics/goals/objectives.py:ADVISED",
        lambda goals: advice([LEADS] * goals) is not None,
        {2: True, 3: False, 4: False},
    ),
    Threshold(
        "metrics/goals/date_presets.py:LEAST_TIME",
        lambda days: next_deadline(YEAR_END - timedelta(days)) == YEAR_END,
        {27: False, 28: True, 29: True},
    ),
    Threshold(
        "metrics/goals/pre_save_odds.py:_HARD",
        lambda chance: "Hardly" in str(_verdict(chance)),
        {0.13: True, 0.17: True, 0.18: False, 0.2: False},
        step=0.06,  # more than that of the likelihoods that are shown
    ),
    Threshold(
        "metrics/goals/pre_save_odds.py:_EVEN",
        lambda chance: (
            "Ambitious" in str(_verdict(chance)),
            Before(Attainability(None, 0, 0, None), Outlook(chance=chance)).ok,
        ),
        {0.47: (True, False), 0.48: (False, True), 0.5: (False, True)},
        step=0.05,
    ),
    Threshold(
        "metrics/goals/forecast/season_text.py:_AGREE",
        lambda share: "Both years agree" in str(season_text.in_words(110, share, None)),
        {0.499: False, 0.5: True, 0.501: True},
    ),
    Threshold(  # a year, and eight weeks that a move starts from, and four that it leads to
        "metrics/goals/forecast/last_year.py:LEAST_WEEKS",
        lambda weeks: last_year(np.ones(weeks), 4.0) is not None,
        {63: False, 64: True, 65: True, 103: True, 104: False},
    ),
    Threshold(
        "metrics/insights/rules/goal_at_risk.py:_FIRST",
        _alarm_after,
        {6: 0, 7: 1, 8: 1},
    ),
    Threshold(
        "metrics/goals/pre_save_odds.py:_EASY",
        lambda chance: "without effort" in str(_verdict(chance)),
        {0.949: False, 0.95: False, 0.951: True},
    ),
    Threshold(
        "metrics/goals/progress.py:_BEFORE",
        _judged_a_week_ago,
        {6: GoalStatus.CLOSE, 7: GoalStatus.ON_TRACK, 8: GoalStatus.ON_TRACK},
    ),
    Threshold(
        "metrics/goals/progress.py:_OVER",
        _late,
        {0.049: GoalStatus.MISSED, 0.05: GoalStatus.BEHIND, 0.051: GoalStatus.BEHIND},
    ),
    Threshold(
        "metrics/goals/conflicts.py:WINDOWS",
        lambda windows: _contradict(windows, windows // 2, windows // 2, 0),
        {7: 0, 8: 1, 9: 1},
    ),
    Threshold(
        "metrics/goals/conflicts.py:ALONE",
        lambda met: _contradict(1000, met, 500, 0),
        {99: 0, 100: 1, 101: 1},
    ),
    Threshold(
        "metrics/goals/conflicts.py:TOGETHER",
        lambda both: _contradict(1000, 400, 400, both),
        {49: 1, 50: 0, 51: 0},
    ),
    Threshold(  # three years and two weeks are 1,106 days
        "metrics/goals/daily.py:HISTORY",
        lambda days: (day(0) - known_from(leads(-days, 0), LEADS)).days,
        {1105: 1105, 1106: 1106, 1107: 1106},
    ),
)  # fmt: skip
