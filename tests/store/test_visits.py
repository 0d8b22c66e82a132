"""Visits and conversions that several exports tell of count once."""

from datetime import UTC, date, datetime

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from data.facts.facts import Facts
from data.tables.schema import CONVERSIONS, TOUCHES


def touches(*rows: tuple):
    """(import, property, session, day, views, source, further columns)."""
    made = [
        {
            "import_id": n,
            "property": p,
            "user_key": "u",
            "session_id": s,
            "started_on": date(2026, 3, d),
            "started_at": datetime(2026, 3, d, tzinfo=UTC),
            "views": views,
            "source": source,
            **more,
        }
        for n, p, s, d, views, source, more in rows
    ]
    schema = {name: dtype for name, dtype in TOUCHES.schema.items() if any(name in r for r in made)}
    return pl.DataFrame(made, schema=schema)


def read(frame):
    rows = Facts.of({"touches": frame}).frame("touches").collect()
    return sorted(rows.select("session_id", "started_on", "views", "source").rows(), key=str)


def test_the_days_of_one_visit_are_joined():
    found = read(touches((1, "p", "s", 1, 2, None, {}), (2, "p", "s", 2, 3, "x", {})))
    assert found == [("s", date(2026, 3, 1), 5, "x")]


def test_a_newer_export_of_a_day_replaces_it_and_what_it_no_longer_has_is_gone():
    old = [
        (1, "p", "s", 1, 2, "x", {}),
        (1, "p", "gone", 1, 1, "x", {}),
        (1, "p", "s", 2, 9, None, {}),
    ]
    assert read(touches(*old, (2, "p", "s", 1, 3, "y", {}))) == [("s", date(2026, 3, 1), 12, "y")]


def test_numbered_files_of_one_day_add_up_and_replace_their_own_number():
    parts = [(n, "p", "s", 1, n, None, {"part": part}) for n, part in enumerate("aba", 1)]
    assert read(touches(*parts)) == [("s", date(2026, 3, 1), 5, None)]


def test_files_that_name_no_stream_replace_visit_by_visit():
    rows = [
        (1, None, "a", 1, 1, "x", {}),
        (1, None, "b", 1, 1, "x", {}),
        (2, None, "a", 1, 2, "y", {}),
    ]
    assert [row[:1] + row[2:] for row in read(touches(*rows))] == [("a", 2, "y"), ("b", 1, "x")]


def test_figures_that_no_day_knows_stay_unknown():
    found = read(touches((1, "p", "s", 1, None, None, {}), (2, "p", "s", 2, None, "x", {})))
    assert found == [("s", date(2026, 3, 1), None, "x")]


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from("pq"),
        st.sampled_from("st"),
        st.integers(1, 3),
        st.integers(0, 5),
        st.sampled_from([None, "x"]),
        st.just({}),
    ),
    min_size=1,
    unique_by=lambda r: r[:4],
)


@given(ROWS)
def test_views_are_those_of_the_newest_import_of_each_stream_and_day(rows):
    newest = {}
    for n, p, _s, d, *_ in rows:
        newest[p, d] = max(n, newest.get((p, d), 0))
    counting = [r for r in rows if r[0] == newest[r[1], r[3]]]
    found = read(touches(*rows))
    assert sum(row[2] for row in found) == sum(r[4] for r in counting)
    assert len(found) == len({(r[1], r[2]) for r in counting})


def test_a_transaction_counts_once_when_it_was_first_told():
    rows = [
        {"import_id": n, "property": "p", "event_name": "purchase", "transaction_id": t, "value": v,
         "converted_on": date(2026, 3, n), "converted_at": datetime(2026, 3, n, tzinfo=UTC)}
        for n, t, v in [(1, "T", 5.0), (2, "T", 5.0), (2, None, 1.0), (2, None, 1.0)]
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema={c: CONVERSIONS.schema[c] for c in rows[0]})
    found = Facts.of({"conversions": frame}).frame("conversions").collect()
    assert sorted(found["value"]) == [1.0, 1.0, 5.0]
    assert found.filter(transaction_id="T")["converted_on"].to_list() == [date(2026, 3, 1)]
