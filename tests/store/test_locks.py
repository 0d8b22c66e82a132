"""Locks end with the process that has them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from threading import Thread

import pytest

from data.store import ImportStatus, Store
from data.store.database.engine import Database
from data.store.database.locks import FileLocks, locks_of
from tests.conftest import LONG, ROOT

HOLDER = """
import sys, time
from data.store.database.engine import Database
from data.store.database.locks import locks_of
locks = locks_of(Database(sys.argv[1]).engine)
print(locks.hold(sys.argv[2]), flush=True)
time.sleep(60)
"""
WRITER = """
import sys, time
from data.store import Store
store = Store.open(sys.argv[1])
print(store.state.ledger.begin("a", "a", "a.csv"), flush=True)
time.sleep(60)
"""
ASKER = """
import sys
from data.store import Store
print(*[entry.status.value for entry in Store.open(sys.argv[1]).state.ledger.all()])
"""
ELSEWHERE = ["unshare", "--pid", "--uts", "--fork"]


@pytest.fixture
def url(new_database):
    return new_database()


@pytest.fixture
def locks(url):
    database = Database(url)
    yield locks_of(database.engine)
    database.close()


@pytest.fixture
def others(url):
    """The locks of the same store as another process would open them."""
    database = Database(url)
    yield locks_of(database.engine)
    database.close()


def started(script: str, *arguments: object):
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    return process, process.stdout.readline().strip()


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_lock_is_held_by_one(locks, others):
    assert locks.hold("a")
    assert not others.hold("a")
    assert not locks.hold("a")
    assert locks.held("a")
    assert others.held("a")
    assert not others.held("b")
    locks.free("a")
    assert not locks.held("a")
    assert others.hold("a")
    others.free("a")
    others.free("a")


def test_what_somebody_else_has_is_not_given_back(locks, others):
    assert locks.hold("a")
    others.free("a")
    assert others.held("a")
    locks.free("a")


def test_several_locks_do_not_mind_each_other(locks, others):
    assert locks.hold("a")
    assert locks.hold("b")
    locks.free("a")
    assert not others.held("a")
    assert others.held("b")
    locks.free("b")


def test_a_lock_may_be_given_back_by_another_thread(locks, others):
    assert locks.hold("a")
    thread = Thread(target=locks.free, args=("a",))
    thread.start()
    thread.join()
    assert not others.held("a")


def test_a_lock_ends_with_its_process(url, locks):
    shown = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    process, took = started(HOLDER, shown, "a")
    assert took == "True"
    assert locks.held("a")
    kill(process)
    for _ in range(LONG * 10):  # a server notices a moment later
        if not locks.held("a"):
            break
        time.sleep(0.1)
    assert locks.hold("a")
    locks.free("a")


def test_asking_for_a_lock_writes_nothing(tmp_path):
    assert not FileLocks(tmp_path / "locks").held("a")
    assert not (tmp_path / "locks").exists()


def test_nothing_is_left_of_a_lock(tmp_path):
    locks = FileLocks(tmp_path)
    assert locks.hold("a")
    locks.free("a")
    assert not list(tmp_path.iterdir())


def test_an_import_of_a_killed_process_is_taken_over_at_once(tmp_path):
    process, _number = started(WRITER, tmp_path / "store")
    store = Store.open(tmp_path / "store")
    assert store.state.ledger.all()[0].status is ImportStatus.PENDING
    kill(process)
    store.recover()
    assert store.state.ledger.all()[0].status is ImportStatus.ROLLED_BACK
    store.close()


@pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run([*ELSEWHERE, "true"], check=False).returncode,
    reason="namespaces of its own are for the administrator",
)
def test_a_process_of_another_container_is_known_to_work(tmp_path):
    process, _number = started(WRITER, tmp_path / "store")
    asked = [*ELSEWHERE, sys.executable, "-c", ASKER, str(tmp_path / "store")]

    def statuses():
        return subprocess.check_output(asked, text=True, cwd=ROOT).split()

    assert statuses() == ["pending"]
    kill(process)
    assert statuses() == ["rolled_back"]
