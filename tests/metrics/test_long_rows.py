"""Rows of whole weeks and months that a period cuts: the figure says which days it is about."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.comparison.compared import compared
from metrics.comparison.like_for_like import AnsweredDays, cut_by_long_rows
from metrics.comparison.periods import Compare
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from tests.metrics.cases import day, facts

WEEKS = [(day(n), day(n + 6)) for n in range(0, 280, 7)]
MONTHS = [
    (date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    for year in (2025, 2026)
    for month in range(1, 13)
]


def visited(spans):
    return facts(
        web_sessions=[
            {
                "property": "site", "report": "channel_group", "channel_group": "Email",
                "period_from": start, "period_to": end, "sessions": 100 * ((end - start).days + 1),
            }
            for start, end in spans
        ]
    )  # fmt: skip


def sessions(spans, query):
    return compared(visited(spans), ["sessions"], query, Compare.PREVIOUS)["sessions"]


def notes(found):
    return [note.render("en") for note in found.notes]


def test_a_period_that_cuts_weeks_says_which_weeks_it_is_about():
    found = sessions(WEEKS, Query(day(250), day(277)))
    assert found.row["value"] == 2_100
    said = (
        f"The files give whole weeks or months, so the value is that of {day(252)} to {day(272)}."
    )
    assert said in notes(found)
    assert found.change.value == 0  # three weeks of both periods


@pytest.mark.parametrize("query", [Query(day(252), day(279)), Query(day(0), day(279))])
def test_a_period_of_whole_weeks_says_nothing_of_them(query):
    assert not any("whole weeks or months" in note for note in notes(sessions(WEEKS, query)))


def test_months_of_other_lengths_inside_two_periods_are_not_compared():
    """Two months inside these ninety days, one and two in those before."""
    found = sessions(MONTHS, Query(date(2026, 9, 10), date(2026, 12, 8)))
    assert found.row["value"] == 6_100
    assert found.change.value is None
    assert "different numbers of days" in found.change.why.render("en")
    whole = sessions(MONTHS, Query(date(2026, 9, 1), date(2026, 9, 30)))
    assert whole.change.value == pytest.approx(0.0)  # per day, against August


@given(st.integers(0, 260), st.integers(0, 40))
def test_what_is_left_is_what_a_plain_count_leaves(start, length):
    query = Query(day(start), day(min(start + length, 279)))
    inside = [span for span in WEEKS if query.start <= span[0] and span[1] <= query.end]
    is_whole = sum((end - begin).days + 1 for begin, end in inside) == query.days
    expected = None
    if inside and not is_whole:
        expected = AnsweredDays(inside[0][0], inside[-1][1], 7 * len(inside))
    assert cut_by_long_rows(visited(WEEKS), metrics()["sessions"], query) == expected


def test_days_next_to_weeks_are_answered_by_themselves():
    """Files by day go on where those by week end."""
    single = [(day(n), day(n)) for n in range(280, 300)]
    known = visited([*WEEKS, *single])
    assert cut_by_long_rows(known, metrics()["sessions"], Query(day(273), day(290))) is None
    cut = cut_by_long_rows(known, metrics()["sessions"], Query(day(274), day(290)))
    assert cut == AnsweredDays(day(280), day(290), 11)
    assert cut.last - cut.first == timedelta(days=10)
