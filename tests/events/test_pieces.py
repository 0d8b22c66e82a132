"""However an export is cut into batches and pieces, it gives the same visits and conversions."""

import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from data.facts.facts import Facts
from data.imports import large_records, open_file
from data.imports.folder import import_paths
from data.reading import FileKind
from data.reading import records as reading
from data.sources.registry import SOURCES, ReadContext, open_record_file
from tests.conftest import examples
from tests.events.events import event, jsonl, parquet
from tests.events.make_fixtures import EVENTS, SECOND_DAY
from tests.sources.exports import TODAY, content

SOURCE_TAGS = st.sampled_from(
    [{}, {"source": "x", "medium": "m"}, {"source": "y"}, {"source": "brume.example"}]
)
EVENTS_MADE = st.lists(
    st.builds(
        lambda name, at, user, session, tags, msec: event(
            name, at, user, session, engagement_time_msec=msec, **tags
        ),
        st.sampled_from(["page_view", "session_start", "scroll", "purchase"]),
        st.integers(0, 2000),
        st.sampled_from(["a", "b", None]),
        st.sampled_from([1, 2]),
        SOURCE_TAGS,
        st.integers(0, 9_000),
    ),
    min_size=1,
    max_size=10,
    unique_by=lambda e: e["event_timestamp"],
)


def tables(data, pieces):
    file = open_record_file(lambda: io.BytesIO(data), ReadContext("e.parquet", TODAY))
    found = {}
    for part in file.tables(pieces=pieces):
        for name, rows in part.items():
            found.setdefault(name, []).append(rows)
    return {name: pl.concat(parts).sort("source_row") for name, parts in found.items()}


@examples(6)
@given(EVENTS_MADE, st.integers(2, 5), st.integers(2, 3))
def test_pieces_add_up_to_the_whole(events, batch, pieces):
    data = parquet(events)
    whole = tables(data, 1)
    before, reading.BATCH = reading.BATCH, batch
    try:
        apart = tables(data, pieces)
    finally:
        reading.BATCH = before
    assert whole.keys() == apart.keys()
    for name, rows in whole.items():  # amounts may differ in the last binary digit
        assert_frame_equal(rows, apart[name])


def results(store):
    facts = Facts(store)
    return [
        facts.frame(name).drop("import_id").sort(day, "source_row").collect()
        for name, day in (("touches", "started_on"), ("conversions", "converted_on"))
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("e.parquet", parquet(EVENTS)),
        ("e.json", jsonl([*EVENTS, *SECOND_DAY])),
        ("e.csv", content("ga4_events_connector.csv")),
    ],
)
def test_a_large_file_is_imported_as_a_small_one_is(tmp_path, open_store, monkeypatch, name, data):
    (tmp_path / name).write_bytes(data)
    small, big = open_store("small"), open_store("big")
    monkeypatch.setenv("UTMOST_PERSON_KEY", "00" * 32)
    (one,) = import_paths(small, [tmp_path / name], today=TODAY)
    monkeypatch.setattr(open_file, "LARGE", 100)
    monkeypatch.setattr(open_file, "LARGE_RECORDS", 100)
    monkeypatch.setattr(large_records, "_PIECE", 500)
    (other,) = import_paths(big, [tmp_path / name], today=TODAY)
    assert [i.what for i in one.summary.issues] == [i.what for i in other.summary.issues]
    assert all(a.equals(b) for a, b in zip(results(small), results(big), strict=True))
    assert b"ada.1" not in big.raw.get(other.sha256)


def test_a_large_file_that_cannot_be_told_apart_leaves_nothing(tmp_path, store, monkeypatch):
    path = tmp_path / "e.csv"
    path.write_bytes(content("ga4_events_items.csv").replace(b"ga_session_id", b"other_column"))
    monkeypatch.setattr(open_file, "LARGE", 100)
    monkeypatch.setattr(open_file, "LARGE_RECORDS", 100)
    (told,) = import_paths(store, [path], today=TODAY)
    assert told.outcome.value == "refused"
    assert store.state.ledger.done() == ()


def test_records_are_read_by_one_source_only():
    assert [s.id for s in SOURCES.values() if s.records] == ["ga4.events"]
    assert FileKind.PARQUET.label == "Parquet"
