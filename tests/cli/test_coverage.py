"""Coverage on the command line."""

import json
from datetime import date

from click.testing import CliRunner

from cli.data import cli
from data.store import Store
from data.tables.schema import TABLES
from tests.metrics.cases import account, day, facts, lead


def _store(tmp_path, **tables: list):
    store = Store.open(tmp_path / "store")
    known = facts(**tables)
    store.commit("w", "0" * 64, "w.csv", {n: known.frame(n).collect() for n in TABLES}, {})
    store.close()
    return ["--store", str(tmp_path / "store")]


def test_lists_the_days_of_every_owner_with_gaps(tmp_path):
    days = [account(n, "x", views=1) for n in range(100) if n not in {50, 70, 71}]
    where = _store(tmp_path, account_days=days, leads=[lead(0), lead(99, "2")])
    found = json.loads(CliRunner().invoke(cli, ["coverage", *where, "--json"]).output)
    by_table = {one["table"]: one for one in found["coverage"]}
    assert by_table["account_days"] | {"sources": None} == {
        "table": "account_days", "network": "x", "account": "x", "sources": None,
        "first": str(day(0)), "last": str(day(99)), "days": 100, "covered": 97,
        "gaps": [
            {"start": str(day(50)), "end": str(day(50))},
            {"start": str(day(70)), "end": str(day(71))},
        ],
        "single_days": True,
    }  # fmt: skip
    assert by_table["leads"]["gaps"] == []
    assert date.fromisoformat(found["default_period"]["end"]) == day(99)
    said = CliRunner().invoke(cli, ["coverage", *where]).output
    assert "2 gaps" in said
    assert "Pages open with" in said


def test_says_that_nothing_is_imported(tmp_path):
    where = _store(tmp_path)
    assert json.loads(CliRunner().invoke(cli, ["coverage", *where, "--json"]).output) == {
        "default_period": None,
        "coverage": [],
    }
    assert "No file with dates" in CliRunner().invoke(cli, ["coverage", *where]).output
