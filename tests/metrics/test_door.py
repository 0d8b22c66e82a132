"""The headless door: report, goals, catalogue, docs."""

import json

import pytest
from click.testing import CliRunner

from changes.goals import save_goal
from cli.docs.metrics import page
from cli.metrics import main
from data.store import Store
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN
from metrics.definitions.registry import metrics
from metrics.goals.goal import Goal
from tests.conftest import ROOT
from tests.metrics import world
from tests.metrics.cases import day, facts

PERIOD = ["--from", str(day(0)), "--to", str(day(6))]


@pytest.fixture(scope="module")
def location(tmp_path_factory):
    """A store that holds the literal world and one goal."""
    path = tmp_path_factory.mktemp("store")
    store = Store.open(path)
    known = facts(**world.TABLES)
    tables = {name: known.frame(name).collect() for name in TABLES}
    store.commit("world", "0" * 64, "world.csv", tables, {})
    save_goal(store, Goal("", "leads", 10, day(0), day(13), "cumulative"), UNKNOWN)
    store.close()
    return str(path)


def run(*args: str):
    return CliRunner().invoke(main, args)


def test_report_is_json_with_a_reason_for_every_null(location):
    result = run("report", "--store", location, *PERIOD, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert found["period"] == {"from": str(day(0)), "to": str(day(6))}
    rows = {row["metric"]: row for row in found["rows"]}
    assert rows.keys() == metrics().keys()
    assert all((row["value"] is None) == (row["why_null"] is not None) for row in rows.values())
    assert (rows["cpl"]["numerator"], rows["cpl"]["denominator"]) == (147, 4)
    assert rows["cpl"]["value"] == 36.75
    assert rows["leads"]["basis"] == f"4 leads, created {day(0)} to {day(4)}"


def test_report_splits_and_filters(location):
    asked = ("--metric", "leads", "--by", "channel", "--use", "organic", "--json")
    found = json.loads(run("report", "--store", location, *PERIOD, *asked).output)
    assert {row["channel"]: row["value"] for row in found["rows"]} == {
        "Email": 1,
        "Organic Social": 1,
    }


def test_report_compares(location):
    asked = ("--metric", "leads", "--compare", "previous", "--json")
    (row,) = json.loads(run("report", "--store", location, *PERIOD, *asked).output)["rows"]
    assert row["change"] == {
        "value": None, "unit": "none", "low": None, "high": None, "direction": "none",
        "why_none": row["why_no_change"], "mature": 1.0,
    }  # fmt: skip
    assert row["compared"][1]["from"] == str(day(-7))


def test_report_compares_what_only_some_properties_can_tell(location):
    """Such a metric is nowhere known here, and nothing is said of how it moved."""
    asked = ("--metric", "purchases", "--compare", "previous", "--json")
    (row,) = json.loads(run("report", "--store", location, *PERIOD, *asked).output)["rows"]
    assert (row["value"], row["previous"], row["compared"]) == (None, None, None)


def test_report_is_a_table_for_people(location):
    french = run("report", "--store", location, *PERIOD, "--metric", "cpl", "--lang", "fr")
    assert "Coût par lead (CPL)" in french.output
    assert "36,75\u00a0€" in french.output


@pytest.mark.parametrize(
    "args",
    [
        ("report", "--from", "2026-01-02", "--to", "2026-01-01"),
        ("report", *PERIOD, "--metric", "likes"),
        ("report", *PERIOD, "--by", "age"),
        ("report",),
    ],
)
def test_wrong_usage_exits_with_two(args, tmp_path):
    assert run(*args, *(("--store", str(tmp_path)) if len(args) > 1 else ())).exit_code == 2


def test_goals_tell_where_they_stand(location):
    found = json.loads(run("goals", "--store", location, "--as-of", str(day(4)), "--json").output)
    assert [(g["done"], g["target"], g["status"]) for g in found] == [(4, 10, "on_track")]
    assert "On track" in run("goals", "--store", location, "--as-of", str(day(4))).output


def test_catalogue_lists_every_metric():
    found = json.loads(run("catalogue", "--json").output)
    assert [entry["id"] for entry in found] == list(metrics())
    assert "Chiffre d’affaires" in run("catalogue", "--lang", "fr").output


def test_documentation_is_what_the_registry_generates(tmp_path):
    """After a change of a metric: python -m metrics docs."""
    result = run("docs", "--out", str(tmp_path / "metrics.md"))
    assert result.exit_code == 0
    assert (tmp_path / "metrics.md").read_text("utf-8") == page()
    assert (ROOT / "docs" / "metrics.md").read_text("utf-8") == page()


@pytest.mark.parametrize(
    ("lang", "report", "goals"),
    [("en", "No value for this selection", "No goals yet"), ("fr", "Aucune valeur", "Pas encore")],
)
def test_says_so_where_there_is_nothing_to_show(tmp_path, lang, report, goals):
    """An empty table would leave open whether something went wrong."""
    location = ["--store", str(tmp_path), "--lang", lang]
    assert report in run("report", *location, *PERIOD).output
    assert goals in run("goals", *location).output


def test_a_metric_asked_by_name_says_why_it_is_unknown(tmp_path):
    """In words, not by the name of a reason."""
    asked = ("--metric", "leads", "--lang", "fr", "--store", str(tmp_path))
    told = run("report", *asked, *PERIOD).output
    assert "Aucun fichier avec cet indicateur" in told
    assert "no_file" not in told


def test_an_empty_report_says_what_is_covered_and_the_nearest_period(location):
    asked = ["report", "--store", location, "--from", "2020-01-01", "--to", "2020-01-07"]
    said = run(*asked).output
    assert "Leads" in said
    nearest = json.loads(run(*asked, "--json").output)["nearest_period"]
    assert f"--from {nearest['start']} --to {nearest['end']}" in said
    again = ["report", "--store", location, "--from", nearest["start"], "--to", nearest["end"]]
    rows = json.loads(run(*again, "--json").output)["rows"]
    assert any(row["value"] is not None for row in rows)
    assert json.loads(run("report", "--store", location, *PERIOD, "--json").output)[
        "nearest_period"
    ] is None  # fmt: skip
