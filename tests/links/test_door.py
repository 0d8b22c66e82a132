"""Links from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.data import cli
from data.store import Store

TAGS = ("--source", "facebook", "--medium", "social", "--campaign", "tips")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    Store.open(tmp_path / "store").close()
    return str(tmp_path / "store")


def run(folder: str, *command: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["links", *command, "--store", folder])
    assert result.exit_code == code, result.output
    return result.output


def ask(folder: str, *command: str, code: int = 0) -> Any:
    return json.loads(run(folder, *command, "--json", code=code))


def test_a_link_is_built_kept_listed_and_exported(folder: str) -> None:
    built = ask(folder, "build", "a.example/x", *TAGS, "--post", "77", "--save", "--by", "Ada")
    assert (
        built["url"]
        == "https://a.example/x?utm_source=facebook&utm_medium=social&utm_campaign=tips"
    )
    assert (built["id"], built["channel"], built["cautions"]) == (1, "Organic Social", [])
    [kept] = ask(folder, "list", "--search", "TIPS ada")
    assert (kept["id"], kept["post"], kept["saved_by"]) == (1, "77", "Ada")
    assert ask(folder, "list", "--search", "nothing") == []
    assert ask(folder, "list", "--archived") == []
    assert "utm_campaign=tips" in run(folder, "list")
    header, row = run(folder, "export").splitlines()
    assert header.startswith("\ufeffid,link,destination,utm_source")
    assert row.startswith(f"1,{built['url']},a.example/x,facebook")


def test_a_link_that_cannot_be_used_is_told_and_not_kept(folder: str) -> None:
    told = run(folder, "build", "nowhere", *TAGS, "--save", "--lang", "fr", code=1)
    assert "n’est pas l’adresse d’une page web" in told
    assert ask(folder, "list") == []


def test_a_table_of_links_is_checked_kept_and_written_back(folder: str, tmp_path: Path) -> None:
    table, out = tmp_path / "links.csv", tmp_path / "out.csv"
    table.write_text("url;source;medium;campaign\nhttps://a.example;facebook;social;tips\nx;y;z;\n")
    told = ask(folder, "bulk", str(table), "--save", "--out", str(out), code=1)
    assert (told["kept"], [link["row"] for link in told["links"]]) == ([1], [2, 3])
    assert "utm_campaign=tips" in out.read_text("utf-8-sig").splitlines()[1]
    table.write_text("nothing\n1\n")
    assert "destination" in run(folder, "bulk", str(table), code=1)
