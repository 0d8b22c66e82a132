"""Facts reach their tables as files that readers can choose by, wherever the store is."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from deltalake import DeltaTable, write_deltalake

from data.facts.facts import canonical
from data.store import ImportStatus, Store
from data.store.lake.delta import DeltaTables
from data.tables.schema import TABLES

COSTS = TABLES["ad_costs"]


def costs(*days: date | None, import_id=1):
    frame = pl.DataFrame(
        {"period_from": days, "import_id": [import_id] * len(days), "campaign": '“é", \\'},
        schema_overrides={"period_from": pl.Date},
    )
    return canonical(COSTS, frame)


@pytest.fixture(params=["folder", "url"])
def facts(request, tmp_path):
    return DeltaTables(str(tmp_path) if request.param == "folder" else tmp_path.as_uri())


def test_rows_come_back_sorted_by_day_whoever_writes_the_file(facts):
    given = costs(date(2026, 3, 9), None, date(2026, 3, 1))
    facts.append("ad_costs", given)
    assert facts.scan("ad_costs").collect().equals(given.sort("period_from"))


def test_each_file_tells_its_days_and_its_import(facts):
    facts.append("ad_costs", costs(date(2026, 3, 9), date(2026, 3, 1), None, import_id=7))
    [file] = pl.DataFrame(
        DeltaTable(f"{facts.root}/ad_costs").get_add_actions(flatten=True)
    ).to_dicts()
    assert (file["num_records"], file["null_count.period_from"]) == (3, 1)
    assert (file["min.period_from"], file["max.period_from"]) == (
        date(2026, 3, 1),
        date(2026, 3, 9),
    )
    assert (file["min.import_id"], file["max.import_id"]) == (7, 7)


def test_a_table_that_an_older_version_made_takes_rows_with_new_columns(tmp_path):
    facts = DeltaTables(str(tmp_path))
    first, second = costs(date(2026, 3, 1)), costs(date(2026, 3, 2), import_id=2)
    write_deltalake(f"{facts.root}/ad_costs", first.drop("reach"))
    facts.append("ad_costs", second)
    assert facts.scan("ad_costs").sort("import_id").collect().equals(pl.concat([first, second]))


def test_an_import_whose_upload_cannot_be_kept_leaves_nothing(tmp_path):
    store = Store.open(tmp_path)
    (tmp_path / "raw").write_text("where the folder of uploads should be")
    with pytest.raises(OSError, match="raw"):
        store.commit("a", "abc", "a.csv", {"ad_costs": costs(None)}, {}, upload=b"content")
    assert store.scan("ad_costs").collect().is_empty()
    assert [entry.status for entry in store.state.ledger.all()] == [ImportStatus.ROLLED_BACK]
    store.close()


def test_a_done_import_has_its_upload(tmp_path):
    store = Store.open(tmp_path)
    store.commit("a", "abc", "a.csv", {"ad_costs": costs(None)}, {}, upload=b"content")
    assert store.raw.get("abc") == b"content"
    store.close()
