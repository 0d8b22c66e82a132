"""Faults, repairs and channels from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

from cli.data import cli
from cli.metrics import main
from data.facts.facts import canonical
from data.store import Store
from data.tables.schema import TABLES
from tests.metrics.cases import lead, web

TAGGED = "channel_group,source,medium,campaign"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    store = Store.open(tmp_path / "store")
    rows = {
        "web_sessions": [
            web(0, TAGGED, channel_group="Organic Social", source="facebook", medium="boost", sessions=9),
            web(0, TAGGED, channel_group="Unassigned", source="flyer", medium="qr", sessions=4),
        ],
        "leads": [lead(0, source="facebook", medium="boost")],
    }  # fmt: skip
    tables = {name: canonical(TABLES[name], pl.DataFrame(made)) for name, made in rows.items()}
    store.commit("a", "a", "a.csv", tables, {})
    store.close()
    return str(tmp_path / "store")


def ask(folder: str, *command: str, to: Any = cli) -> Any:
    result = CliRunner().invoke(to, [*command, "--store", folder, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def refused(folder: str, *command: str) -> str:
    result = CliRunner().invoke(cli, [*command, "--store", folder])
    assert result.exit_code != 0
    return result.output


def test_finding_is_previewed_repaired_and_undone(folder):
    first, second = ask(folder, "hygiene")
    assert (first["check"], first["sessions"], first["leads"]) == ("unknown_mediums", 9, 1)
    moves = ask(folder, "repairs", "preview", first["id"])
    channels = [(m["table"], m["from"], m["to"]) for m in moves if m["column"] == "channel"]
    assert channels == [
        ("leads", "Organic Social", "Paid Social"),
        ("web_sessions", "Organic Social", "Paid Social"),
    ]
    assert ask(folder, "repairs", "list") == []
    [made] = ask(folder, "repairs", "apply", first["id"], "--by", "Ada", "--why", "paid")
    assert [f["id"] for f in ask(folder, "hygiene")] == [second["id"]]
    assert ask(folder, "repairs", "undo", str(made["id"])) == {"id": made["id"], "undone": True}
    assert [f["id"] for f in ask(folder, "hygiene")] == [first["id"], second["id"]]
    [kept] = ask(folder, "repairs", "list")
    assert (kept["saved_by"], kept["why"], bool(kept["undone_at"])) == ("Ada", "paid", True)


def test_report_says_how_many_rows_were_repaired(folder):
    asked = ("report", "--from", "2026-03-01", "--to", "2026-03-31", "--metric", "sessions")
    [row] = ask(folder, *asked, to=main)["rows"]
    assert (row["value"], row["repaired"]) == (13, 0)
    ask(folder, "repairs", "apply", "--kind", "replace", "--column", "medium", "--from", "boost",
        "--to", "paid_social", "--where", "source=facebook")  # fmt: skip
    [row] = ask(folder, *asked, to=main)["rows"]
    assert (row["value"], row["rows"], row["repaired"]) == (13, 2, 1)
    assert "1 row out of 2 has corrected UTM tags" in row["basis"]
    told = CliRunner().invoke(main, [*asked, "--store", folder]).output
    assert "repaired" in told.splitlines()[0]


def test_rows_show_repaired_tags_and_raw_ones_on_demand(folder):
    ask(folder, "repairs", "apply", "--kind", "replace", "--column", "source", "--from", "flyer",
        "--to", "print")  # fmt: skip
    rows = ["rows", "web_sessions", "--store", folder, "--format", "csv"]
    told = [CliRunner().invoke(cli, [*rows, *more]).output for more in ([], ["--raw"])]
    assert ["flyer" in text for text in told] == [False, True]
    imported = CliRunner().invoke(cli, [*rows, "--where", "import_id=1"]).output
    assert "flyer" in imported


def test_channels_are_previewed_added_shared_ordered_and_removed(folder, tmp_path):
    rule = ("--channel", "Print", "--when", "medium=qr|leaflet", "--use", "organic")
    [move] = ask(folder, "channels", "preview", *rule)
    assert (move["from"], move["to"], move["sessions"]) == ("Unassigned", "Print", 4)
    [first] = ask(folder, "channels", "add", *rule, "--by", "Ada")
    [second] = ask(folder, "channels", "add", "--preset", "ai-assistants")
    shared = CliRunner().invoke(cli, ["channels", "export", "--store", folder]).output
    (tmp_path / "rules.json").write_text(shared, "utf-8")
    other = str(tmp_path / "other")
    assert len(ask(other, "channels", "import", str(tmp_path / "rules.json"))) == 2
    again = CliRunner().invoke(cli, ["channels", "export", "--store", other]).output
    assert again == shared
    swapped = [second["id"], first["id"]]
    up = CliRunner().invoke(cli, ["channels", "move", str(second["id"]), "up", "--store", folder])
    assert up.exit_code == 0
    assert up.output.split() == [str(number) for number in swapped]
    assert [rule["id"] for rule in ask(folder, "channels", "list")] == swapped
    assert ask(folder, "channels", "move", str(first["id"]), "up") == swapped[::-1]
    assert ask(folder, "channels", "move", str(first["id"]), "down") == swapped
    gone = CliRunner().invoke(cli, ["channels", "remove", str(first["id"]), "--store", folder])
    assert gone.exit_code == 0
    assert "no channel rule" in refused(folder, "channels", "remove", str(first["id"]))


@pytest.mark.parametrize(
    "command",
    [
        ("repairs", "apply"),
        ("repairs", "apply", "nothing-1"),
        ("repairs", "apply", "--kind", "fold"),
        ("repairs", "preview", "--kind", "fold", "--column", "source", "--where", "price=1"),
        ("repairs", "undo", "7"),
        ("channels", "add", "--channel", "A"),
        ("channels", "add", "--channel", "A", "--when", "medium"),
        ("channels", "move", "7", "up"),
    ],
)
def test_what_cannot_be_done_is_refused(folder, command):
    assert refused(folder, *command)


@pytest.mark.parametrize("written", ["no json", "{}", "[1]", '[{"channel": "A"}]'])
def test_a_file_that_holds_no_rules_is_refused(folder, tmp_path, written):
    path = tmp_path / "rules.json"
    path.write_text(written)
    assert "rules.json" in refused(folder, "channels", "import", str(path))


def test_own_hosts_are_remembered(folder):
    ask(folder, "hygiene", "--own-host", "flyer")
    assert "self_referrals" in {finding["check"] for finding in ask(folder, "hygiene")}
