"""Facts of a store: overlapping imports, undo, and no work where nothing overlaps."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from data.facts.facts import Facts, canonical
from data.store import Store
from data.tables.coverage import Coverage, shared_days
from data.tables.deduplicate import RULES
from data.tables.schema import TABLES
from tests.conftest import FEW, examples


def sessions(figures):
    """Sessions per day of March."""
    rows = {
        "property": ["p"] * len(figures),
        "report": ["date"] * len(figures),
        "period_from": [date(2026, 3, day) for day in figures],
        "period_to": [date(2026, 3, day) for day in figures],
        "sessions": list(figures.values()),
        "source_row": range(2, len(figures) + 2),
    }
    return canonical(TABLES["web_sessions"], pl.DataFrame(rows))


def commit(store, name, figures):
    return store.commit(name, name, name, {"web_sessions": sessions(figures)}, {})


def by_day(store):
    rows = Facts(store).frame("web_sessions").select(pl.col("period_from").dt.day(), "sessions")
    return dict(rows.collect().iter_rows())


def test_undo_shows_again_what_the_import_had_replaced(store):
    commit(store, "march", {1: 10, 2: 20})
    corrected = commit(store, "corrected", {2: 25, 3: 30})
    assert by_day(store) == {1: 10, 2: 25, 3: 30}
    store.undo(corrected)
    assert by_day(store) == {1: 10, 2: 20}


def test_undo_of_the_days_that_stood_for_a_period_gives_the_period_back(store):
    imported = [
        store.commit(name, name, name, {"ad_costs": periods(None, figures)}, {})
        for name, figures in (("month", {(1, 5): 90}), ("days", {(1, 0): 3, (6, 0): 4}))
    ]

    def counting():
        return sorted(Facts(store).frame("ad_costs").collect()["impressions"])

    assert counting() == [3, 4]
    store.undo(imported[1])
    assert counting() == [90]


def test_every_row_that_counts_leads_back_to_a_done_import_and_a_line_of_its_file(store):
    commit(store, "march", {1: 10, 2: 20})
    commit(store, "corrected", {2: 25})
    done = {entry.id for entry in store.state.ledger.done()}
    rows = Facts(store).frame("web_sessions").collect()
    assert set(rows["import_id"]) <= done
    assert rows["source_row"].null_count() == 0


def test_imports_that_follow_one_another_are_read_as_they_are(store):
    commit(store, "first", {1: 10, 2: 20})
    commit(store, "second", {3: 5})
    plan = Facts(store).frame("web_sessions").explain()
    assert "JOIN" not in plan
    assert "FILTER" not in plan
    commit(store, "third", {3: 6})
    assert "JOIN" in Facts(store).frame("web_sessions").explain()


def march(*spans: tuple[int, int]):
    return tuple((date(2026, 3, first), date(2026, 3, last)) for first, last in spans)


@pytest.mark.parametrize(
    ("table", "extents", "expected"),
    [
        ("posts", [(1, 9, True)], ()),
        ("posts", [(1, 9, False)], None),
        ("posts", [(1, 9, True), (11, 19, True)], None),
        ("account_days", [(11, 19, True), (1, 9, True)], ()),
        ("account_days", [(1, 9, True), (8, 19, True), (15, 16, True)], march((8, 9), (15, 16))),
        ("ad_costs", [(1, 9, False)], march((1, 9))),
    ],
)
def test_only_days_that_imports_share_are_picked_from(table, extents, expected):
    held = [Coverage(1, *march((a, b))[0], plain) for a, b, plain in extents]
    assert shared_days(table, held) == expected


@given(st.lists(st.dictionaries(st.integers(1, 6), st.integers(0, 9), min_size=1), max_size=4))
@FEW
def test_import_and_undo_cancel_out(tmp_path_factory, files):
    store = Store.open(tmp_path_factory.mktemp("store"))
    expected = [by_day(store)]
    numbers = []
    for number, figures in enumerate(files):
        numbers.append(commit(store, str(number), figures))
        expected.append(expected[-1] | figures)
        assert by_day(store) == expected[-1]
    for import_id in reversed(numbers):
        expected.pop()
        store.undo(import_id)
        assert by_day(store) == expected[-1]
    store.close()


@given(
    st.lists(
        st.dictionaries(
            st.tuples(st.integers(1, 6), st.integers(0, 2)), st.integers(0, 9), min_size=1
        ),
        max_size=4,
    )
)
@examples(15)
def test_picking_on_shared_days_alone_gives_what_picking_everywhere_gives(files):
    frames = [periods(number, figures) for number, figures in enumerate(files, 1)]
    rows = pl.concat([TABLES["ad_costs"].empty(), *frames])
    shared = shared_days("ad_costs", [Coverage.of("ad_costs", frame) for frame in frames])
    pick = RULES["ad_costs"].pick
    everywhere = pick(rows.lazy(), None)
    there = rows.lazy() if shared == () else pick(rows.lazy(), shared)
    assert_frame_equal(everywhere.collect(), there.collect(), check_row_order=False)


def periods(number, figures):
    """Costs of one campaign from a day of March on for so many further days."""
    rows = {
        "import_id": [number] * len(figures),
        "campaign": ["a"] * len(figures),
        "period_from": [date(2026, 3, first) for first, _ in figures],
        "period_to": [date(2026, 3, first + more) for first, more in figures],
        "impressions": list(figures.values()),
    }
    return canonical(TABLES["ad_costs"], pl.DataFrame(rows))
