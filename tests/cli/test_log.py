"""``python -m data log``, and who a command works for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from changes.settings import set_time_zone
from cli.data import cli
from cli.metrics import main as metrics
from cli.options import USER
from cli.report import cli as report
from data.store import Store
from data.values.audit import Actor, Via


def run(*asked: str, program: object = cli, **env: str) -> Result:
    return CliRunner(env=env).invoke(program, asked, catch_exceptions=False)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> tuple[str, str]:
    return "--store", str(tmp_path / "store")


def log(store: tuple[str, str], *asked: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("log", *store, "--json", *asked).output)
    return found


def test_the_time_zone_is_shown_and_chosen(store: tuple[str, str]) -> None:
    assert "UTC: guessed from this computer" in run("zone", *store).output
    assert "Europe/Paris: chosen" in run("zone", "Europe/Paris", *store, "--by", "Ada").output
    assert json.loads(run("zone", *store, "--json").output) == {
        "zone": "Europe/Paris",
        "from": "chosen",
    }
    assert [one["who"] for one in log(store, "--act", "zone")] == ["Ada"]
    refused = run("zone", "Nowhere/Land", *store)
    assert (refused.exit_code, "Nowhere/Land" in refused.output) == (2, True)


CHANNEL = ("channels", "add", "--channel", "Print", "--when", "medium=qr")


def test_a_command_is_recorded_with_the_name_that_it_is_given(store: tuple[str, str]) -> None:
    run(*CHANNEL, *store, "--by", " Ada ", "--why", "Flyers")
    run(*CHANNEL, *store, **{USER: "Bo"})
    run(*CHANNEL, *store, "--by", "Ada", **{USER: "Bo"})
    run(*CHANNEL, *store)
    assert [(one["who"], one["via"]) for one in log(store)] == [
        ("", "command"), ("Ada", "command"), ("Bo", "command"), ("Ada", "command"),
    ]  # fmt: skip
    [*_, first] = log(store)
    assert (first["act"], first["subject"], first["why"]) == ("channel.add", "1", "Flyers")
    assert first["before"] is None
    assert first["after"] == {
        "channel": "Print",
        "use": "unknown",
        "when": [{"column": "medium", "test": "equals", "values": ["qr"]}],
    }


def test_every_command_that_changes_something_names_who(
    store: tuple[str, str], tmp_path: Path
) -> None:
    """From the import to its undoing, by each program."""
    file = tmp_path / "leads.csv"
    file.write_text("When,Email\n2026-03-01,ada@example.com\n2026-03-02,bo@example.com\n")
    by = ("--by", "Ada")
    days = ("--from", "2026-03-01", "--to", "2026-03-31")
    run("import", str(file), "--answer", "mapping=accept", *store, *by)
    [mapping] = json.loads(run("mappings", "list", *store, "--json").output)
    run("mappings", "remove", mapping["id"], *store, *by)
    run("hygiene", "--own-host", "a.example", *store, *by)
    fix = ("--kind", "replace", "--column", "source", "--from", "fb", "--to", "facebook")
    run("repairs", "apply", *fix, *store, *by)
    run("repairs", "undo", "1", *store, *by)
    run(*CHANNEL, *store, *by)
    run(*CHANNEL, *store, *by)
    run("channels", "move", "3", "up", *store, *by)
    run("channels", "remove", "3", *store, *by)
    link = ("--source", "fb", "--medium", "paid", "--campaign", "spring", "--save")
    run("links", "build", "https://a.example", *link, *store, *by)
    run("annotations", "add", "Fair", *days, *store, *by, program=metrics)
    run("annotations", "remove", "1", *store, *by, program=metrics)
    arms = ("--arm", "a", "--arm", "b", "--from", "2026-03-01")
    run("experiments", "add", "Subject", *arms, *store, program=metrics, **{USER: "Ada"})
    run("experiments", "remove", "1", *store, *by, program=metrics)
    out = ("--format", "html", "--out", str(tmp_path / "report.html"))
    saved = ("--save", "Monthly", "--snapshot", "March")
    run(*days, *out, *saved, *store, *by, program=report)
    run("undo", "1", *store, *by)
    entries = log(store)
    assert [one["act"] for one in entries[::-1]] == [
        "mapping.save", "import.add", "mapping.remove", "hosts.set", "correction.add",
        "correction.undo", "channel.add", "channel.add", "channel.move", "channel.remove",
        "link.add", "annotation.add", "annotation.remove", "experiment.add", "experiment.remove",
        "snapshot.add", "report.save", "import.undo",
    ]  # fmt: skip
    assert {(one["who"], one["via"]) for one in entries} == {("Ada", "command")}


def test_the_log_is_asked_by_day_act_and_person(store: tuple[str, str]) -> None:
    opened = Store.open(store[1])
    for name in ("UTC", "Europe/Paris"):
        set_time_zone(opened, name, Actor("Ada", Via.PAGE))
    opened.close()
    run(*CHANNEL, *store, "--by", "Bo")
    assert [one["act"] for one in log(store)] == ["channel.add", "zone.set", "zone.set"]
    assert [one["after"] for one in log(store, "--act", "zone")] == ["Europe/Paris", "UTC"]
    assert [one["act"] for one in log(store, "--who", "Bo")] == ["channel.add"]
    assert [one["act"] for one in log(store, "--limit", "1")] == ["channel.add"]
    assert log(store, "--since", "2999-01-01") == []
    assert len(log(store, "--since", "2026-01-01")) == 3
    assert log(store, "--who", "") == []


def test_the_log_is_readable_and_speaks_french(store: tuple[str, str]) -> None:
    assert run("log", *store).output == "No change is recorded for this selection.\n"
    run(*CHANNEL, *store, "--why", "Flyers")
    opened = Store.open(store[1])
    set_time_zone(opened, "UTC", Actor("Ada", Via.PAGE))
    opened.close()
    newest, oldest = run("log", *store).output.splitlines()
    assert newest.split() == [
        "2", *newest.split()[1:3], "zone.set", "time_zone", "Ada,", "on", "a", "page", "–", "→",
        '"UTC"',
    ]  # fmt: skip
    assert "channel.add        1  name unknown, by a command  – → " in oldest
    assert oldest.endswith("  Flyers")
    assert "nom inconnu, par une commande" in run("log", *store, "--lang", "fr").output


def test_an_act_that_does_not_exist_is_refused(store: tuple[str, str]) -> None:
    result = run("log", *store, "--act", "channels")
    assert result.exit_code == 2
    assert "channel.add" in result.output
