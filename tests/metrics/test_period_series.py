"""A metric over a period next to the earlier one, against sums in plain Python."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.comparison.periods import Compare, earlier
from metrics.question.query import Query
from metrics.results.period_series import PeriodSeries, period_series
from tests.metrics.cases import account, day, facts, lead, web


def bucket(of: date, grain: str) -> date:
    if grain == "week":
        return of - timedelta(days=of.weekday())
    return of.replace(day=1) if grain == "month" else of


def summed(counts: dict[date, int], query: Query, grain: str, shift: timedelta) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for on, n in counts.items():
        if query.start <= on <= query.end:
            found[bucket(on + shift, grain)] += n
    return found


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=70, max_size=130),
    st.integers(0, 20),
    st.integers(20, 50),
    st.sampled_from([Compare.PREVIOUS, Compare.WEEKDAYS, Compare.YEAR]),
)
def test_points_are_the_sums_of_their_days(
    counts: list[int], skipped: int, days: int, against: Compare
) -> None:
    """Of this period and of the earlier one, whose days are moved onto this one's."""
    by_day = {day(number): n for number, n in enumerate(counts)}
    rows = [
        lead(number, f"{number}-{place}") for number, n in enumerate(counts) for place in range(n)
    ]
    if not rows:
        return
    known = facts(leads=rows)
    end = max(d for d, n in by_day.items() if n)
    now = Query(max(day(0), end - timedelta(days=days + skipped)), end - timedelta(days=skipped))
    if now.start > now.end:
        return
    before = earlier(now, against)
    assert before is not None
    found = period_series(known, "leads", now, before)
    if found is None:
        return
    plain = summed(by_day, now, found.grain, timedelta(0))
    old = summed(by_day, before, found.grain, now.start - before.start)
    first = min(d for d, n in by_day.items() if n)
    for point in found.points:
        key = bucket(point.first, found.grain)
        if point.value is not None:
            assert point.value == plain[key]
        if point.before is not None and before.start >= first:
            assert point.before == old.get(key, 0)
    assert found.points[0].first == now.start
    assert found.points[-1].last == now.end
    assert sum(point.days for point in found.points) == now.days


def series(metric: str, now: Query, before: Query | None = None, **rows: list) -> PeriodSeries:  # type: ignore[type-arg]
    found = period_series(facts(**rows), metric, now, before)
    assert found is not None
    return found


def test_rates_are_ratios_of_sums() -> None:
    """Also where the earlier days are put together anew, because the periods begin on other weekdays."""
    rows = [web(n, sessions=100 + n, key_event_sessions=float(n % 5), channel_group="Email") for n in range(100)]  # fmt: skip
    now, before = Query(day(50), day(99)), Query(day(0), day(49))
    found = series("web_conversion_rate", now, before, web_sessions=rows)
    assert found.grain == "week"
    assert not found.points[0].is_whole
    for point in found.points:
        mine = range((point.first - day(0)).days, (point.last - day(0)).days + 1)
        theirs = [n - 50 for n in mine]
        assert point.value == pytest.approx(sum(n % 5 for n in mine) / sum(100 + n for n in mine))
        assert point.before == pytest.approx(
            sum(n % 5 for n in theirs) / sum(100 + n for n in theirs)
        )


def test_levels_are_the_last_of_their_days() -> None:
    """Followers at the end of each week, of both periods."""
    rows = [account(n, followers=1000 + n) for n in range(120)]
    found = series("followers", Query(day(60), day(119)), Query(day(1), day(60)), account_days=rows)
    for point in found.points:
        last = (point.last - day(0)).days
        assert point.value == 1000 + last
        assert point.before == 1000 + last - 59


def test_one_total_has_no_series() -> None:
    """A report about the whole period says nothing about its days."""
    rows = [web(0, last=59, sessions=900, channel_group="Email")]
    assert period_series(facts(web_sessions=rows), "sessions", Query(day(0), day(59))) is None


def test_without_a_comparison_nothing_is_before() -> None:
    """All points are of this period."""
    found = series("leads", Query(day(0), day(9)), leads=[lead(n, str(n)) for n in range(10)])
    assert {point.before for point in found.points} == {None}
    assert found.grain == "day"
    assert all(point.is_whole for point in found.points)
