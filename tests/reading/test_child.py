"""Child processes: they are used again, may die, and end in a sentence."""

import subprocess
import sys
from importlib import import_module

import pytest

from benchmarks.hostile_files import shared_text, spreadsheetml, xlsx, zipped
from data.reading.child import run
from data.reading.table import Unreadable
from tests.languages import is_translated

child = import_module("data.reading.child")
ZIP = zipped([("a.csv", b"a,b\n1,2\n")])
ROW = f"<Row>{'<Cell><Data>1</Data></Cell>' * 8}</Row>"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems limit less")


@pytest.fixture
def started(monkeypatch):
    """The processes that a test starts; none waits from an earlier one."""
    child._WORKERS.end()
    seen = []
    start = child._Worker.start

    def counted():
        seen.append(start())
        return seen[-1]

    monkeypatch.setattr(child._Worker, "start", counted)
    yield seen
    child._WORKERS.end()


def unpacked(content=ZIP):
    return [item.about["name"] for item in run("archive", content)]


def test_one_process_serves_many_files(started):
    assert [unpacked() for _ in range(20)] == [["a.csv"]] * 20
    assert len(started) == 1


def test_one_process_serves_many_workbooks(started):
    """What one has read must not make it look used up."""
    book = xlsx(f"<row r='1'>{'<c><v>1</v></c>' * 8}</row>")
    for _ in range(20):
        assert len(list(run("workbook", book, kind="xlsx"))) == 1
    assert len(started) == 1


def leaving():
    """A process that has waited for long and ends by itself just as it is asked."""
    script = "import sys; sys.stdin.readline()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return child._Worker(subprocess.Popen([sys.executable, "-c", script], **pipes))


def test_one_that_leaves_as_it_is_asked_is_replaced(started):
    child._WORKERS.give_back(leaving())
    assert unpacked() == ["a.csv"]
    assert len(started) == 1


@pytest.mark.usefixtures("started")
def test_one_that_leaves_twice_is_no_reason_to_go_on(monkeypatch):
    monkeypatch.setattr(child._Worker, "start", leaving)
    with pytest.raises(Unreadable, match="stopped the program"):
        unpacked()


def test_a_verdict_does_not_end_it(started):
    with pytest.raises(Unreadable, match="damaged"):
        unpacked(ZIP[:-20])
    assert unpacked() == ["a.csv"]
    assert len(started) == 1


def test_what_is_not_read_to_its_end_gets_no_second_reader(started):
    items = run("archive", ZIP)
    next(items)
    items.close()
    assert started[0].process.returncode is not None
    assert unpacked() == ["a.csv"]


def test_one_that_has_ended_while_it_waited_is_replaced(started):
    unpacked()
    started[0].process.kill()
    started[0].process.wait()
    assert unpacked() == ["a.csv"]
    assert len(started) == 2


def test_one_that_dies_at_work_is_a_sentence(started, monkeypatch):
    unpacked()
    read = child._Worker._read

    def dies(worker, size):
        worker.process.terminate()
        worker.process.wait()
        worker.process.stdout.read()
        return read(worker, size)

    monkeypatch.setattr(child._Worker, "_read", dies)
    with pytest.raises(Unreadable, match="Reading it stopped the program") as verdict:
        unpacked()
    assert is_translated(verdict.value.finding.what)
    assert started[0].process.returncode is not None


@LINUX
def test_memory_is_limited(started):
    del started
    with pytest.raises(Unreadable, match="more than 700 MB of memory") as verdict:
        list(run("workbook", shared_text(50_000), kind="xlsx"))
    assert is_translated(verdict.value.finding.what)
    assert unpacked() == ["a.csv"]


@LINUX
def test_processor_time_is_limited(started, monkeypatch):
    del started
    monkeypatch.setattr(child, "UPLOAD", child.UPLOAD.__class__(seconds=0))
    with pytest.raises(Unreadable, match="took more than 0 seconds") as verdict:
        list(run("workbook", spreadsheetml(ROW * 150_000), kind="xls-xml"))
    assert is_translated(verdict.value.finding.what)


@LINUX
def test_silence_is_limited(started, monkeypatch):
    del started
    monkeypatch.setattr(child, "UPLOAD", child.UPLOAD.__class__(silence=0))
    with pytest.raises(Unreadable, match="so it was stopped"):
        unpacked()
