"""Notes on days as marks of charts, and through the headless door."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from cli.metrics import main
from data.store import Store
from data.values.annotation import Annotation
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.results.annotations import BREAK, marks
from tests.metrics.cases import account, day, facts

WEEK = Query(day(0), day(6))
NOTE = Annotation(day(3), day(3), "Fair", "campaign")


@pytest.mark.parametrize(
    ("note", "query", "there"),
    [
        (NOTE, WEEK, True),
        (replace(NOTE, first=day(-3), last=day(0)), WEEK, True),
        (replace(NOTE, first=day(7), last=day(9)), WEEK, False),
        (replace(NOTE, channel="Email"), WEEK, True),
        (replace(NOTE, channel="Email"), replace(WEEK, channels=("Direct",)), False),
        (replace(NOTE, channel="Email"), replace(WEEK, channels=("Direct", "Email")), True),
        (replace(NOTE, network="x"), replace(WEEK, networks=("facebook",)), False),
        (NOTE, replace(WEEK, channels=("Direct",)), True),
    ],
)
def test_mark_is_drawn_where_the_note_concerns_the_question(note, query, there):
    assert bool(marks(facts(), [note], query)) == there


def test_breaks_of_the_metric_stand_beside_notes():
    days = [account(n, impressions=5) for n in range(3)] + [account(3, views=5)]
    known = facts(account_days=days)
    found = marks(known, [NOTE], WEEK, metrics()["account_views"])
    assert {mark.kind for mark in found} == {BREAK, "campaign"}
    assert [mark.kind for mark in marks(known, [NOTE], WEEK)] == ["campaign"]


def test_mark_says_its_kind_in_both_languages():
    [mark] = marks(facts(), [NOTE], WEEK)
    assert mark.text.render("en") == "Campaign: Fair"
    assert mark.text.render("fr") == "Campagne\u00a0: Fair"


def test_door_adds_lists_and_removes(tmp_path):
    Store.open(tmp_path).close()

    def run(*args: str):
        return CliRunner().invoke(main, ["annotations", *args, "--store", str(tmp_path), "--json"])

    added = run("add", "Site down", "--from", "2026-03-02", "--kind", "site", "--by", "Ada")
    assert json.loads(added.output)["last"] == "2026-03-02"
    assert json.loads(run("remove", "1").output) == {"id": 1, "removed": True}
    [kept] = json.loads(run("list").output)
    assert (kept["text"], kept["saved_by"], kept["removed_at"] is None) == (
        "Site down",
        "Ada",
        False,
    )
    assert run("remove", "1").exit_code == 1
    assert run("add", "x", "--from", "2026-03-02", "--to", "2026-03-01").exit_code == 2
