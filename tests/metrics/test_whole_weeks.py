"""Files with one row a week: what is compared, how sure it is, and why nothing is said."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.comparison.compared import compared
from metrics.comparison.like_for_like import known_days
from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from tests.conftest import examples
from tests.metrics.cases import day, facts, lead, web

WEEKS = 70
MONDAY, SUNDAY = 0, -1
SHORT = "The files give neither single days nor whole weeks, so there is no verdict."


def drawn(seed=5, weeks=WEEKS, daily=20.0):
    """Visits of a usual day of each week: a seventh of the week's."""
    return np.random.default_rng(seed).poisson(daily, weeks)


def weekly(per_day, first=MONDAY):
    return [
        web(
            7 * n + first,
            last=7 * n + first + 6,
            channel_group="Email",
            sessions=7 * int(visits),
        )
        for n, visits in enumerate(per_day)
    ]


def daily(per_day, first=MONDAY):
    return [
        web(7 * n + first + d, channel_group="Email", sessions=int(visits))
        for n, visits in enumerate(per_day)
        for d in range(7)
    ]


def last(weeks, first=MONDAY, total=WEEKS):
    return Query(day(7 * (total - weeks) + first), day(7 * total + first - 1))


def both(rows, query, against=Compare.PREVIOUS, metric="sessions", leads=()):
    return compared(facts(web_sessions=rows, leads=list(leads)), [metric], query, against)[metric]


@pytest.mark.parametrize("first", [MONDAY, SUNDAY])
def test_rows_of_weeks_are_as_sure_as_days_that_make_the_same_weeks(first):
    per_day = drawn()
    per_day[-4:] = per_day[-4:] // 2
    query = last(4, first)
    found, same = (both(make(per_day, first), query) for make in (weekly, daily))
    assert found.change.moved
    assert found.change.direction.is_verdict
    assert (found.change.value, found.change.low, found.change.high) == pytest.approx(
        (same.change.value, same.change.low, same.change.high)
    )


@given(st.integers(0, 1_000), st.sampled_from([MONDAY, SUNDAY]))
@examples(5)
def test_the_interval_holds_the_change_and_needs_no_days(seed, first):
    found = both(weekly(drawn(seed), first), last(4, first)).change
    assert found.why is None
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("query", "against"),
    [
        (Query(day(7 * 66), day(7 * 70 - 2)), Compare.PREVIOUS),  # a day short of four weeks
        (Query(day(7 * 66 + 1), day(7 * 69)), Compare.PREVIOUS),  # from Tuesday on
    ],
)
def test_a_period_that_is_no_whole_rows_is_told_which_would_be(query, against):
    found = both(weekly(drawn()), query, against).change
    assert not found.direction.is_verdict
    assert found.low is None
    monday = day(7 * (WEEKS - 1))
    assert str(found.why) == (
        f"The files give whole weeks, the last one from {monday} to {monday + timedelta(days=6)}. "
        "Choose whole weeks for a verdict."
    )


def test_the_same_dates_a_year_earlier_hold_other_weeks():
    """They begin on a Sunday: three of their weeks are whole, and four of this year's."""
    found = both(weekly(drawn()), last(4), Compare.YEAR).change
    assert (found.value, found.low) == (None, None)
    assert "different numbers of days" in str(found.why)


def test_rows_of_four_weeks_are_no_weeks():
    rows = [
        web(28 * n, last=28 * n + 27, channel_group="Email", sessions=500 + n) for n in range(30)
    ]
    found = both(rows, Query(day(28 * 29), day(28 * 30 - 1))).change
    assert (str(found.why), found.low) == (SHORT, None)


@pytest.mark.parametrize(("weeks", "said"), [(18, "Import 1 more week"), (19, None)])
def test_an_interval_needs_windows_of_weeks_before(weeks, said):
    """Eight pairs of four weeks, each a week earlier, the last of which begins 15 weeks before."""
    found = both(weekly(drawn(weeks=weeks)), last(4, total=weeks)).change
    assert (found.why is None) is (said is None)
    if said:
        assert str(found.why).startswith(f"No verdict yet. {said}")


def test_days_of_now_and_weeks_of_then_make_one_history():
    """A company that exports weeks for the past and days since: no day of a week is zero."""
    per_day = drawn()
    mixed = weekly(per_day[:60]) + [row for row in daily(per_day) if row["date"] >= day(7 * 60)]
    found, same = (both(rows, last(4)) for rows in (mixed, daily(per_day)))
    assert (found.change.low, found.change.high) == pytest.approx(
        (same.change.low, same.change.high), rel=0.02
    )


def test_leads_by_day_over_visits_by_week():
    leads = [lead(n, f"{n}-{k}") for n in range(7 * WEEKS) for k in range(2)]
    rows = weekly(drawn())
    found = both(rows, last(4), metric="lead_rate", leads=leads).change
    assert found.why is None
    assert found.low <= found.value <= found.high


def test_a_day_inside_a_row_of_a_week_is_not_known_by_itself():
    per_day = drawn(weeks=4)
    rows = weekly(per_day[:2]) + [row for row in daily(per_day) if row["date"] >= day(7)]
    query = Query(day(0), day(27))
    first, known = known_days(facts(web_sessions=rows), metrics()["sessions"], query)
    assert first == day(0)
    assert known.tolist() == [False] * 7 + [True] * 21  # the second week has days as well
