"""Which days the files of a tool cover, and what is missing of a period."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from data.facts.coverage import Owner, OwnerCoverage
from data.imports.tool_coverage import MissingPart, covered_span, tool_coverage
from data.store import Import, ImportStatus
from data.tables.coverage import Coverage

FIRST = date(2026, 1, 1)
PERIOD = (date(2026, 3, 1), date(2026, 3, 31))
SUMMARY: dict[str, Any] = {
    "network": None, "language": None, "encoding": None, "excluded": [], "quarantined": 0,
    "unmapped_columns": [], "questions": [], "issues": [], "answers": {},
}  # fmt: skip


def entry(number: int, source: str, tables: dict[str, tuple[date, date]], network=None) -> Import:
    extents = {table: Coverage(3, *span, plain=True) for table, span in tables.items()}
    now = datetime(2026, 4, 1, tzinfo=UTC)
    summary = {**SUMMARY, "source": source, "network": network}
    return Import(
        number, str(number), str(number), "a.csv", ImportStatus.DONE, extents, summary, now, now
    )


def owner(source: str, table: str, network: str | None, start: date, end: date, gap=()):
    days = np.ones((end - start).days + 1, dtype=bool)
    for day in gap:
        days[(day - start).days] = False
    return OwnerCoverage(
        Owner(table, network, "a", None), (source,), start, days, days, days, {}, dense=True
    )


def missing(start: date, end: date, gap=()):
    made = owner("linkedin.page_content", "account_days", "linkedin", start, end, gap)
    files = [entry(1, "linkedin.page_content", {"account_days": (start, end)}, "linkedin")]
    [tool] = tool_coverage(files, [made], PERIOD)
    assert tool.id == "linkedin"
    return [(part.part, part.day, part.count) for part in tool.missing]


def test_nothing_is_missing_of_a_covered_period():
    assert missing(FIRST, PERIOD[1]) == []


def test_a_late_begin_an_early_end_a_gap_and_nothing_at_all():
    march = date(2026, 3, 11)
    assert missing(march, PERIOD[1]) == [(MissingPart.START, march, 10)]
    assert missing(FIRST, date(2026, 3, 21)) == [(MissingPart.END, date(2026, 3, 21), 10)]
    gap = [march + timedelta(days=n) for n in range(3)]
    assert missing(FIRST, PERIOD[1], gap) == [(MissingPart.INSIDE, FIRST, 3)]
    last = date(2026, 2, 1)
    assert missing(FIRST, last) == [(MissingPart.ALL, last, 31)]


def test_a_table_that_begins_late_is_a_lane_of_its_own():
    """A bar a source would hide it."""
    days, posts = (date(2026, 3, 20), PERIOD[1]), (FIRST, PERIOD[1])
    tables = {"account_days": days, "posts": posts}
    owners = [
        owner("youtube.content", "account_days", "youtube", *days),
        owner("youtube.content", "posts", "youtube", *posts),
    ]
    [tool] = tool_coverage([entry(1, "youtube.content", tables, "youtube")], owners, PERIOD)
    assert [(lane.table, lane.spans) for lane in tool.lanes] == [
        ("account_days", (days,)),
        ("posts", (posts,)),
    ]
    assert [part.table for part in tool.missing] == ["account_days"]
    assert not tool.absent


def test_files_of_one_network_are_one_tool_and_its_ads_another():
    files = [
        entry(1, "linkedin.page_content", {"posts": PERIOD}, "linkedin"),
        entry(2, "linkedin.page_followers", {"account_days": PERIOD}, "linkedin"),
        entry(3, "linkedin_ads", {"ad_costs": PERIOD}),
    ]
    found = {tool.id: [one.id for one in tool.imports] for tool in tool_coverage(files, [], PERIOD)}
    assert found == {"linkedin": [2, 1], "linkedin_ads": [3]}


def test_rows_of_a_network_belong_to_the_tool_whose_files_have_them():
    """Daily values of Facebook from a file of both networks are not those of its posts."""
    files = [
        entry(1, "facebook.posts", {"posts": PERIOD}, "facebook"),
        entry(2, "meta.days", {"account_days": PERIOD}),
    ]
    owners = [owner("meta.days", "account_days", "facebook", *PERIOD)]
    found = {tool.id: tool.judged for tool in tool_coverage(files, owners, PERIOD)}
    assert found == {"facebook": frozenset(), "meta": {"account_days"}}


@pytest.mark.parametrize(
    ("end", "part"),
    [
        (PERIOD[1], None),
        (date(2026, 3, 30), MissingPart.END),
        (date(2026, 2, 28), MissingPart.ALL),
    ],
)
def test_costs_end_where_their_last_row_ends(end, part):
    [tool] = tool_coverage([entry(1, "costs", {"costs": (FIRST, end)})], [], PERIOD)
    assert [missing.part for missing in tool.missing] == ([] if part is None else [part])


def test_the_day_of_a_snapshot_is_no_covered_day():
    """An audience is dated with the day of its import: the files end earlier."""
    held = {"audience": Coverage(3, PERIOD[1], PERIOD[1], plain=True)}
    assert covered_span(held) is None
    held["posts"] = Coverage(3, FIRST, FIRST, plain=True)
    assert covered_span(held) == (FIRST, FIRST)
