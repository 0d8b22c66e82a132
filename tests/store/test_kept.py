"""Results worked out once serve the next process, and never another version of the facts."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from data.facts.facts import Facts
from data.store import Store
from data.store.derived_cache import DerivedCache
from metrics.attribution.answer import attribute
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.world import FIRST, facts

TOLD = {"a": pl.DataFrame({"n": [1, 2]}), "b": pl.DataFrame({"text": ["x", None]})}
MONTH = AttributionQuery(FIRST, date(2026, 3, 31), ("campaign",))


def test_what_is_kept_comes_back_for_its_version_only(tmp_path):
    kept = DerivedCache(tmp_path / "derived")
    assert kept.get("v1", "name") is None
    kept.save("v1", "name", TOLD)
    found = kept.get("v1", "name")
    assert {name: rows.to_dicts() for name, rows in found.items()} == {
        name: rows.to_dicts() for name, rows in TOLD.items()
    }
    assert kept.get("v2", "name") is None
    assert kept.get("v1", "other") is None


def test_results_of_an_older_version_and_of_killed_writers_are_removed(tmp_path):
    kept = DerivedCache(tmp_path / "derived")
    kept.save("v1", "name", TOLD)
    (tmp_path / "derived" / "v0-killed.tmp").mkdir()
    kept.save("v2", "name", TOLD)
    assert [place.name.split("-")[0] for place in (tmp_path / "derived").iterdir()] == ["v2"]


def test_the_first_of_two_who_keep_the_same_stays_and_the_other_leaves_nothing(tmp_path):
    kept = DerivedCache(tmp_path / "derived")
    kept.save("v1", "name", TOLD)
    kept.save("v1", "name", {"a": pl.DataFrame({"n": [9]})})
    assert kept.get("v1", "name")["a"].equals(TOLD["a"])
    assert len(list((tmp_path / "derived").iterdir())) == 1


def test_a_damaged_result_is_worked_out_again(tmp_path):
    kept = DerivedCache(tmp_path / "derived")
    kept.save("v1", "name", TOLD)
    [file] = (tmp_path / "derived").glob("*/a.arrow")
    file.write_bytes(b"ARROW1 but not the rest")
    assert kept.get("v1", "name") is None


def imported(store: Store, name: str, visits: list[Visit], wins: list[Win]) -> None:
    given = facts(visits, wins)
    tables = {
        table: given.frame(table).drop("import_id").collect()
        for table in ("touches", "conversions")
    }
    bought = tables["conversions"].with_columns(transaction_id=pl.lit(name))
    tables["conversions"] = bought
    store.commit(name, name, name, tables, {"source": "touches"})


def credit(store: Store) -> dict[str | None, float]:
    [answer] = attribute(Facts(store), MONTH, [registered()["linear"]], bounded=False)
    return {one.keys[0]: one.conversions for one in answer.credits}


@pytest.fixture
def visited(tmp_path):
    store = Store.open(tmp_path / "store")
    imported(store, "a", [Visit("u", "s", 0, "news", direct=False)], [Win("u", DAY)])
    yield store
    store.close()


def test_the_next_process_reads_statistics_of_journeys_instead_of_visits(visited, tmp_path):
    assert credit(visited) == {"news": 1.0}
    [shares] = (tmp_path / "store" / "derived").glob("*/shares.arrow")
    told = pl.read_ipc(shares)
    told.with_columns(pl.col("linear_conversions") * 5).write_ipc(shares)
    assert credit(visited) == {"news": 5.0}


def test_an_import_is_credited_at_once(visited):
    assert credit(visited) == {"news": 1.0}
    imported(visited, "b", [Visit("v", "s", 0, "spring", direct=False)], [Win("v", DAY)])
    assert credit(visited) == {"news": 1.0, "spring": 1.0}
    visited.undo(2)
    assert credit(visited) == {"news": 1.0}


def test_what_two_versions_make_together_is_kept_for_neither(visited, monkeypatch, tmp_path):
    """Visits are web sessions too: an import may come between the reading of the two."""
    pin = Store.pin

    def pinned(store: Store, table: str):
        found = pin(store, table)
        if table == "web_sessions":
            imported(store, "b", [Visit("v", "s", 0, "spring", direct=False)], [Win("v", DAY)])
        return found

    monkeypatch.setattr(Store, "pin", pinned)
    known = Facts(visited)
    known.raw("web_sessions")
    told = known.worked_out("sessions", ("web_sessions",), lambda: TOLD)
    assert told["a"].equals(TOLD["a"])
    assert not list((tmp_path / "store" / "derived").glob("*/a.arrow"))
