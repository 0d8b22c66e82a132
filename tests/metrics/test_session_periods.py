"""Reports of the same sessions by year, month and week: the finest that cover the question answer."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from data.facts.facts import Facts
from metrics.engine import query_metrics
from metrics.question.query import Query


def rows(number, *spans: tuple, report="channel_group"):
    return [(number, report, date.fromisoformat(a), date.fromisoformat(b), n) for a, b, n in spans]


def sessions(*files: list):
    names = ["import_id", "report", "period_from", "period_to", "sessions"]
    frame = pl.DataFrame([row for file in files for row in file], names, orient="row")
    return Facts.of({"web_sessions": frame.with_columns(channel_group=pl.lit("Email"))})


def asked(known, first, last):
    query = Query(date.fromisoformat(first), date.fromisoformat(last))
    return query_metrics(known, ["sessions"], query)["value"][0]


YEAR = (("2026-01-01", "2026-12-31", 365),)
MONTHS = tuple(
    (str(date(2026, n, 1)), str(date(2026 + (n == 12), n % 12 + 1, 1) - timedelta(days=1)), 10 * n)
    for n in range(1, 13)
)
WEEK = (("2026-03-02", "2026-03-08", 7),)


@pytest.mark.parametrize("newer", ["year", "months"])
def test_a_year_and_all_of_its_months(newer):
    order = (1, 2) if newer == "months" else (2, 1)
    known = sessions(rows(order[0], *YEAR), rows(order[1], *MONTHS))
    assert asked(known, "2026-01-01", "2026-12-31") == 780
    assert asked(known, "2026-03-01", "2026-03-31") == 30
    assert asked(known, "2026-01-01", "2026-03-31") == 60


@pytest.mark.parametrize("newer", ["year", "months"])
def test_a_year_and_some_of_its_months(newer):
    order = (1, 2) if newer == "months" else (2, 1)
    known = sessions(rows(order[0], *YEAR), rows(order[1], *MONTHS[:3]))
    assert asked(known, "2026-01-01", "2026-12-31") == 365
    assert asked(known, "2026-03-01", "2026-03-31") == 30


def test_a_week_in_a_month_in_a_year_each_answers_its_own_question():
    known = sessions(rows(1, *WEEK), rows(2, *MONTHS), rows(3, *YEAR))
    assert asked(known, "2026-03-02", "2026-03-08") == 7
    assert asked(known, "2026-03-01", "2026-03-31") == 30
    assert asked(known, "2026-01-01", "2026-12-31") == 780


def test_reports_of_other_dimensions_are_never_added_up():
    weeks = [(str(date(2026, 3, n)), str(date(2026, 3, n + 6)), 50) for n in (2, 9, 16)]
    known = sessions(
        rows(1, *weeks, report="channel_group"),
        rows(2, ("2026-03-01", "2026-03-31", 200), report="campaign"),
    )
    assert asked(known, "2026-03-01", "2026-03-31") == 200
    assert asked(known, "2026-03-02", "2026-03-22") == 150
