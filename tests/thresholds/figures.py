"""Thresholds of what pages and reports show, and of what they say of posts and files."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from unittest.mock import Mock, patch

import polars as pl

from i18n import format as writing
from metrics.comparison.change import Change, ChangeDirection, ChangeUnit
from metrics.comparison.compared import ComparedMetric
from metrics.comparison.periods import Compare
from metrics.content import best_times
from metrics.content.out_of_order import out_of_order_imports
from metrics.definitions.event_names import is_event_name
from metrics.definitions.registry import metrics
from metrics.engine.provenance import _apart
from metrics.goals.goal import Goal
from metrics.goals.status import GoalStatus
from metrics.question.query import Query
from metrics.results.outcomes import guess, outcomes
from metrics.results.period_series import usual_grain
from metrics.results.rate_intervals import is_withheld
from metrics.results.results import _spare, _sparks
from report.document.brand import wrong
from report.document.colours import of_text
from report.document.model import Brand
from report.evidence import curve
from report.wording.format_values import describe_change
from tests.metrics.cases import day, facts, lead, post
from tests.thresholds.threshold import Threshold
from ui.components.goals import builder_target, goals
from ui.components.results import answer
from ui.filters import Filters

INSIDE = "a number inside the function"
GOAL = Goal("g", "leads", 28, day(0), day(27), "cumulative")


def _posts(*groups: tuple[str, int]):
    """Posts by format: so many of each, all with the same figure."""
    rows = [
        {"network": "x", "published_at": datetime(2026, 3, 2, n % 24, tzinfo=UTC), "views": 10,
         "format": form}
        for form, count in groups for n in range(count)
    ]  # fmt: skip
    return pl.DataFrame(rows)


def _filled(known):
    """Whether a page with so many known figures gets others."""
    facts_ = facts(posts=[post(1, clicks=5)], leads=[lead(1)])
    found = {
        f"m{n}": ComparedMetric(metrics()["leads"], {"value": 1}, Query(day(1), day(1)))
        for n in range(known)
    }
    query = Query(day(1), day(1))
    return bool(_spare(facts_, outcomes(facts_), found, query, Compare.NONE))


def _slot(hour):
    rows = _posts(("image", 24)).filter(pl.col("published_at").dt.hour() == hour)
    return best_times.timing(rows, "views").groups[0].key[1]


def _compared(count):
    """Whether so many posts of one format are compared with ten of another."""
    found = best_times.formats(_posts(("image", count), ("video", 10)), "views")
    return {one.key[1]: one.chance is not None for one in found}["image"]


def _stands_out(chance):
    """Whether one of two formats stands out where chance alone gives the difference so often."""
    with patch.object(best_times, "_chance", return_value=chance):
        return best_times.formats(_posts(("image", 9), ("video", 10)), "views")[0].stands_out


def _late(fallen, risen=0, left=500):
    """Whether a newer import is suspect that says ``left`` of 1,000 views of some posts."""
    now = [left] * fallen + [1_001] * risen
    instants = [datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=n) for n in (0, 3)]
    rows = [
        post(0, f"{n}", observed_at=at, import_id=place, source_row=1, views=views[place - 1])
        for n, views in enumerate((1_000, value) for value in now)
        for place, at in enumerate(instants, 1)
    ]
    return len(out_of_order_imports(facts(posts=rows)))


def _read(first, last):
    return SimpleNamespace(first=first, last=last)


def _spark(days):
    """The days between two points of the little line of a headline."""
    known = facts(leads=[lead(n, f"{n}") for n in range(60)])
    points = _sparks(known, ["leads"], Query(day(0), day(days - 1)))["leads"]
    return (points[1][0] - points[0][0]).days


def _curve(days):
    """What the points of the report's line are."""
    with patch.object(curve, "_line", side_effect=StopIteration) as line, suppress(StopIteration):
        curve.curve(Mock(query=Mock(days=days)), Mock())
    return line.call_args.args[3]


def _slight(percent):
    """Whether a change is small enough to be called hardly any."""
    text = describe_change(Change(percent, ChangeUnit.PERCENT, ChangeDirection.GOOD))
    return str(text) == "hardly changed"


def _stale(days):
    """Whether the builder of goals says that data end so many days before today."""
    with patch.object(builder_target.fields, "today", return_value=day(90)):
        return builder_target.is_stale(day(90 - days))


def _looked_at(days):
    """Whether the page of goals warns of what turned so many days before the last one."""
    asked = Mock()
    with (
        patch.object(goals, "advice", return_value=None),
        patch.object(goals.cache, "remember", return_value=()),
        patch.object(goals.cache, "overview", return_value=Mock(last=day(90))),
        patch.object(goals.insights, "of_goals", asked),
    ):
        goals._notices((), {})
    return day(90 - days) >= asked.call_args.args[0].start


def _named(days):
    """Whether the answer names a goal that begins so many days after the period."""
    goal = SimpleNamespace(
        goal=SimpleNamespace(start=day(days), end=day(90), target=9.0),
        status=GoalStatus.ON_TRACK,
        figure=None,
    )
    return bool(answer._towards(goal, Filters(day(0), day(30))))


