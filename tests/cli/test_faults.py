"""A command that meets a fault ends in a sentence: status 1, no traceback, the reason in the log."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import click
import polars as pl
import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

import cli.data
from cli.data import cli as data
from cli.metrics import main as metrics
from cli.report import cli as report
from data.base.log import FILE
from data.store import Store, faults
from data.store.database import engine
from data.store.faults import Said
from tests.conftest import ROOT

LEADS = ROOT / "tests" / "fixtures" / "exports" / "leads.csv"
MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")
RAW = re.compile(r"Traceback|sqlalche\.me|sqlite3|psycopg|errno|os error|Error\(|thread '", re.IGNORECASE)  # fmt: skip
READING: tuple[tuple[click.Command, tuple[str, ...]], ...] = (
    (data, ("imports",)),
    (data, ("rows", "leads")),
    (data, ("hygiene",)),
    (metrics, ("report", *MARCH)),
    (metrics, ("goals",)),
    (metrics, ("annotations", "list")),
    (report, ("list",)),
    (report, (*MARCH, "--format", "html", "--out", "report.html")),
    (data, ("import", str(LEADS))),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one file in it."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    assert run(folder, data, "import", str(LEADS)).exit_code == 0
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(sound, tmp_path / "store"))


def run(folder: Path, program: click.Command, *asked: str) -> Result:
    return CliRunner().invoke(program, [*asked, "--store", str(folder)])


def says(result: Result, said: Said) -> None:
    assert result.exit_code == 1, result.output
    assert not RAW.search(result.output), result.output
    assert str(said[0]) in result.stderr
    assert str(said[1]) in result.stderr
    assert isinstance(result.exception, SystemExit)


def parquet(folder: Path) -> Path:
    return next((folder / "facts" / "leads").rglob("*.parquet"))


def overwrite(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def cut_log(folder: Path) -> None:
    log = max((folder / "facts" / "leads" / "_delta_log").glob("*.json"))
    overwrite(log, log.read_bytes()[:50])


FACTS: dict[str, Callable[[Path], None]] = {
    "gone": lambda folder: parquet(folder).unlink(),
    "cut": lambda folder: overwrite(parquet(folder), parquet(folder).read_bytes()[:100]),
    "empty": lambda folder: overwrite(parquet(folder), b""),
    "other": lambda folder: overwrite(parquet(folder), b"PAR1" + bytes(5_000) + b"PAR1"),
    "log": cut_log,
}
STATE: dict[str, Callable[[Path], None]] = {
    "cut": lambda folder: overwrite(folder / "state.db", (folder / "state.db").read_bytes()[:20_000]),
    "other": lambda folder: overwrite(folder / "state.db", b"no database at all " * 400),
    "flipped": lambda folder: overwrite(
        folder / "state.db",
        bytes(b ^ 0xFF if i > 4096 and i % 997 == 0 else b
              for i, b in enumerate((folder / "state.db").read_bytes())),
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", FACTS)
def test_damaged_facts(folder: Path, damage: str) -> None:
    """What needs them says so, and what does not works."""
    FACTS[damage](folder)
    asked = [(data, "rows", "leads"), (metrics, "report", *MARCH)]
    for program, *arguments in asked:
        result = run(folder, program, *arguments)
        assert (result.exit_code, "Traceback" in result.stderr) == (1, False)
        assert "table leads" in result.stderr or str(faults.FACTS_DAMAGED[0]) in result.stderr
        assert "python -m data repair" in result.stderr
    assert run(folder, data, "imports").exit_code == 0
    assert "faults" in (folder / FILE).read_text("utf-8")


@pytest.mark.parametrize("damage", STATE)
@pytest.mark.parametrize(("program", "asked"), READING, ids=lambda part: str(part)[:30])
def test_a_damaged_database(
    folder: Path, damage: str, program: click.Command, asked: tuple[str, ...]
) -> None:
    STATE[damage](folder)
    says(run(folder, program, *asked), faults.STATE_DAMAGED)


@pytest.mark.parametrize(("program", "asked"), READING, ids=lambda part: str(part)[:30])
def test_a_store_that_is_a_file(
    tmp_path: Path, program: click.Command, asked: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "store"):
        result = run(place, program, *asked)
        says(result, faults.NO_FOLDER)
        assert str(place) in result.stderr  # which of the paths that were given


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), faults.FULL),
        (OSError(30, "Read-only file system"), faults.READ_ONLY),
        (PermissionError(13, "Permission denied"), faults.NOT_ALLOWED),
        (pl.exceptions.ComputeError("No space left on device"), faults.FULL),
        (sa.exc.OperationalError("x", None, sqlite3.OperationalError("disk is full")), faults.FULL),
        (type("PanicException", (BaseException,), {})("os error 28"), faults.FULL),
    ],
)
@pytest.mark.parametrize(("program", "asked"), READING, ids=lambda part: str(part)[:30])
def test_a_fault_while_the_store_is_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch, program: click.Command,
    asked: tuple[str, ...], error: BaseException, said: Said,
) -> None:  # fmt: skip
    def fail(*_args: object, **_more: object) -> Store:
        raise error

    monkeypatch.setattr(Store, "open", fail)
    says(run(folder, program, *asked), said)


def test_a_database_that_another_program_holds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waited for a while, then said."""
    monkeypatch.setattr(engine, "_PATIENCE", 0.2)
    monkeypatch.setattr(engine, "_PRAGMAS", ("PRAGMA busy_timeout = 200", *engine._PRAGMAS[1:]))
    holder = sqlite3.connect(folder / "state.db", isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    says(run(folder, data, "imports"), faults.LOCKED)
    holder.close()
    assert run(folder, data, "imports").exit_code == 0


def test_nobody_waits_long_at_a_screen() -> None:
    assert engine._PATIENCE <= 5 < engine._WRITERS_PATIENCE


@pytest.mark.parametrize("url", ["postgresql://me:secret@127.0.0.1:1/x", "nonsense", "foo://x"])
def test_a_database_that_cannot_be_had(folder: Path, url: str) -> None:
    result = run(folder, data, "imports", "--state", url)
    says(result, faults.NO_SERVER if url.startswith("postgres") else faults.BAD_ADDRESS)
    assert "secret" not in result.output + (folder / FILE).read_text("utf-8")


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("absent/x", faults.ABSENT),
        ("store", faults.NO_FILE),
        ("store/state.db/x", faults.NO_FOLDER),
    ],
)
def test_a_file_that_cannot_be_written(folder: Path, out: str, said: Said) -> None:
    says(run(folder, data, "docs", "--out", out), said)


