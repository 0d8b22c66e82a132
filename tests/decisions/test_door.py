"""The headless door: python -m report decisions."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from cli.report import cli
from data.store import Store
from data.values.decision import Decision, DecisionAnswer, DecisionLever, DecisionMeasure
from tests.decisions.cases import sessions
from tests.metrics.cases import day

LAST = str(day(13))
MEASURED = ["--metric", "sessions", "--from", str(day(0)), "--to", str(day(6)), "--decided", str(day(0))]  # fmt: skip


@pytest.fixture
def run(tmp_path):
    store = Store.open(tmp_path)
    known = sessions(-7, 13)
    store.commit("world", "0" * 64, "world.csv", {"web_sessions": known.frame("web_sessions").collect()}, {})  # fmt: skip
    store.close()

    def started(*args: str):
        return CliRunner().invoke(cli, ["decisions", *args, "--store", str(tmp_path)])

    return started


@pytest.fixture
def logged(tmp_path):
    """The decisions in the store."""

    def read():
        store = Store.open(tmp_path)
        found = store.state.decisions.log()
        store.close()
        return found

    return read


def test_every_option_is_logged(run, logged):
    added = run(
        "add", "Two more letters", "--due", LAST, "--lever", "content", "--owner", "Ada",
        "--reason", "Cheap", "--amount", "50", "--currency", "EUR", *MEASURED, "--at-least", "60",
        "--channel", "Email", "--channel", "Direct", "--use", "paid", "--network", "x", "--account",
        "a", "--campaign", "c", "--exclude", "channel", "--metric-currency", "USD",
        "--expected-low", "60", "--expected-high", "80", "--proposal", "action.goal.g1",
        "--by", "Bo", "--json",
    )  # fmt: skip
    assert added.exit_code == 0, added.output
    [stored] = logged()
    assert json.loads(added.output)["id"] == stored.id
    assert stored.saved_by == "Bo"
    assert stored.decision == Decision(
        "Two more letters", day(0), day(13), DecisionLever.CONTENT, "Ada", reason="Cheap",
        amount=50.0, currency="EUR", expected_low=60.0, expected_high=80.0,
        measure=DecisionMeasure(
            "sessions", day(0), day(6), at_least=60.0, channels=("Direct", "Email"), uses=("paid",),
            networks=("x",), accounts=("a",), campaigns=("c",), excluded=("channel",), currency="USD",
        ),
        proposal="action.goal.g1",
    )  # fmt: skip


def test_a_declined_decision_and_a_utm_issue_are_logged(run, logged):
    run("add", "No", "--due", "2099-01-01", "--declined")
    run("add", "Fix", "--due", "2099-01-01", "--utm-issue", "case_splits-0")
    no, fix = (one.decision for one in logged())
    assert (no.answer, no.measure) == (DecisionAnswer.DECLINED, None)
    assert fix.measure == DecisionMeasure(utm_issue="case_splits-0")


def test_the_list_says_what_was_measured(run):
    assert run("list").output.startswith("No decision is logged yet.")
    run("add", "Two more letters", "--due", str(day(6)), *MEASURED, "--at-least", "60")
    run("add", "Another", "--due", str(day(7)), "--decided", str(day(0)), "--owner", "Ada")
    late, done = json.loads(run("list", "--json").output)
    assert (late["state"], late["value"], late["until"]) == ("late", None, None)
    assert (done["state"], done["value"], done["until"]) == ("done", 70.0, str(day(6)))
    assert (done["before"], done["text"], done["removed_at"]) == (70.0, "Two more letters", None)
    assert done["message"] == "Sessions: 70 by 8 Mar 2026, at least 60 expected."
    lines = run("list", "--lang", "fr").output.splitlines()
    assert lines[0].split() == ["2", str(day(7)), "En", "retard", "Another", "(Ada)"]
    assert lines[3].strip() == "Sessions\u00a0: 70 au 8 mars 2026, attendu\u00a0: au moins 60."


def test_closing_and_removing(run, logged):
    run("add", "Ask", "--due", LAST, "--decided", LAST)
    assert json.loads(run("close", "1", "--outcome", "Yes", "--by", "Ada", "--json").output) == {
        "id": 1,
        "closed": True,
    }
    assert [(one.outcome, one.closed_by) for one in logged()] == [("Yes", "Ada")]
    [closed] = json.loads(run("list", "--json").output)
    assert (closed["state"], closed["outcome"]) == ("closed", "Yes")
    assert run("remove", "1").output == "Decision 1 is deleted. Reports no longer have it.\n"
    assert run("list", "--json").output == "[]\n"


def test_what_is_not_there_ends_with_1_and_says_where_to_look(run):
    for act in (["close", "7", "--outcome", "Yes"], ["remove", "7"]):
        found = run(*act)
        assert found.exit_code == 1
        assert "There is no decision 7" in found.output
        assert run(*act, "--json").exit_code == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (["add", "x"], "--due"),
        (["add", " ", "--due", LAST, "--decided", LAST], "a decision has a text"),
        (["add", "x", "--due", str(day(-1)), "--decided", LAST], "before it is decided"),
        (["add", "x", "--due", LAST, *MEASURED], "one line"),
        (["add", "x", "--due", LAST, "--at-least", "3"], "by a metric or by a UTM issue"),
        (["add", "x", "--due", LAST, "--metric", "fame"], "No such metric: fame"),
        (["add", "x", "--due", LAST, "--decided", LAST, "--amount", "nan"], "currency"),
        (["add", "x", "--due", LAST, *MEASURED, "--at-least", "inf"], "is a number"),
        (["close", "1"], "--outcome"),
        (["close", "1", "--outcome", " "], "say what came of it"),
        (["close", "1", "--outcome", "x" * 301], "at most 300 letters"),
    ],
)
def test_wrong_usage_ends_with_2(run, logged, wrong, why):
    found = run(*wrong)
    assert (found.exit_code, why in found.output) == (2, True), found.output
    assert logged() == ()
