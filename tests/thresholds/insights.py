"""Thresholds of the rules that find insights, and of the movements they rest on."""

from unittest.mock import Mock, patch

import numpy as np

from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from metrics.goals.goal import Goal
from metrics.insights.engine import evidence_of
from metrics.insights.evidence import Daily, PeriodPair
from metrics.insights.movement import Movement, movement
from metrics.insights.rules import (
    faulty_tags,
    goal_at_risk,
    mix_effect,
    movers,
    spend_without_sessions,
    tracking_break,
    untagged_share,
    vanity_trap,
)
from metrics.question.query import Query
from tests.metrics.cases import ad, day, facts, lead, web
from tests.thresholds.threshold import Threshold

LEADS = metrics()["leads"]


def _daily(values, over=None, under=None):
    """A figure's days from the first Monday on; a count where no sides are given."""
    unknown = np.full(len(values), np.nan)
    sides = (unknown if side is None else np.array(side, float) for side in (over, under))
    return Daily(day(0), np.array(values, float), *sides)


def _pair(length):
    """A period of so many days after one of as many."""
    return PeriodPair(Query(day(length), day(2 * length - 1)), Query(day(0), day(length - 1)))


def _moved(days):
    """Whether two periods of so many days, after a year, give a movement."""
    values = np.full(400, 10.0)
    now = Query(day(400 - days), day(399))
    before = Query(day(400 - 2 * days), day(399 - days))
    return movement(LEADS, _daily(values), PeriodPair(now, before)) is not None


def _severities(module, known, goals, first, last):
    evidence = evidence_of(known, goals, Query(day(first), day(last)), Compare.PREVIOUS)
    return [found.severity.value for found in module.RULE.find(evidence)]


def _at_risk(begun):
    """How severe a goal is that has been at risk ever since it began so many days ago."""
    known = facts(leads=[lead(n, f"{n}") for n in range(-70, begun + 1)])
    goal = Goal("g", "leads", 9_000, day(0), day(90), "cumulative")
    [found] = _severities(goal_at_risk, known, [goal], begun - 6, begun)
    return found


def _mixed(others):
    """Whether the rule speaks of a total that fell while two large channels rose, with a third that fell.

    The two have 300,000 visits in both periods together, the third so many in each.
    """
    won = {"good": (10_000, 6_000), "poor": (500, 1_200), "third": (0.05 * others, 0.0499 * others)}
    seen = {"good": (100_000, 50_000), "poor": (50_000, 100_000), "third": (others, others)}
    both = (np.repeat([before, now], 28) / 28 for before, now in won.values())
    visits = (np.repeat([before, now], 28) / 28 for before, now in seen.values())
    split = {
        key: _daily(np.zeros(56), *sides) for key, *sides in zip(won, both, visits, strict=True)
    }
    found = mix_effect._turned(Mock(compared=lambda *_: split), "lead_rate", _pair(28))
    return found is not None


def _counted(visits):
    split = {"Email": _daily([0, 0], [2, 2], [visits, visits])}
    found = mix_effect._by_week(Mock(compared=lambda *_: split), "lead_rate", _pair(1))
    return 0 if found is None else len(found.now.visits)


def _candidates(leads):
    split = {"Email": _daily([leads - 5, 5])}
    evidence = Mock(compared=lambda _, key: split if key == "channel" else {})
    return len(list(movers._candidates(evidence, "leads", _pair(1))))


def _worst(fallen):
    moves = [(f"{n}", Movement(50.0, 90.0 + n, -0.4, -0.6, -0.2, 140)) for n in range(fallen)]
    return [name for name, _ in movers._ends(moves)]


def _wasted(days, clicks):
    """Whether the rule speaks of a campaign that costs on so many last days, with so many clicks."""
    first = 14 - days
    rows = [ad(n, campaign="lost", spend=9.0, clicks=clicks if n == first else 0, currency="EUR")
            for n in range(first, 14)]  # fmt: skip
    visits = [web(n, "source,medium,campaign", source="x", medium="social", campaign="seen",
                  sessions=9) for n in range(14)]  # fmt: skip
    known = facts(ad_costs=rows, web_sessions=visits)
    return len(_severities(spend_without_sessions, known, (), 0, 13))


def _silence(before, silent):
    """Whether some last days after others are a silence."""
    values = [*before, *silent]
    now = Query(day(len(before)), day(len(values) - 1))
    return tracking_break._silent(_daily(values), now) is not None


def _gap_until(days_before):
    """Whether ten silent days are one, after a quiet spell that ended so many days before them."""
    before = np.full(300, 10.0)
    before[100 : 300 - days_before + 1] = 0
    return tracking_break._judged(np.array([*before, *[0.0] * 10]), 300, 310) is not None


def _partner(came):
    values = [*[10.0] * 56, *[came / 10] * 10]
    return bool(tracking_break._alive(_daily(values), tracking_break._Silence(56, 10, 100.0, 0.0)))


def _untagged(without):
    """What the rule says of so many leads of a thousand without a channel."""
    tags = {"source": "facebook", "medium": "social"}
    rows = [lead(n % 7, f"{n}", **({} if n < without else tags)) for n in range(1_000)]
    return _severities(untagged_share, facts(leads=rows), (), 0, 6)


