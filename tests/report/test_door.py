"""The headless door: python -m report."""

from __future__ import annotations

import json
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from click.testing import CliRunner

from changes.goals import save_goal
from cli.report import cli
from cli.saved_reports import snapshots
from data.store import Store
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN
from report.evidence.section import kinds
from report.formats import formats
from tests.metrics import world
from tests.metrics.cases import day, facts
from tests.report.conftest import GOALS

FEW = {"results", "goals", "channels"}  # enough to write; what is in them is tried elsewhere
PERIOD = ["--from", str(day(0)), "--to", str(day(6))]


@pytest.fixture(scope="module")
def location(tmp_path_factory):
    """A store that holds the literal world and its goals."""
    path = tmp_path_factory.mktemp("store")
    store = Store.open(path)
    known = facts(**world.TABLES)
    tables = {name: known.frame(name).collect() for name in TABLES}
    store.commit("world", "0" * 64, "world.csv", tables, {})
    for goal in GOALS:
        save_goal(store, replace(goal, id=""), UNKNOWN)
    store.close()
    return str(path)


def run(*args: str):
    return CliRunner().invoke(cli, args)


@pytest.mark.parametrize("form", sorted(formats()))
def test_every_format_is_written_in_both_languages(location, tmp_path, form):
    few = [word for kind in kinds() if kind not in FEW for word in ("--drop", kind)]
    for language in ("en", "fr"):
        out = tmp_path / f"{language}.{form}"
        asked = [*PERIOD, *few, "--format", form, "--lang", language, "--out", str(out), "--json"]
        told = run("--store", location, *asked)
        assert told.exit_code == 0, told.output
        assert out.stat().st_size == json.loads(told.output)["files"][0]["bytes"]


def test_json_tells_what_the_report_says(location, tmp_path):
    out = str(tmp_path / "r.html")
    asked = ["--format", "html", "--out", out, "--drop", "trust", "--audience", "executive"]
    told = json.loads(run("--store", location, *PERIOD, *asked, "--json").output)
    assert told["period"] == {"from": str(day(0)), "to": str(day(6))}
    assert told["compared"] == {"from": str(day(-7)), "to": str(day(-1))}
    assert told["headline"].startswith("Too early to judge: Leads, 4 in 7 days")
    ids = [section["id"] for section in told["sections"]]
    assert "goals" in ids
    assert not {"trust", "channels"} & set(ids)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "html"],
        ["--out", "x.html"],
        [],
        ["--format", "docx", "--out", "x"],
        ["--from", "2026-03-01", "--format", "html", "--out", "x"],
        ["--from", "2026-03-09", "--to", "2026-03-01", "--format", "html", "--out", "x"],
        ["--drop", "nonsense", "--format", "html", "--out", "x"],
        ["--currency", "euro", "--format", "html", "--out", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(location, wrong):
    assert run("--store", location, *wrong).exit_code == 2


def test_what_cannot_be_done_ends_with_1_and_says_why(location, tmp_path):
    html = ["--format", "html", "--out"]
    empty = run("--store", str(tmp_path / "new"), *html, str(tmp_path / "r.html"), "--lang", "fr")
    assert empty.exit_code == 1
    assert "Aucune donnée" in empty.output
    assert not (tmp_path / "r.html").exists()
    nowhere = run("--store", location, *PERIOD, *html, str(tmp_path / "no" / "r.html"))
    assert nowhere.exit_code == 1
    assert run("again", "Nobody", "--store", location, *html, "x").exit_code == 1
    assert run("snapshot", "nobody", "--store", location, *html, "x").exit_code == 1


def test_a_saved_report_is_written_again_for_the_period_after(location, tmp_path):
    out = ["--format", "html", "--out", str(tmp_path / "r.html")]
    assert run("--store", location, *PERIOD, *out, "--save", "Weekly").exit_code == 0
    again = json.loads(run("again", "Weekly", "--store", location, *out, "--json").output)
    assert again["period"] == {"from": str(day(7)), "to": str(day(13))}
    saved = json.loads(run("list", "--store", location, "--json").output)
    periods = {one["name"]: one["period"] for one in saved}
    assert periods["Weekly"] == again["period"]


def test_a_snapshot_is_written_once_more_as_it_was(location, tmp_path):
    first, second = tmp_path / "a.html", tmp_path / "b.html"
    asked = ["--format", "html", "--out", str(first), "--snapshot", "March", "--json"]
    shot = json.loads(run("--store", location, *PERIOD, *asked).output)["snapshot"]
    written = run("snapshot", shot, "--store", location, "--format", "html", "--out", str(second))
    assert written.exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    told = CliRunner().invoke(snapshots, ["--store", location, "--json"])
    assert [one["id"] for one in json.loads(told.output)] == [shot]


def test_the_draft_holds_the_headline_and_the_report(location, tmp_path):
    """A mail program opens it for editing: it names nobody yet."""
    path = tmp_path / "r.eml"
    told = json.loads(run("--store", location, *PERIOD, "--eml", str(path), "--lang", "fr", "--json").output)  # fmt: skip
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    assert told["headline"] in mail.get_body().get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == f"report-{day(0)}_{day(6)}-fr.pdf"
    assert attached.get_content().startswith(b"%PDF")


def test_a_currency_without_a_rate_ends_with_1_after_writing(location, tmp_path):
    """The file is there and says so; the JSON is whole; the sentence is on stderr."""
    out = tmp_path / "r.html"
    asked = ["--format", "html", "--out", str(out), "--currency", "USD", "--json"]
    told = run("--store", location, *PERIOD, *asked, "--save", "Dollars", "--lang", "fr")
    assert told.exit_code == 1
    assert out.stat().st_size
    assert json.loads(told.stdout)["unconverted"] == ["EUR"]
    assert "Montants laissés en EUR" in told.stderr
    names = [one["name"] for one in json.loads(run("list", "--store", location, "--json").output)]
    assert "Dollars" in names
    euros = run("--store", location, *PERIOD, *asked[:4], "--currency", "EUR", "--json")
    assert euros.exit_code == 0, euros.output
    assert json.loads(euros.stdout)["unconverted"] == []


def test_a_report_that_could_not_be_converted_is_not_moved_on(location, tmp_path):
    """It is asked again for the same period, once a rate is entered."""
    out = ["--format", "html", "--out", str(tmp_path / "r.html")]
    run("--store", location, *PERIOD, *out, "--currency", "USD", "--save", "Waiting")
    spans = []
    for _ in range(2):
        told = run("again", "Waiting", "--store", location, *out, "--json")
        assert told.exit_code == 1
        spans.append(json.loads(told.stdout)["period"])
    assert spans[0] == spans[1]
