"""``python -m metrics attribute``."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from cli.metrics import main
from data.store import Store
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.world import facts

VISITS = [
    Visit("a", "1", 1 * DAY, "spring"),
    Visit("a", "2", 2 * DAY, "news"),
    Visit("a", "3", 3 * DAY, "brand", direct=True),
    Visit("b", "4", 2 * DAY, "news"),
    Visit("c", "5", 2 * DAY, "spring"),
]
WINS = [Win("a", 4 * DAY, 100.0), Win("b", 4 * DAY, 20.0), Win("nobody", 4 * DAY, 5.0)]


@pytest.fixture(scope="module")
def location(tmp_path_factory):
    path = tmp_path_factory.mktemp("store")
    known = facts(VISITS, WINS)
    tables = {name: known.frame(name).collect() for name in ("touches", "conversions")}
    store = Store.open(path)
    store.commit("world", "0" * 64, "world.csv", tables, {})
    store.close()
    return str(path)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["attribute", *args])


def told(*args: str) -> dict[str, object]:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_credits_come_with_their_totals_and_what_nobody_earned(location):
    found = told("--store", location, "--model", "first", "--by", "campaign")
    assert found["model"] == "first_touch"
    assert found["lookback"] == 30
    assert found["totals"] == {"conversions": 3, "value": 125.0, "unattributed": 1}
    rows = {row["campaign"]: (row["conversions"], row["value"]) for row in found["rows"]}
    assert rows == {"spring": (1.0, 100.0), "news": (1.0, 20.0)}
    assert found["few"] is True


def test_an_interval_holds_the_credit_that_it_is_about(location):
    for row in told("--store", location, "--model", "linear", "--by", "campaign")["rows"]:
        assert row["low"] <= row["conversions"] + 1e-9
        assert row["high"] >= row["conversions"] - 1e-9


def test_all_models_are_answered_side_by_side(location):
    found = told("--store", location, "--model", "all", "--by", "campaign")
    assert len(found) == 8
    assert all(sum(r["conversions"] for r in m["rows"]) == pytest.approx(2) for m in found)


def test_the_window_and_the_period_choose_visits_and_conversions(location):
    short = told("--store", location, "--model", "first", "--by", "campaign", "--lookback", "2")
    assert [row["campaign"] for row in short["rows"]] == ["news"]
    none = told("--store", location, "--from", "2026-03-06", "--to", "2026-03-09")
    assert none["totals"]["conversions"] == 0
    assert none["rows"] == []


def test_settings_of_a_model_are_asked_for(location):
    args = ("--store", location, "--model", "position", "--by", "campaign")
    rows = told(*args, "--position", "1", "0")["rows"]
    assert {row["campaign"]: row["conversions"] for row in rows} == {"spring": 1.0, "news": 1.0}


def test_a_store_without_journeys_says_what_to_import(tmp_path):
    result = run("--store", str(tmp_path))
    assert result.exit_code == 0
    assert "touches" in result.output
    french = run("--store", str(tmp_path), "--lang", "fr").output
    assert "Pas encore de parcours de conversion" in french


def test_text_names_what_was_not_attributed_and_how_little_it_is(location):
    text = run("--store", location, "--by", "campaign").output
    assert "(no visit known)" in text
    assert "Only 2 conversions" in text


@pytest.mark.parametrize(
    "wrong", [["--model", "magic"], ["--by", "mood"], ["--order", "5"], ["--lookback", "0"]]
)
def test_what_cannot_be_asked_is_a_wrong_usage(location, wrong):
    assert run("--store", location, *wrong).exit_code == 2
