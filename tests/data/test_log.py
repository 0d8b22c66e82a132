"""The program's own log: where it goes, once, and what it never says."""

import logging
import subprocess
import sys

import pytest

from data.base import log


def lines(folder):
    return (folder / log.FILE).read_text("utf-8").splitlines()


def test_log_is_made_at_its_first_line_inside_the_store(tmp_path):
    log.configure(tmp_path)
    assert list(tmp_path.iterdir()) == []
    logging.getLogger("data.some.module").info("Done: imports %s", "3")
    (line,) = lines(tmp_path)
    assert line.endswith("data.some.module: Done: imports 3")


def test_a_line_is_written_once_however_often_it_is_configured(tmp_path):
    for _ in range(3):
        log.configure(tmp_path)
    logging.getLogger("ui.state").warning("once")
    assert len(lines(tmp_path)) == 1


def test_another_store_has_a_log_of_its_own(tmp_path):
    log.configure(tmp_path / "a")
    log.configure(tmp_path / "b")
    logging.getLogger("data").warning("here")
    assert len(lines(tmp_path / "b")) == 1
    assert not (tmp_path / "a").exists()


PACKAGES = {file.parent.name for file in log.ROOT.glob("*/__init__.py")} - {"benchmarks", "tests"}


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_every_package_of_the_program_logs(package, tmp_path):
    log.configure(tmp_path)
    logging.getLogger(f"{package}.module").info("here")
    assert len(lines(tmp_path)) == 1


def test_object_stores_log_to_standard_error():
    code = (
        "import logging; from data.base.log import configure; configure('s3://bucket/store'); "
        "logging.getLogger('data.x').warning('to the terminal')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.count("to the terminal") == 1


@pytest.mark.parametrize(
    ("wanted", "written"), [("", 1), ("error", 0), ("WARNING", 0), ("debug", 2)]
)
def test_level_is_that_of_the_variable(tmp_path, monkeypatch, wanted, written):
    monkeypatch.setenv(log.VARIABLE, wanted)
    log.configure(tmp_path)
    logging.getLogger("metrics.x").debug("a detail")
    logging.getLogger("metrics.x").info("an event")
    assert len(lines(tmp_path) if written else []) == written
    assert (tmp_path / log.FILE).exists() == bool(written)


def test_a_level_that_is_none_is_said_and_left(tmp_path, monkeypatch):
    monkeypatch.setenv(log.VARIABLE, "loud")
    log.configure(tmp_path)
    assert "UTMOST_LOG is none of DEBUG" in lines(tmp_path)[0]


def test_a_traceback_has_places_and_types_and_no_texts(tmp_path):
    log.configure(tmp_path)
    try:
        try:
            int("ada@lovelace.example")
        except ValueError as error:
            raise OSError("/home/ada/Leads of Ada.csv") from error
    except OSError:
        logging.getLogger("data.x").exception("Upload %s could not be stored", "ab12")
    said = "\n".join(lines(tmp_path))
    assert "builtins.ValueError" in said
    assert "builtins.OSError" in said
    assert "tests/data/test_log.py:" in said
    assert "ada" not in said.casefold()
    assert "/home" not in said


def test_log_stays_small(tmp_path):
    log.configure(tmp_path)
    for _ in range(60):
        logging.getLogger("data.x").info("x" * 99_000)
    files = sorted((tmp_path / "logs").iterdir())
    assert [file.name for file in files] == [
        "utmost.log", "utmost.log.1", "utmost.log.2", "utmost.log.3",
    ]  # fmt: skip
    assert sum(file.stat().st_size for file in files) <= 4_000_000


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "logs").write_text("a file where the folder would be")
    log.configure(tmp_path)
    logging.getLogger("data.x").error("lost")
