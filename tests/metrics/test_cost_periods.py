"""Costs of days and of whole periods: the finest rows that cover the question answer it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from metrics.engine import query_metrics, rows_behind
from metrics.question.query import Query

FIRST, LAST = 1, 12


def day(number):
    return date(2026, 3, number)


def facts(*rows: tuple):
    """Of (import, campaign, first day, last day, impressions)."""
    names = ["import_id", "campaign", "period_from", "period_to", "impressions"]
    table = [(i, c, day(a), day(b), n) for i, c, a, b, n in rows]
    frame = pl.DataFrame(table, names, orient="row").with_columns(
        platform=pl.lit("meta_ads"),
        source_row=pl.int_range(pl.len()),
        date=pl.when(pl.col("period_from") == pl.col("period_to")).then("period_from"),
    )
    return Facts.of({"ad_costs": frame})


def asked(known, first, last, *by: str):
    frame = query_metrics(known, ["ad_impressions"], Query(day(first), day(last), by=by))
    if not by:
        return frame["value"][0]
    return {tuple(row[k] for k in by): row["value"] for row in frame.to_dicts()}


YEAR = (1, "a", 1, 12, 120)
DAYS = tuple((2, "a", n, n, n) for n in (3, 4, 6))


@pytest.mark.parametrize("order", [1, -1])
def test_days_answer_inside_a_period_and_the_period_answers_as_a_whole(order):
    rows = (YEAR, *DAYS)
    known = facts(*((3 - i if order < 0 else i, *rest) for i, *rest in rows))
    assert asked(known, 3, 6) == 13
    assert asked(known, 3, 5) == 7
    assert asked(known, 5, 5) == 0 or asked(known, 5, 5) is None
    assert asked(known, 1, 12) == 120
    assert asked(known, 2, 6) is None  # of the second day only the whole period says anything
    assert asked(known, 4, 12) is None


def test_the_days_of_a_period_are_known_one_by_one_where_files_list_them():
    by_day = asked(facts(YEAR, *DAYS), 2, 7, "day")
    assert by_day[(day(3),)] == 3
    assert by_day[(day(4),)] == 4
    assert by_day[(day(2),)] is None
    assert by_day[(day(7),)] is None


def test_weeks_months_and_days_nest():
    known = facts((1, "a", 1, 12, 120), (2, "a", 3, 8, 60), (3, "a", 4, 5, 20), (4, "a", 4, 4, 9))
    assert asked(known, 4, 4) == 9
    assert asked(known, 4, 5) == 20
    assert asked(known, 3, 8) == 60
    assert asked(known, 1, 12) == 120
    assert asked(known, 3, 5) is None


def test_several_files_fill_a_period_together():
    months = [(n, "a", 4 * n - 3, 4 * n, 40) for n in (1, 2, 3)]
    known = facts((9, "a", 1, 12, 121), *months)
    assert asked(known, 1, 12) == 120
    assert asked(known, 5, 12) == 80


def test_another_campaign_does_not_answer_for_the_days_of_a_period():
    known = facts(YEAR, (2, "b", 3, 3, 5), (2, "b", 6, 6, 5))
    assert asked(known, 1, 12) == 130
    assert asked(known, 3, 6) is None
    assert asked(known, 3, 6, "campaign") == {("a",): None, ("b",): 10}


def test_a_campaign_that_a_file_by_day_does_not_list_spent_nothing_on_its_days():
    known = facts(YEAR, (1, "ended", 1, 12, 70), *DAYS)
    assert asked(known, 3, 6) == 13
    assert asked(known, 1, 12) == 190
    assert asked(known, 2, 6) is None
    assert asked(known, 3, 6, "campaign") == {("a",): 13}


def test_the_rows_behind_a_figure_are_those_that_it_counts():
    known = facts(YEAR, *DAYS)
    for first, last in ((3, 6), (1, 12)):
        query = Query(day(first), day(last))
        rows = rows_behind(known, "ad_impressions", query, {})["ad_costs"].collect()
        assert rows["impressions"].sum() == asked(known, first, last)


def of_reports(*rows: tuple):
    """Of (import, report, campaign, first day, last day, impressions), one each a unit of spend."""
    names = ["import_id", "report", "campaign", "period_from", "period_to", "impressions"]
    table = [(i, r, c, day(a), day(b), n) for i, r, c, a, b, n in rows]
    types = {**dict.fromkeys(names), "report": pl.String, "campaign": pl.String}
    frame = pl.DataFrame(table, types, orient="row").with_columns(
        platform=pl.lit("google_ads"), spend=pl.col("impressions").cast(pl.Float64)
    )
    return Facts.of({"ad_costs": frame})


@pytest.mark.parametrize(("part", "full"), [(1, 2), (2, 1)])
def test_a_part_answers_only_for_a_period_that_nothing_fuller_covers(part, full):
    year = [(part, "location", "a", 1, 12, 60), (part, "location", "b", 1, 12, 30)]
    days = [(full, None, "a", n, n, 5) for n in (3, 4)]
    known = of_reports(*year, *days)
    assert asked(known, 3, 4) == 10
    assert asked(known, 1, 12) == 90
    assert asked(known, 2, 4) is None


@pytest.mark.parametrize(("part", "full"), [(1, 2), (2, 1)])
def test_a_part_that_is_less_than_the_days_inside_it_never_answers(part, full):
    known = of_reports((part, "location", "a", 1, 12, 60), (full, None, "a", 3, 3, 61))
    assert asked(known, 3, 3) == 61
    assert asked(known, 1, 12) == 61


@pytest.mark.parametrize(("account", "campaigns"), [(1, 2), (2, 1)])
def test_an_account_without_campaigns_answers_for_the_days_its_campaigns_lack(account, campaigns):
    known = of_reports(
        (account, None, None, 1, 12, 100), *[(campaigns, None, "a", n, n, 6) for n in (3, 4)]
    )
    assert asked(known, 1, 12) == 100
    assert asked(known, 3, 4) == 12


def plain(rows, first, last):
    """The rule in words: the answer of each campaign, None where it is unknown."""
    same = [r for r in rows if not any(o[1:4] == r[1:4] and o[0] > r[0] for o in rows)]

    def meet(one, other):
        return one[1] == other[1] and one[2] <= other[3] and one[3] >= other[2]

    def within(one, other):
        return one[1] == other[1] and one[2] >= other[2] and one[3] <= other[3]

    left = [
        r
        for r in same
        if r[2] == r[3]
        or not any(
            o[2] < o[3] and o[0] > r[0] and meet(r, o) and not within(r, o) and not within(o, r)
            for o in same
        )
    ]

    def finer(period, campaigns):
        """The days of a period that files with shorter rows of these campaigns are about."""
        length = period[3] - period[2]
        days = set()
        for row in left:
            inside = period[2] <= row[2] and row[3] <= period[3] and row[3] - row[2] < length
            if inside and row[1] in campaigns:
                alike = [o for o in left if o[0] == row[0] and o[3] - o[2] == row[3] - row[2]]
                days |= set(range(min(o[2] for o in alike), max(o[3] for o in alike) + 1))
        return days & set(range(period[2], period[3] + 1))

    def covered(period):
        """Likewise for all campaigns that its file has for the same period."""
        same = (period[0], *period[2:4])
        return finer(period, {o[1] for o in left if (o[0], *o[2:4]) == same})

    counting = [r for r in left if r[2] == r[3] or len(finer(r, {r[1]})) < r[3] - r[2] + 1]
    answers = {}
    for campaign in sorted({r[1] for r in counting}):
        own = [r for r in counting if r[1] == campaign and r[2] <= last and r[3] >= first]
        fitting = [r for r in own if first <= r[2] and r[3] <= last]
        wholes = [r for r in fitting if r[2] < r[3]]
        outer = [
            r for r in own if not any(within(r, w) and r[3] - r[2] < w[3] - w[2] for w in wholes)
        ]
        unknown = any(
            set(range(max(first, r[2]), min(last, r[3]) + 1)) - covered(r)
            for r in outer
            if r not in fitting
        )
        if own:
            answers[campaign] = None if unknown else sum(r[4] for r in outer if r in fitting)
    return answers


@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.sampled_from("ab"),
            st.integers(FIRST, 8),
            st.integers(0, 4),
            st.integers(1, 9),
        ),
        max_size=10,
    ),
    st.integers(FIRST, LAST),
    st.integers(0, 6),
)
def test_costs_agree_with_a_plain_reading_of_the_rule(raw, first, length):
    rows = [(i, c, a, a + n, figure) for i, c, a, n, figure in raw]
    last = min(first + length, LAST)
    expected = plain(rows, first, last)
    known = facts(*rows) if rows else Facts.of({})
    values = list(expected.values())
    total = None if None in values or not values else sum(values)
    assert asked(known, first, last) == total
    by = asked(known, first, last, "campaign") if values else {}
    for campaign, value in expected.items():
        # Where only covered days of a period meet the query, there is no row to say zero.
        assert by.get((campaign,)) == value or (value == 0 and (campaign,) not in by)