CASES = (
    Threshold(
        "metrics/results/rate_intervals.py:LEAST_TRIALS",
        lambda trials: is_withheld(metrics()["web_conversion_rate"], trials, None),
        {29.0: True, 30.0: False, 31.0: False},
    ),
    Threshold(
        "ui/components/results/answer.py:_EARLY", _named, {6: True, 7: True, 8: False}
    ),
    Threshold("metrics/results/results.py:FULL", _filled, {3: True, 4: False, 5: False}),
    Threshold(
        "metrics/definitions/event_names.py:_LONGEST",
        lambda letters: is_event_name("x" * letters),
        {39: True, 40: True, 41: False},
    ),
    Threshold(
        "metrics/results/outcomes.py:_MOST_EVENTS",
        lambda names: len(guess({f"conversions:event {n}": 1 for n in range(names)})),
        {2: 2, 3: 3, 4: 3},
    ),
    Threshold(
        "metrics/content/best_times.py:HOURS", _slot, {2: 0, 3: 3, 5: 3, 6: 6, 20: 18, 21: 21}
    ),
    Threshold("metrics/content/best_times.py:ENOUGH", _compared, {4: False, 5: True, 6: True}),
    Threshold(  # shared among two formats
        "metrics/content/best_times.py:_LEVEL",
        _stands_out,
        {0.0249: True, 0.025: False, 0.0251: False},
    ),
    Threshold("metrics/content/out_of_order.py:_FALLEN", _late, {2: 0, 3: 1, 4: 1}),
    Threshold(
        "metrics/content/out_of_order.py:_TO_RISEN",
        lambda fallen: _late(fallen, risen=1),
        {8: 0, 9: 1, 10: 1},
    ),
    Threshold(
        "metrics/content/out_of_order.py:_CLEARLY",
        lambda left: _late(5, left=left),
        {949: 1, 950: 0, 951: 0},
    ),
    Threshold(
        "metrics/engine/provenance.py:_APART",
        lambda days: len(_apart([_read(day(0), day(90)), _read(day(days), day(90))])),
        {6: 0, 7: 0, 8: 1},
    ),
    Threshold("metrics/results/results.py:_DAYS_IN_A_SPARK", _spark, {34: 1, 35: 1, 36: 7}),
    Threshold(
        "report/evidence/curve.py:_LONGEST_BY_DAY", _curve, {34: "day", 35: "day", 36: "week"}
    ),
    Threshold(
        "report/wording/format_values.py:_SLIGHT", _slight, {0.98: True, 1.0: False, 1.02: False}
    ),
    Threshold(
        "report/document/colours.py:READABLE",
        lambda grey: of_text(grey) == grey,
        {"#777777": False, "#767676": True, "#757575": True},
    ),
    Threshold(
        "report/document/brand.py:LARGEST_LOGO",
        lambda size: wrong(Brand(logo=b"\xff\xd8\xff".ljust(size))) is None,
        {999_999: True, 1_000_000: True, 1_000_001: False},
    ),
    Threshold(
        "ui/components/goals/builder_target.py:STALE", _stale, {6: False, 7: False, 8: True}
    ),
    Threshold("ui/components/goals/goals.py:_LOOKED_AT", _looked_at, {26: True, 27: True, 28: False}),
    Threshold(
        "metrics/results/period_series.py:DAYS_BY_DAY", usual_grain, {34: "day", 35: "day", 36: "week"}
    ),
    Threshold(
        "metrics/results/period_series.py:DAYS_BY_WEEK",
        usual_grain,
        {399: "week", 400: "week", 401: "month"},
    ),
    Threshold(
        "i18n/numbers.py:COMPACT_FROM",
        lambda value: writing.compact(value, "en"),
        {99_999: "99,999", 100_000: "100K", 100_001: "100K"},
    ),
    Threshold(
        "i18n/numbers.py:compact, decimals below 100",
        lambda value: writing.compact(value, "en"),
        {99.5: "99.5", 100.4: "100", 101.5: "102"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/numbers.py:percent, two decimals below 1 %",
        lambda share: writing.percent(share, "en"),
        {0.0099: "0.99%", 0.01: "1.0%", 0.0101: "1.0%"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/numbers.py:money, whole from 1,000",
        lambda amount: writing.money(amount, "EUR", "en"),
        {999.5: "€999.50", 1_000: "€1,000", 1_000.4: "€1,000"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/numbers.py:duration, hours from 3,600 seconds",
        lambda seconds: writing.duration(seconds, "en")[-1],
        {3_599: "n", 3_600: "h", 3_601: "h"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/numbers.py:duration, minutes from 60 seconds",
        lambda seconds: writing.duration(seconds, "en")[-1],
        {59: "s", 60: "n", 61: "n"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/numbers.py:points, two decimals below 0.1",
        lambda value: writing.points(value, "en").split("\u202f")[0],
        {0.099: "+0.10", 0.1: "+0.1", 0.101: "+0.1"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/numbers.py:points, French plural from 2",
        lambda value: writing.points(value, "fr").split("\u202f")[1],
        {1.9: "pt", 2.0: "pts", 2.1: "pts"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/numbers.py:signed_percent, a decimal where whole percent would be 0",
        lambda share: writing.signed_percent(share, "en"),
        {0.0049: "+0.5%", 0.005: "+0.5%", 0.0051: "+1%"},
        fixed=INSIDE,
    ),
    Threshold(
        "i18n/ranges.py:number_range, whole from 10",
        lambda high: writing.number_range(1.5, high, "en"),
        {9.9: "1.5–9.9", 10.0: "2–10", 10.1: "2–10"},
        fixed=INSIDE,
    ),
)  # fmt: skip