def test_a_sentence_in_french(folder: Path) -> None:
    overwrite(folder / "state.db", b"no database at all " * 400)
    result = run(folder, data, "imports", "--lang", "fr")
    assert "La base de données est endommagée" in result.stderr


def test_an_error_of_the_program_is_a_sentence_with_the_way_to_report_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, bugs: list[object]
) -> None:
    def fail(*_args: object) -> str:
        raise RuntimeError("ada@example.com")

    monkeypatch.setattr(cli.data, "render_import", fail)
    result = run(folder, data, "imports")
    says(result, faults.UNEXPECTED)
    assert len(bugs) == 1
    bugs.clear()
    asked = ["imports", "--store", str(folder)]
    seen = CliRunner().invoke(data, asked, standalone_mode=False).exception
    assert isinstance(seen, click.ClickException)
    assert isinstance(seen.__cause__, RuntimeError)  # what failed is there for who looks for it
    bugs.clear()
    log = (folder / FILE).read_text("utf-8")
    assert "builtins.RuntimeError" in log
    assert "cli/data.py" in log
    assert "ada@example.com" not in log + result.output


def test_stopping_a_command_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.data, "render_import", stop)
    result = run(folder, data, "imports")
    assert result.exit_code == 1
    assert "Aborted!" in result.output
