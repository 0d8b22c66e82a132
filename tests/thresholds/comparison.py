"""Thresholds of coverage and of the comparison of periods."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from data.facts.coverage import coverage
from data.sources.kit.spec import ReadContext
from data.sources.kit.stated_period import stated_period
from metrics.comparison import sentences
from metrics.comparison.change import ChangeDirection, change
from metrics.comparison.daily_series import daily_series
from metrics.comparison.like_for_like import like_for_like
from metrics.comparison.periods import Compare, earlier
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.results.default_period import default_period, opening_dates
from metrics.statistics.period_change import Method, PeriodChange, Span, period_change
from tests.metrics.cases import account, day, facts, lead, post, web
from tests.thresholds.threshold import Threshold

_STEADY = np.random.default_rng(4).poisson(30, 900).astype(float)


def _method(days, now, before):
    return period_change(days, now, before).method


def _known(unknown):
    """The method with so many unknown days out of forty in the newer period."""
    days = _STEADY[:440].copy()
    days[400 : 400 + unknown] = np.nan
    return _method(days, Span(400, 440), Span(360, 400)) is Method.PLACEBO


def _windows(history):
    """Whether 28 days have an interval, with so many days before them."""
    return _method(
        _STEADY[: history + 28], Span(history, history + 28), Span(history - 28, history)
    )


def _long_run(weeks):
    size = 7 * weeks + 91
    return _method(_STEADY[:size], Span(size - 91, size), Span(size - 182, size - 91))


def _moved(found):
    return change(metrics()["leads"], 13, 10, found)


def _interval(low, high):
    return PeriodChange(Method.PLACEBO, 0.0, low, high, 1.0, 30, True)


def _dense(missing):
    """The gaps of an account with a row on all but so many of forty days."""
    rows = [account(n, views=1) for n in range(40) if n == 0 or n > missing]
    (found,) = coverage(facts(account_days=rows), "account_days")
    return len(found.gaps)


def _silent(days):
    """The gaps of a list of daily leads that stops for three days, by how long it is."""
    rows = [lead(n, str(n)) for n in range(days) if not 30 <= n < 33]
    (found,) = coverage(facts(leads=rows), "leads")
    return len(found.gaps)


def _few(days):
    """The gaps of daily leads on so many days around a month of silence."""
    first = days // 2
    there = [*range(first), *range(first + 40, 40 + days)]
    (found,) = coverage(facts(leads=[lead(n, str(n)) for n in there]), "leads")
    return len(found.gaps)


def _paused(every):
    """The usual silence after posts on every so many-th day of a year."""
    (found,) = coverage(facts(posts=[post(n, str(n)) for n in range(0, 365, every)]), "posts")
    return found.pause


def _quiet(days):
    """Whether posts on every other day still cover a period that ends so many days after them."""
    rows = [post(n, str(n), views=1) for n in range(0, 41, 2)]
    (found,) = coverage(facts(posts=rows), "posts")
    return found.share(day(40 + days), day(40 + days)) == 1.0


def _covers(days):
    """Whether ten days are compared of which a file covers so many."""
    rows = [account(n, views=1) for n in (*range(10), *range(10, 10 + days))]
    split = like_for_like(facts(account_days=rows), metrics()["account_views"], *_periods(10))
    return bool(split.both)


def _periods(length):
    now = Query(day(length), day(2 * length - 1))
    return now, Query(day(0), day(length - 1))


def _named(count):
    rows = [account(n, f"n{number}", views=1) for number in range(count) for n in range(10)]
    split = like_for_like(facts(account_days=rows), metrics()["account_views"], *_periods(10))
    return "more" in str(sentences.not_covered(split, *_periods(10)))


def _easter(days):
    """Whether Easter is named where it lies on the last of so many days."""
    now = Query(date(2026, 4, 5) - timedelta(days=days), date(2026, 4, 5))
    before = earlier(now, Compare.WEEKDAYS)
    return bool(sentences._easter_in_one(now, before))  # the rule itself


def _reaches(days):
    """Whether the history of a day so far back is read."""
    rows = [lead(-n, str(n)) for n in range(1500)]
    series = daily_series(facts(leads=rows), ["leads"], Query(day(0), day(0)))["leads"]
    return series.first <= day(-days)


def _stated(days):
    """Whether a file's stated period holds for rows that begin so many days before it."""
    rows = {"leads": pl.DataFrame({"created_on": [date(2026, 3, 10) - timedelta(days=days)]})}
    given = ReadContext("leads_2026-03-10_2026-03-31.csv", date(2026, 4, 2))
    return stated_period((), rows, given) is not None


