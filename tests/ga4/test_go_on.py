"""What is fetched again, what is not, and that nothing ever counts twice."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ga4.outcome import End
from data.ga4.plan import runs, wanted
from tests.ga4.server import RefusedError, row

MARCH = date(2026, 3, 1)
DAYS = st.integers(0, 40).map(lambda n: MARCH + timedelta(days=n))


def test_later_figures_replace_the_newest_days(ga4):
    """Only the last four days are fetched again, and their new figures stand alone."""
    ga4.fetch()
    ga4.world.day = lambda _day: (row("Email", "crm", "email", "june", 7),)
    outcome = ga4.fetch()
    assert (outcome.days, len(outcome.imports)) == (4, 1)
    assert ga4.sessions() == 6 * 50 + 4 * 7


def test_a_day_that_became_empty_has_nothing(ga4):
    """Google deleted a day's data: what an older import says of it does not count any more."""
    ga4.fetch()
    ga4.world.day = lambda _day: ()
    ga4.fetch(last=date(2026, 3, 13), again=True)
    rows = ga4.frame("web_sessions").filter(pl.col("date") <= date(2026, 3, 13))
    assert rows["sessions"].sum() == 0
    assert rows["channel_group"].unique().to_list() == ["Unassigned"]
    events = ga4.frame("web_key_events").filter(report="date,channel_group,event_name")
    assert events["key_events"].sum() == 6 * 3


def test_undo_gives_back_what_was_replaced(ga4):
    ga4.fetch()
    before = ga4.sessions()
    ga4.world.day = lambda _day: ()
    [replaced] = ga4.fetch().imports
    assert ga4.sessions() != before
    ga4.store.undo(replaced)
    assert ga4.sessions() == before


def test_days_fetched_early_are_fetched_again_however_late(ga4):
    """After a holiday of cron, days that were still growing then are not forgotten."""
    ga4.fetch()
    ga4.time.present += timedelta(days=20)
    assert ga4.fetch(first=None).days == 20 + 3


def test_what_is_complete_stays_when_the_quota_ends(ga4):
    """Stops while two more requests would fit, says when to go on, and goes on there."""
    ga4.world.tokens = 5 * 9
    stopped = ga4.fetch()
    assert (stopped.end, stopped.problem, stopped.issues[0].level) == (
        End.STOPPED, "short", "warning",
    )  # fmt: skip
    assert ga4.world.tokens >= 5
    assert stopped.go_on_at is not None
    ga4.world.tokens = 10_000
    ga4.fetch()
    assert ga4.sessions() == 500


def test_nobody_fetches_the_same_property_twice_at_once(ga4):
    ga4.fetch(last=date(2026, 3, 10))
    with ga4.store.state.ga4.locked("42"):
        assert ga4.fetch().end is End.BUSY
    assert ga4.fetch().end is End.DONE


@pytest.mark.parametrize("moment", range(2, 11, 2))
def test_whoever_takes_it_off_keeps_whole_batches(ga4, moment):
    """A reader who clicks Cancel at any moment: the next sync completes it, nothing twice."""

    def cancel(_done, _days):
        if len(ga4.world.asked) >= moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ga4.fetch(on_progress=cancel)
    ga4.fetch()
    assert ga4.sessions() == 500


def test_rows_that_change_between_pages_are_read_again(both):
    """A visit comes in between two pages: both pages are read anew."""
    seen = []

    def moved(request, answer):
        if request.offset and not seen:
            seen.append(request)
            answer.row_count += 1

    both.world.touch_up = moved
    both.fetch(page_rows=2)
    assert seen
    assert both.sessions() == 500


def test_rows_that_never_stand_still_end_the_sync(ga4):
    def moved(request, answer):
        answer.row_count += request.offset

    ga4.world.touch_up = moved
    outcome = ga4.fetch(page_rows=2)
    assert (outcome.end, outcome.problem) == (End.FAILED, "restless")
    assert ga4.sessions() == 0


@given(st.sets(DAYS), DAYS, st.integers(0, 30), st.data())
def test_a_plan_covers_exactly_what_is_missing_or_unsettled(known, first, length, data):
    last = first + timedelta(days=length)
    fetched = {day: day + timedelta(days=data.draw(st.integers(0, 9))) for day in known}
    days = wanted(first, last, fetched)
    assert list(days) == sorted(set(days), reverse=True)
    for day in (first + timedelta(days=n) for n in range(length + 1)):
        settled = day in fetched and (fetched[day] - day).days >= 4 and (last - day).days >= 4
        assert (day in days) is not settled


@given(st.sets(DAYS))
def test_runs_are_the_days_in_order(days):
    ordered = sorted(days, reverse=True)
    found = list(runs(ordered))
    assert [day for run in found for day in run] == ordered
    assert all((run[0] - run[-1]).days == len(run) - 1 for run in found)


def test_a_store_that_cannot_be_written_is_told(ga4, tmp_path):
    """And once it can be, the next sync has everything."""
    obstacle = tmp_path / "store" / "raw"
    obstacle.write_text("not a folder")
    outcome = ga4.fetch()
    assert (outcome.end, outcome.problem, outcome.left) == (End.FAILED, "storage", 10)
    obstacle.unlink()
    ga4.fetch()
    assert ga4.sessions() == 500


def test_an_error_after_complete_days_keeps_them(ga4):
    """Permission is taken back in the middle."""
    ga4.world.errors = [None] * 8 + [RefusedError(403, "gone")]
    outcome = ga4.fetch(page_rows=100)
    assert outcome.end is End.FAILED
    assert (outcome.days, outcome.left, ga4.sessions()) == (1, 9, 50)
