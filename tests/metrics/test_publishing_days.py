"""Posts by day, week or month of publication: every bucket of the period, cut at its ends."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from metrics.content.publishing_days import grain_of, publishing_days


def posts(*rows: tuple[str | None, date | None]) -> pl.DataFrame:
    schema = {"network": pl.String, "published_on": pl.Date}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


FOUND = posts(
    ("x", date(2026, 10, 1)), ("x", date(2026, 10, 1)), ("linkedin", date(2026, 10, 1)),
    (None, date(2026, 10, 3)), ("x", None),
)  # fmt: skip


def test_days_without_posts_are_there_and_empty() -> None:
    """A post without a day is on none of them."""
    found = publishing_days(FOUND, date(2026, 10, 1), date(2026, 10, 4), "day")
    assert [day.first.day for day in found] == [1, 2, 3, 4]
    assert [day.posts for day in found] == [{"linkedin": 1, "x": 2}, {}, {None: 1}, {}]
    assert [day.total for day in found] == [3, 0, 1, 0]


@pytest.mark.parametrize(
    ("grain", "spans"),
    [
        ("week", [((10, 1), (10, 4)), ((10, 5), (10, 11)), ((10, 12), (11, 2))]),
        ("month", [((10, 1), (10, 31)), ((11, 1), (11, 2))]),
    ],
)
def test_weeks_and_months_are_cut_at_the_ends_of_the_period(
    grain: str, spans: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    found = publishing_days(FOUND, date(2026, 10, 1), date(2026, 11, 2), grain)
    ends = [((day.first.month, day.first.day), (day.last.month, day.last.day)) for day in found]
    assert ends[0] == spans[0]
    assert ends[-1][1] == spans[-1][1]
    assert found[0].total == 4


@pytest.mark.parametrize(
    ("last", "grain"),
    [
        (date(2026, 1, 30), "day"), (date(2026, 1, 31), "day"), (date(2026, 2, 1), "week"),
        (date(2026, 8, 5), "week"), (date(2026, 8, 6), "month"),
    ],
)  # fmt: skip
def test_there_are_at_most_so_many(last: date, grain: str) -> None:
    """31 bars: 31 days, 31 weeks (217 days), then months."""
    assert grain_of(date(2026, 1, 1), last, 31) == grain
