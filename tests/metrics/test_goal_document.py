"""Revisions of goals with the chance on their day, and the document that a team shares."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from changes.goals import save_goal, save_objectives, set_mission
from cli.metrics import main
from data.base.json_values import to_json
from data.store import Store
from data.store.goals import Revision
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN
from metrics.goals.goal import Goal
from metrics.goals.goals_document import html, markdown
from metrics.goals.objectives import Objective
from metrics.goals.pre_save_odds import odds_before
from metrics.goals.progress import evaluate
from metrics.goals.revisions import chance_on, changes
from metrics.goals.scope import scope
from tests.languages import is_translated
from tests.metrics.cases import day, facts, lead

GOAL = Goal("g", "leads", 200, day(0), day(90), "cumulative")
KNOWN = facts(leads=[lead(n, f"{n}-{i}") for n in range(-182, 60) for i in range(1 + n % 3)])


def revision(number, goal, on):
    moment = datetime.combine(day(on), datetime.min.time(), UTC)
    return Revision("g", number, to_json(goal), moment, "Ada", "")


def test_a_moved_target_is_told_with_the_chance_of_that_day():
    lower = replace(GOAL, target=150)
    [found] = changes(KNOWN, [revision(1, GOAL, 5), revision(2, lower, 20)])
    assert (found.day, found.by) == (day(20), "Ada")
    assert "from 200" in found.messages[0].render("en")
    assert found.chance_before == evaluate(KNOWN, GOAL, day(20)).outlook.chance
    assert found.chance == evaluate(KNOWN, lower, day(20)).outlook.chance
    assert found.chance_before < found.chance
    assert all(is_translated(message) for message in found.messages)


def test_the_chance_of_a_day_knows_nothing_later():
    """Leads that came after the day do not change what was said on it."""
    until = facts(leads=[lead(n, f"{n}-{i}") for n in range(-182, 21) for i in range(1 + n % 3)])
    assert chance_on(KNOWN, GOAL, day(20)) == chance_on(until, GOAL, day(20))


def test_before_the_start_the_chance_is_that_of_the_past():
    assert chance_on(KNOWN, GOAL, day(-3)) == odds_before(KNOWN, GOAL, day(-3)).outlook.chance


def test_revisions_that_move_nothing_are_left_out():
    same = replace(GOAL, mission="Words")
    assert changes(KNOWN, [revision(1, GOAL, 5), revision(2, same, 20)]) == ()


@pytest.fixture
def location(tmp_path):
    store = Store.open(tmp_path)
    tables = {name: KNOWN.frame(name).collect() for name in TABLES}
    store.commit("x", "0" * 64, "x.csv", tables, {})
    save_objectives(store, [Objective("Grow"), Objective("More *leads*", "Grow")], UNKNOWN)
    set_mission(store, "Email", "Keeps <customers>.", UNKNOWN)
    goal = replace(GOAL, id="", objective="More *leads*", owner="Ada", guard="qualified_leads",
                   review="weekly")  # fmt: skip
    kept = save_goal(store, goal, UNKNOWN)
    save_goal(store, replace(kept, target=150), UNKNOWN)
    save_goal(store, replace(kept, id="", target=180), UNKNOWN)
    yield tmp_path, store
    store.close()


def test_document_says_what_is_wanted_why_and_how_it_stands(location):
    _, store = location
    english = markdown(KNOWN, store.state, day(40), "en")
    assert english.startswith("# Goals\n")
    assert "### More \\*leads\\*" in english
    assert "- Owner: Ada" in english
    assert "- Guardrail metric: Qualified leads" in english
    assert "next on" in english
    assert "Target changed from 200 to 150." in english
    assert "Two targets for the same metric" in english
    french = markdown(KNOWN, store.state, day(40), "fr")
    assert "Responsable\u00a0: Ada" in french
    assert "Target moved" not in french


def test_what_people_wrote_never_becomes_markup(location):
    _, store = location
    page = html(KNOWN, store.state, day(40), "fr")
    assert "Keeps &lt;customers&gt;." in page
    assert '<html lang="fr">' in page


def test_document_of_nothing(store):
    assert "There are no goals yet." in markdown(facts(), store.state, day(0), "en")


def test_door_tells_all_and_writes_the_document(location):
    path, store = location
    store.close()

    def run(*args: str):
        return CliRunner().invoke(main, ["goals", "--store", str(path), *args])

    first, second = json.loads(run("--as-of", str(day(40)), "--json").output)
    assert first["conflicts"][0]["with"] == second["goal"]["id"]
    assert first["revisions"][0]["message"].startswith("Target changed from 200 to 150.")
    assert first["guard"]["now"] is not None
    assert first["next_review"] == str(day(0) + timedelta(days=42))
    out = path / "goals.html"
    assert run("--document", str(out)).exit_code == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")


def test_a_channel_that_is_paid_says_so_by_itself():
    """“Paid Social · Paid” says it twice; an e-mail may be paid for or not."""
    names = [("Paid Social", "paid"), ("Email", "paid"), (None, "organic")]
    told = [str(scope(replace(GOAL, channel=channel, use=use))) for channel, use in names]
    assert told == ["Leads · Paid Social", "Leads · Email · Paid", "Leads · Unpaid"]
    referrals = replace(GOAL, metric="referrals", channel="Organic Social")
    assert str(scope(referrals)) == "Organic social sessions"
    assert str(scope(replace(referrals, channel="Email"))) == "Organic social sessions · Email"
