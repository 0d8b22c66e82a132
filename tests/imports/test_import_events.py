"""Events on their way into a store: nobody is named in it, days replace, and all can be undone."""

import polars as pl
import pytest

from data.facts.facts import Facts
from data.imports import ImportOutcome, import_upload
from data.sources.registry import load
from tests.events.events import event, jsonl, parquet
from tests.events.make_fixtures import EVENTS
from tests.sources.exports import TODAY, content


def put(store, name, data, **answers: str):
    (result,) = import_upload(store, name, data, answers, today=TODAY)
    return result


@pytest.mark.parametrize(
    "name", ["ga4_events.parquet", "ga4_events_20260302.json", "ga4_events_connector.csv"]
)
def test_visitors_are_nowhere_in_the_store(store, tmp_path, name):
    assert put(store, name, content(name)).outcome is ImportOutcome.IMPORTED
    files = [p for p in (tmp_path / "store").rglob("*") if p.is_file()]
    assert not [p for p in files if b"ada.1" in _plain(p)]
    keys = store.scan("touches").collect()["user_key"]
    assert keys.str.starts_with("person-").all()


def _plain(path):
    raw = path.read_bytes()
    return pl.read_parquet(raw).write_csv().encode() if raw.startswith(b"PAR1") else raw


def test_what_is_kept_reads_as_the_export_did(store):
    result = put(
        store, "e.json", jsonl([*EVENTS, event(page_location="https://x.example/?m=ada@b.example")])
    )
    (part,) = load("e.json", store.raw.get(result.sha256), {}, today=TODAY)
    told = store.scan("touches").collect().drop("import_id", "landing_page")
    kept = part.loaded.tables["touches"].drop("import_id", "landing_page")
    assert kept.sort("source_row").equals(told.sort("source_row"))


def test_a_day_that_is_exported_again_replaces_itself_until_that_is_undone(store):
    put(store, "a.parquet", parquet([event(user="a"), event(user="b")]))
    again = put(store, "b.parquet", parquet([event(user="a"), event(user="a", minutes=1)]))
    seen = Facts(store).frame("touches").collect()
    assert seen["views"].to_list() == [2]
    store.undo(again.import_id)
    assert Facts(store).frame("touches").collect().height == 2


def test_an_answer_about_conversions_is_used_once_the_import_without_it_is_undone(store):
    data = parquet([event("download"), event("sign_up", 1)])
    store.undo(put(store, "a.parquet", data).import_id)
    assert put(store, "a.parquet", data, events="download").outcome is ImportOutcome.IMPORTED
    assert Facts(store).frame("conversions").collect()["event_name"].to_list() == ["download"]