def _length(days):
    """Whether a long history opens with so many days, or more."""
    rows = [account(n, views=1) for n in range(400)]
    start, end = opening_dates(coverage(facts(account_days=rows)))
    return (end - start).days + 1 >= days


def _second(networks):
    """Whether pages open with the later of two blocks, where 25 networks have the first one."""
    first = [account(n, f"a{name}", views=1) for name in range(25) for n in range(90)]
    second = [account(n, f"b{name}", views=1) for name in range(networks) for n in range(200, 290)]
    (_, end) = opening_dates(coverage(facts(account_days=first + second)))
    return end == day(289)


def _outcome(behind):
    """Whether leads that end so many days before the rest set the last day."""
    days = [account(n, name, views=1) for name in "abcdef" for n in range(100)]
    leads = [lead(n, str(n)) for n in range(100 - behind)]
    return default_period(coverage(facts(account_days=days, leads=leads))).last < day(99)


def _two_reports(days):
    """Whether two adjoining reports of together so many days open as one period."""
    half = days // 2
    reports = [web(0, last=half - 1, sessions=1), web(half, last=days - 1, sessions=1)]
    return opening_dates(coverage(facts(web_sessions=reports)))[0] == day(0)


CASES = (
    Threshold("metrics/results/default_period.py:DAYS", _length, {89: True, 90: True, 91: False}),
    Threshold(
        "metrics/results/default_period.py:ENOUGH",
        _second,
        {12: False, 13: True, 14: True},
        step=0.03,
    ),
    Threshold(
        "metrics/results/default_period.py:RECENT", _outcome, {13: True, 14: True, 15: False}
    ),
    Threshold(
        "metrics/results/default_period.py:_LONGEST",
        _two_reports,
        {118: True, 120: True, 122: False},
        step=2,
    ),
    Threshold("data/sources/kit/stated_period.py:_ZONES", _stated, {0: True, 1: True, 2: False}),
    Threshold(
        "metrics/statistics/period_change.py:LEAST_KNOWN", _known, {3: True, 4: True, 5: False}
    ),
    Threshold(  # four weeks need eight windows: the first pair of 28 days, and seven weeks more
        "metrics/statistics/period_change.py:LEAST_WINDOWS",
        _windows,
        {104: Method.NO_HISTORY, 105: Method.PLACEBO, 106: Method.PLACEBO},
        step=0.25,
    ),
    Threshold(
        "metrics/statistics/period_change.py:LEAST_WEEKS",
        _long_run,
        {25: Method.NO_HISTORY, 26: Method.LONG_RUN, 27: Method.LONG_RUN},
    ),
    Threshold(
        "metrics/statistics/period_change.py:YEAR",
        lambda history: (
            period_change(
                _STEADY[: history + 28], Span(history, history + 28), Span(history - 28, history)
            ).year_known
        ),
        {391: False, 392: True, 393: True},
    ),
    Threshold(
        "metrics/comparison/change.py:MATTERS",
        lambda high: _moved(_interval(-0.01, high)).direction,
        {
            0.0499: ChangeDirection.STEADY,
            0.05: ChangeDirection.UNCLEAR,
            0.0501: ChangeDirection.UNCLEAR,
        },
    ),
    Threshold(
        "metrics/comparison/change.py:WIDEST",
        lambda high: _moved(_interval(-0.9, high)).high is None,
        {18.9: False, 19.0: False, 19.1: True},
        step=0.2,
    ),
    Threshold(
        "metrics/comparison/like_for_like.py:LEAST",
        _covers,
        {8: False, 9: True, 10: True},
        step=0.1,
    ),
    Threshold("metrics/comparison/sentences.py:_NAMED", _named, {2: False, 3: False, 4: True}),
    Threshold(
        "metrics/comparison/sentences.py:_LONGEST_WITH_EASTER",
        _easter,
        {91: True, 92: True, 93: False},
    ),
    Threshold(
        "metrics/comparison/daily_series.py:HISTORY",
        _reaches,
        {1459: True, 1460: True, 1461: False},
    ),
    Threshold("data/facts/coverage.py:DENSE", _dense, {1: 1, 2: 1, 3: 0}, step=0.03),
    Threshold("data/facts/coverage.py:CHANCE", _silent, {172: 0, 173: 1, 174: 1}),
    Threshold("data/facts/coverage.py:LEAST_OUTSIDE", _few, {27: 0, 28: 1, 29: 1}),
    Threshold("data/facts/coverage.py:USUAL", _paused, {2: 0, 3: 1, 4: 2}, step=0.1),
    Threshold("data/facts/coverage.py:QUIET", _quiet, {3: True, 4: True, 5: False}, step=0.03),
)
