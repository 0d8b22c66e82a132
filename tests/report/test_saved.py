"""Saved reports: asked again for the next period, or exactly as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changes.reports import save_brand, save_report, take_snapshot
from data.tables.schema import TABLES
from data.values.audit import Actor
from metrics.comparison.periods import Compare
from report.build import build
from report.document.brand import brand
from report.document.model import Audience, Brand, Request
from report.document.period import following, last_month
from report.document.repository import (
    find,
    next_period,
    open_snapshot,
    saved,
)
from report.evidence.context import ReportContext
from tests.metrics import world
from tests.metrics.cases import day, facts

ADA = Actor("Ada")
NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
LOGO = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def filled(store):
    """A store that holds the literal world."""
    known = facts(**world.TABLES)
    tables = {name: known.frame(name).collect() for name in TABLES}
    store.commit("world", "0" * 64, "world.csv", tables, {})
    return store


REQUEST = Request(
    day(0), day(6), "fr", Audience.ANALYST, Compare.YEAR, "EUR", "Bilan", ("vanity",), ("risks",),
    {"fr": {"headline": "Tout va bien."}},
)  # fmt: skip


def test_a_saved_request_comes_back_whole(store):
    kept = save_report(store, "Mensuel", REQUEST, ADA)
    assert saved(store.state) == (kept,)
    assert find(store.state, "Mensuel").request == REQUEST


def test_a_snapshot_stays_what_it_was_whatever_is_imported_later(filled):
    """The number shown in March stays reproducible, the look as well."""
    save_brand(filled, Brand("Maison Volta", "#112233", "#445566", LOGO), ADA)
    report = build(ReportContext.of(filled), REQUEST, now=NOW)
    shot = take_snapshot(filled, report, "Semaine", ADA)
    row = facts(leads=[{**world.LEADS[0], "lead_id": "new"}]).frame("leads").collect()
    filled.commit("late", "1" * 64, "late.csv", {"leads": row}, {})
    save_brand(filled, Brand("Another"), ADA)
    again = build(ReportContext.of(filled), REQUEST, now=NOW)
    assert again != report
    assert open_snapshot(filled.state, shot.id) == report
    assert report.brand.logo == LOGO


def test_the_next_period_leaves_what_was_written_about_the_old_figures():
    asked = replace(REQUEST, start=date(2026, 1, 1), end=date(2026, 1, 31))
    after = next_period(asked)
    assert (after.start, after.end) == (date(2026, 2, 1), date(2026, 2, 28))
    assert after == replace(asked, start=after.start, end=after.end, written={})


def test_a_brand_that_could_not_be_drawn_is_refused(store):
    for wrong in (Brand(primary="blue"), Brand(accent="#12345"), Brand(logo=b"GIF89a")):
        with pytest.raises(ValueError, match=r"colour|logo"):
            save_brand(store, wrong, ADA)
    assert brand(store.state) == Brand()


days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(days, st.integers(0, 800))
def test_periods_follow_one_another_without_gap(first, length):
    """Of equal days, or of equal months where the period is whole months."""
    end = first.fromordinal(first.toordinal() + length)
    start, last = following(first, end)
    assert start.toordinal() == end.toordinal() + 1
    whole = first.day == 1 and start.day == 1
    if whole:
        months = (start.year - first.year) * 12 + start.month - first.month
        after = last.fromordinal(last.toordinal() + 1)
        assert (after.year - start.year) * 12 + after.month - start.month == months
    else:
        assert last.toordinal() - start.toordinal() == length


@given(days)
def test_the_last_month_is_over_and_nothing_lies_between(today):
    start, end = last_month(today)
    assert start.day == 1
    assert end < today
    assert following(start, end)[0] == today.replace(day=1)
