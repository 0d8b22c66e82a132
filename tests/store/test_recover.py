"""What crashes and rivals do to a store: nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from data.store import ImportStatus
from data.tables.schema import TABLES

ROUNDS = int(os.environ.get("UTMOST_KILL_ROUNDS", "2"))
PROJECT = Path(__file__).parents[2]

# Imports files f0, f1, …: file n has n+1 rows in one table and one in another, all with value n.
IMPORTER = """
import sys
from datetime import date
import polars as pl
from data.tables.schema import TABLES
from data.store import IdentityTakenError, Store
from data.store.batch import ImportBatch

def rows(table, n, height):
    given = pl.DataFrame({TABLES[table].day: [date(2026, 1, 1)] * height, "impressions": [n] * height})
    return pl.concat([TABLES[table].empty(), given], how="diagonal")

location, url, first, step, count, together = sys.argv[1:]
store = Store.open(location, state_url=url)
batch, held = ImportBatch(store), []
print("ready", flush=True)
for n in range(int(first), int(first) + int(step) * int(count), int(step)):
    tables = {"posts": rows("posts", n, n + 1), "ad_costs": rows("ad_costs", n, 1)}
    if int(together) > 1:
        batch.hold(f"f{n}", f"f{n}", f"f{n}", tables, {"n": n}, [], b"")
        held.append(n)
        if len(held) == int(together):
            batch.finish()
            print(*held, sep="\\n", flush=True)
            held = []
        continue
    try:
        store.commit(f"f{n}", f"f{n}", f"f{n}", tables, {"n": n})
        print(n, flush=True)
    except IdentityTakenError:
        pass
store.close()
"""


@pytest.fixture
def importer(tmp_path, state_url):
    """Starts a process that imports ``count`` files from ``first`` on, so many at once."""

    def start(first, step, count, together=1):
        arguments = [tmp_path / "store", state_url, first, step, count, together]
        return subprocess.Popen(
            [sys.executable, "-c", IMPORTER, *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
        )

    return start


def found(store):
    """Rows per file number in both tables."""

    def count(table):
        by_file = store.scan(table).group_by("impressions").len().collect()
        return dict(by_file.iter_rows())

    return count("posts"), count("ad_costs")


def whole(numbers):
    return {n: n + 1 for n in numbers}, dict.fromkeys(numbers, 1)


@pytest.mark.parametrize("together", [1, 7])
def test_a_killed_importer_loses_halves_and_doubles_nothing(importer, open_store, together):
    told = set()
    for round_number in range(ROUNDS):
        process = importer(round_number * 1000, 1, 1000, together)
        assert process.stdout.readline() == "ready\n"
        time.sleep(random.uniform(0, 0.6))
        os.kill(process.pid, signal.SIGKILL)
        told |= {int(line) for line in process.communicate()[0].split("\n")[:-1]}
        store = open_store()
        done = {entry.summary["n"] for entry in store.state.ledger.done()}
        assert told <= done
        assert len(done - told) <= together * (round_number + 1)
        assert found(store) == whole(done)
        assert store.state.ledger.unfinished() == ()


def test_two_importers_of_different_files_lose_nothing(importer, open_store):
    rivals = [importer(0, 2, 8), importer(1, 2, 8)]
    for rival in rivals:
        rival.communicate()
        assert rival.returncode == 0
    assert found(open_store()) == whole(range(16))


def test_two_importers_of_the_same_files_double_nothing(importer, open_store):
    rivals = [importer(0, 1, 8), importer(0, 1, 8)]
    imported = [rival.communicate()[0].split() for rival in rivals]
    assert sorted(imported[0][1:] + imported[1][1:]) == sorted(map(str, range(8)))
    assert found(open_store()) == whole(range(8))


def test_opening_a_store_leaves_a_living_importer_alone(open_store):
    pending = open_store().state.ledger.begin("a", "a", "a.csv")
    assert open_store().state.ledger.get(pending).status is ImportStatus.PENDING


def test_an_interrupted_undo_is_completed_at_the_next_open(store, open_store):
    number = store.commit("a", "a", "a.csv", {}, {})
    orphan = pl.DataFrame({"import_id": [number]})
    store.facts.append("posts", pl.concat([TABLES["posts"].empty(), orphan], how="diagonal"))
    store.state.ledger.start_undo(number)
    reopened = open_store()
    assert reopened.facts.scan("posts").collect().is_empty()
    assert reopened.state.ledger.get(number).status is ImportStatus.UNDONE


def test_what_killed_writers_left_on_disk_is_removed_once_it_is_a_day_old(store, open_store):
    commit_post(store)
    folder = Path(store.facts.root) / "posts"
    old, young = folder / "part-old.parquet", folder / "part-young.parquet"
    for orphan in (old, young):
        orphan.write_bytes(b"half a file")
    os.utime(old, (time.time() - 2 * 86400,) * 2)
    store.state.settings.set("facts_swept_at", "2026-01-01")
    reopened = open_store()
    assert (old.exists(), young.exists()) == (False, True)
    assert reopened.scan("posts").collect().height == 1


def commit_post(store):
    rows = TABLES["posts"].empty().clear(1)
    return store.commit("p", "p", "p.csv", {"posts": rows}, {})
