"""A store on a disk that is full or read-only: what is there can be read, nothing is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap

import pytest

from tests.conftest import ROOT

# A disk of its own for one process and its children; nothing of it is left when they end.
DISK = ["unshare", "--mount", "sh", "-c"]
SECONDS = 60
BEFORE = """
import json, os, subprocess, sys
from datetime import date
import polars as pl
from data.store import Store
from data.store.damage import ReadOnlyStoreError
from data.tables.schema import TABLES

place = sys.argv[1]

def commit(store, name, *values):
    table = TABLES["posts"]
    given = pl.DataFrame({table.day: [date(2026, 1, 1)] * len(values), "impressions": values})
    rows = pl.concat([table.empty(), given], how="diagonal_relaxed").cast(table.schema)
    return store.commit(name, name, f"{name}.csv", {"posts": rows}, {}, upload=name.encode() * 1000)

def total(store):
    return store.scan("posts").select(pl.col("impressions").sum()).collect().item()

def tried(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__

def fill():
    with open(place + "/filler", "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass

store = Store.open(place + "/store")
tried(lambda: commit(store, "a", 1, 2))
"""


def run_on_disk(tmp_path, script):
    asked = textwrap.dedent(BEFORE) + textwrap.dedent(script)
    (tmp_path / "script.py").write_text(asked)
    (tmp_path / "disk").mkdir()
    disk = tmp_path / "disk"
    command = f"mount -t tmpfs -o size=24m tmpfs {disk} && exec {sys.executable} {tmp_path / 'script.py'} {disk}"
    done = subprocess.run(
        [*DISK, command], capture_output=True, text=True, cwd=ROOT, check=False, timeout=SECONDS,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "TZ": "UTC"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


pytestmark = pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run([*DISK, "true"], check=False).returncode != 0,
    reason="a disk of its own is for the administrator",
)


def test_a_read_only_store_is_read(tmp_path):
    found = run_on_disk(
        tmp_path,
        """
        store.close()
        subprocess.check_call(["mount", "-o", "remount,ro", place])
        store = Store.open(place + "/store")
        print(json.dumps({
            "total": total(store),
            "notices": len(store.notices),
            "save": tried(lambda: store.state.settings.set("a", 1)),
            "import": tried(lambda: commit(store, "b", 5)),
            "after": total(store),
        }))
        """,
    )
    assert found == {
        "total": 3,
        "notices": 1,
        "save": "ReadOnlyStoreError",
        "import": "ReadOnlyStoreError",
        "after": 3,
    }


def test_what_a_killed_process_left_in_the_log_of_the_database_is_read(tmp_path):
    """SQLite's file alone would lack it."""
    found = run_on_disk(
        tmp_path,
        """
        if sys.argv[2:]:  # the process that is killed
            commit(store, "b", 10)
            os._exit(0)
        subprocess.check_call([sys.executable, __file__, place, "child"])
        store.state.database.engine.dispose(close=False)  # else closing would empty the log
        size = os.path.getsize(place + "/store/state.db-wal")
        subprocess.check_call(["mount", "--bind", place, place])
        subprocess.check_call(["mount", "-o", "remount,ro,bind", place])
        again = Store.open(place + "/store")
        print(json.dumps({"log": size > 0, "total": total(again), "notices": len(again.notices)}))
        sys.stdout.flush()
        os._exit(0)
        """,
    )
    assert found == {"log": True, "total": 13, "notices": 1}


SPARE = (0, 8, 40, 160)  # KB


def test_a_full_disk_loses_nothing_and_heals(tmp_path):
    """One disk and one process for all: most of the time goes into their start."""
    every = run_on_disk(
        tmp_path,
        f"""
        import shutil

        def one(spare):
            store = Store.open(place + "/store")
            tried(lambda: commit(store, "a", 1, 2))
            fill()
            os.truncate(place + "/filler", max(0, os.path.getsize(place + "/filler") - spare * 1024))
            first = tried(lambda: commit(store, "b", 10))
            seen = tried(lambda: total(store))
            store.close()
            store = Store.open(place + "/store")
            again = total(store)
            store.close()
            os.unlink(place + "/filler")
            store = Store.open(place + "/store")
            healed = tried(lambda: commit(store, "b", 10))
            found = [first, seen, again, healed, total(store), len(store.notices)]
            store.close()
            shutil.rmtree(place + "/store")
            return found

        store.close()
        shutil.rmtree(place + "/store")
        print(json.dumps([one(spare) for spare in {SPARE}]))
        """,
    )
    for spare, (first, seen, again, healed, total, notices) in zip(SPARE, every, strict=True):
        imported = first == 2
        assert seen == again == (13 if imported else 3), spare
        assert healed == "IdentityTakenError" if imported else isinstance(healed, int), spare
        assert (total, notices) == (13, 0), spare
    # There is a disk on which it fails and one on which it does not.
    assert {first == 2 for first, *_others in every} == {False, True}