def _follows(lag):
    """Whether a figure that falls without end, but for two days, is up again at exactly this lag.

    One high day is in the period before it at every shorter lag, the other at every longer one.
    """
    values = 1_000 * np.exp(-np.arange(90) / 28)
    values[lag - 1], values[28 + lag] = 1e9, 1e6
    past = np.full(280, 1_000.0)
    pair = PeriodPair(Query(day(308), day(335)), Query(day(280), day(307)))
    return vanity_trap._follows(LEADS, _daily([*past, *values]), pair)


def _trapped(change):
    """Whether exposure that rose, and a partner that fell, by so much is a trap."""
    up, down = change
    reach, visits = ([1e6] * 280 + [1e6 * (1 + move)] * 28 for move in (up, -down))
    split = {"x": _daily(visits)}
    pair = PeriodPair(Query(day(280), day(307)), Query(day(252), day(279)))
    evidence = Mock(compared=lambda *_: split, pair=lambda *_, **__: pair)
    with patch.object(vanity_trap, "_follows", return_value=False):
        found = vanity_trap._trap(evidence, metrics()["account_reach"], "x", _daily(reach))
    return found is not None


def _faulty(corrected):
    """How often the rule speaks of 1,000 visits of which corrections leave so many."""
    values = {"referrals": (1_000.0, float(corrected))}
    with (
        patch.object(faulty_tags, "corrected_values", return_value=values),
        patch.object(faulty_tags, "outcomes", return_value=Mock(headlines=())),
    ):
        evidence = Mock(basis=lambda *_: None)
        return len(list(faulty_tags._find(evidence)))


CASES = (
    Threshold(
        "metrics/insights/rules/faulty_tags.py:NOTABLE",
        _faulty,
        {981: 0, 980: 1, 979: 1},
        step=0.0015,
    ),
    Threshold(
        "metrics/insights/movement.py:LEAST_DAYS", _moved, {20: False, 21: True, 22: True}
    ),
    Threshold(
        "metrics/insights/rules/goal_at_risk.py:_BACK",
        _at_risk,
        {27: "alarm", 28: "warning", 29: "warning"},
    ),
    Threshold(  # 300,000 of 375,000 visits are four fifths
        "metrics/insights/rules/mix_effect.py:NEARLY_ALL",
        _mixed,
        {38_000: False, 37_500: True, 37_000: True},
    ),
    Threshold(
        "metrics/insights/rules/mix_effect.py:LEAST", _counted, {29: 0, 30: 1, 31: 1}
    ),
    Threshold("metrics/insights/rules/movers.py:LEAST", _candidates, {19: 0, 20: 1, 21: 1}),
    Threshold(
        "metrics/insights/rules/movers.py:SHOWN",
        _worst,
        {1: ["0"], 2: ["1", "0"], 3: ["2", "1"]},
    ),
    Threshold(
        "metrics/insights/rules/spend_without_sessions.py:CLICKS",
        lambda clicks: _wasted(3, clicks),
        {18: 0, 19: 0, 20: 1, 21: 1},
    ),
    Threshold(
        "metrics/insights/rules/spend_without_sessions.py:DAYS",
        lambda days: _wasted(days, 60),
        {2: 0, 3: 1, 4: 1},
    ),
    Threshold(  # a day where 10 are usual
        "metrics/insights/rules/tracking_break.py:SILENT",
        lambda left: _silence([10.0] * 84, [left] * 10),
        {0.49: True, 0.5: True, 0.51: False},
    ),
    Threshold(  # of two days
        "metrics/insights/rules/tracking_break.py:EXPECTED",
        lambda usual: _silence([usual / 2] * 84, [0.0] * 2),
        {19.8: False, 20.0: True, 20.2: True},
    ),
    Threshold(
        "metrics/insights/rules/tracking_break.py:PARTNERS",
        _partner,
        {49: False, 50: True, 51: True},
    ),
    Threshold(
        "metrics/insights/rules/tracking_break.py:LEAST",
        lambda known: _silence([10.0] * known, [0.0] * 5),
        {27: False, 28: True, 29: True},
    ),
    Threshold(  # five quiet days within memory are half as long as the silence: the rest is forgotten
        "metrics/insights/rules/tracking_break.py:MEMORY",
        _gap_until,
        {177: False, 178: False, 179: True},
    ),
    Threshold(  # over seven days the lower end of 123 of 1,000 is 9.98 %, of 124 it is 10.07 %
        "metrics/insights/rules/untagged_share.py:NOTABLE",
        _untagged,
        {123: [], 124: ["note"], 125: ["note"]},
    ),
    Threshold(  # of 283 of 1,000 it is 24.95 %, of 284 it is 25.05 %
        "metrics/insights/rules/untagged_share.py:SERIOUS",
        _untagged,
        {283: ["note"], 284: ["warning"], 285: ["warning"]},
    ),
    Threshold(
        "metrics/insights/rules/vanity_trap.py:LAGS",
        _follows,
        {6: False, 7: True, 8: False, 13: False, 14: True, 15: False, 20: False, 21: True,
         22: False, 27: False, 28: True, 29: False},
    ),
    Threshold(
        "metrics/insights/rules/vanity_trap.py:NOTABLE",
        _trapped,
        {(0.0999, 0.2): False, (0.1001, 0.2): True, (0.2, 0.0999): False, (0.2, 0.1001): True},
    ),
)  # fmt: skip
