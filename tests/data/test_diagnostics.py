"""A bundle for a bug report: enough to find a fault, nothing of anybody."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from cli.data import cli
from data.base import log
from data.store import Store
from data.store.diagnostics import diagnostics

LEADS = (
    "lead_id,created_at,email,name,phone,utm_source,utm_medium,utm_campaign,stage,notes\n"
    "L-1,2026-10-01,ada@lovelace.example,Ada Lovelace,+33612345678,linkedin,social,spring,lead,Babbage\n"
    "L-2,2026-10-02,grace@navy.example,Grace Hopper,+33687654321,newsletter,email,,won,Compilers Ltd\n"
    "L-3,not a date,alan@bletchley.example,Alan Turing,,linkedin,social,spring,lead,Enigma\n"
)
FILE = "Lovelace and friends.csv"
SECRETS = (
    "Ada", "Lovelace", "Grace", "Hopper", "Turing", "navy.example", "33612345678", "Compilers Ltd",
    "Enigma", "Babbage", "bletchley", "hunter2", "db.internal.example", "Lovelace and friends",
)  # fmt: skip


@pytest.fixture
def filled(tmp_path):
    folder = tmp_path / "Ada Lovelace" / "store"
    file = tmp_path / FILE
    file.write_text(LEADS)
    broken = tmp_path / "Hopper.csv"
    broken.write_bytes(b"\x00\x01\x02")
    runner = CliRunner()
    runner.invoke(cli, ["import", str(file), str(broken), "--store", str(folder)])
    log.release()
    return folder


def contents(path):
    with zipfile.ZipFile(path) as bundle:
        return {name: bundle.read(name).decode() for name in bundle.namelist()}


def test_bundle_names_nobody(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("UTMOST_PROXY", "https://ada:hunter2@db.internal.example/")
    store = Store.open(filled)
    store.state.settings.set("objectives", [["Win over Ada Lovelace", ""]])
    store.close()
    with (filled / log.FILE).open("a") as file:  # a line that some other version wrote
        file.write(
            "postgresql://ada:hunter2@db.internal.example/x failed for ada@lovelace.example\n"
        )
    out = tmp_path / "bundle.zip"
    done = CliRunner().invoke(cli, ["diagnostics", "--store", str(filled), "--out", str(out)])
    assert done.exit_code == 0, done.output
    parts = contents(out)
    assert set(parts) == {"diagnostics.json", "utmost.log"}
    everything = "\n".join(parts.values()).casefold()
    assert [secret for secret in SECRETS if secret.casefold() in everything] == []
    assert "failed for" in parts["utmost.log"]


def test_bundle_tells_versions_shape_and_issues(filled):
    store = Store.open(filled)
    content = diagnostics(store)
    store.close()
    assert content["versions"]["packages"]["polars"]
    assert content["versions"]["utmost"]
    assert content["store"]["facts"] == "folder"
    assert content["store"]["state"] == "sqlite"
    assert content["store"]["tables"]["leads"] > 0
    assert {"source": "leads", "status": "done", "count": 1} in content["imports"][
        "by_source_and_status"
    ]
    assert all({"level", "what", "count"} == issue.keys() for issue in content["imports"]["issues"])
    assert content["imports"]["issues"]
    json.dumps(content)


def test_an_import_leaves_a_line(filled):
    assert "Done: imports 1" in (filled / "logs" / "utmost.log").read_text()


def test_a_rescued_failure_leaves_its_traceback_and_no_name(tmp_path, monkeypatch):
    folder = tmp_path / "store"
    file = tmp_path / FILE
    file.write_text(LEADS)

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device", f"/home/ada/{FILE}")

    monkeypatch.setattr("data.store.lake.delta.DeltaTables.stage", full)
    done = CliRunner().invoke(cli, ["import", str(file), "--store", str(folder)])
    assert done.exit_code == 1
    said = (folder / "logs" / "utmost.log").read_text()
    assert "could not be stored" in said
    assert "builtins.OSError" in said
    assert "data/store/" in said
    assert "ada" not in said.casefold()
    assert "lovelace" not in said.casefold()
