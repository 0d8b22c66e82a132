"""Experiments are declared, saved, judged and put away."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from changes.experiments import declare
from cli.metrics import main
from data.base.json_values import from_json, to_json
from data.store.relations import EXPERIMENTS
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN
from metrics.experiments.experiment import Experiment, ExperimentState, standing
from metrics.experiments.repository import stored
from tests.experiments.test_compare import RATE, campaigns, visits
from tests.metrics.cases import day, facts

ONE = Experiment("New subject", RATE, "campaign", ("a", "b"), day(0), None, 0.02, "b wins", "Ada")


@pytest.mark.parametrize("end", [None, day(5)])
def test_an_experiment_comes_back_as_it_was_declared(store, end):
    kept = replace(ONE, end=end)
    assert from_json(Experiment, json.loads(json.dumps(to_json(kept)))) == kept
    declare(store, kept, UNKNOWN)
    [found] = stored(store.state)
    assert (found.experiment, found.beforehand) == (kept, False)


def test_one_that_begins_later_was_declared_beforehand(store):
    declare(store, replace(ONE, start=day(100_000)), UNKNOWN)
    assert stored(store.state)[0].beforehand


def test_a_removed_experiment_is_gone_but_its_row_stays(store):
    one, two = declare(store, ONE, UNKNOWN), declare(store, replace(ONE, name="Other"), UNKNOWN)
    assert store.state.experiments.remove(one, by="Bo")
    assert not store.state.experiments.remove(one)
    assert [kept.id for kept in stored(store.state)] == [two]
    with store.state.database.read() as connection:
        rows = connection.execute(sa.select(EXPERIMENTS.c.removed_by)).scalars().all()
    assert rows == ["Bo", ""]


@pytest.mark.parametrize(
    ("a", "b", "state"),
    [
        ((20, 2), (20, 3), ExperimentState.TOO_LITTLE),
        ((500, 50), (500, 55), ExperimentState.RUNNING),
        ((500, 50), (500, 150), ExperimentState.CONCLUSIVE),
        ((9000, 900), (9000, 905), ExperimentState.NO_DIFFERENCE),
    ],
)
def test_the_state_follows_the_verdict(a, b, state):
    known = campaigns(("a", *a), ("b", *b))
    assert standing(known, ONE, day(13), beforehand=False).state is state


def test_before_its_first_day_there_is_nothing_to_compare():
    found = standing(campaigns(("a", 9, 1)), replace(ONE, start=day(50)), day(3), beforehand=True)
    assert (found.state, found.compared) == (ExperimentState.TOO_LITTLE, None)


def side_by_side(won, other, days=14):
    rows = [visits(n, c, 1000, k) for c, k in (("a", won), ("b", other)) for n in range(days)]
    return facts(web_sessions=rows)


def test_a_set_end_leaves_later_days_out():
    known = side_by_side(50, 50, 20)
    found = standing(known, replace(ONE, end=day(9)), day(19), beforehand=False)
    assert found.compared.pairs[0].b.trials.trials == 10_000


def test_an_end_that_was_set_beforehand_makes_early_differences_larger_and_late_ones_smaller():
    known = side_by_side(50, 59)
    planned = {
        end: standing(known, replace(ONE, wanted=None, end=day(end)), day(13), beforehand=True)
        for end in (13, 200)
    }
    afterwards = standing(known, replace(ONE, wanted=None, end=day(13)), day(13), beforehand=False)
    states = [planned[13].state, planned[200].state, afterwards.state]
    assert states == [ExperimentState.CONCLUSIVE, ExperimentState.RUNNING, ExperimentState.RUNNING]
    assert [planned[13].ends, afterwards.ends] == [day(13), None]
    [late], [early] = planned[13].compared.pairs, planned[200].compared.pairs
    assert late.planned[1] < 0 < early.planned[1]
    assert late.p < 0.05 < early.p


def test_an_end_without_any_risk_left_to_spend_decides_nothing():
    known = side_by_side(50, 900)
    found = standing(known, replace(ONE, end=day(2000)), day(13), beforehand=True)
    assert (found.state, found.compared.pairs[0].planned) == (ExperimentState.RUNNING, (-1.0, 1.0))


@pytest.fixture
def location(store, tmp_path):
    known = campaigns(("a", 500, 50), ("b", 500, 150))
    tables = {name: known.frame(name).collect() for name in TABLES}
    store.commit("world", "0" * 64, "world.csv", tables, {})
    return str(tmp_path / "store")


def run(*args: str):
    return CliRunner().invoke(main, args)


ARMS = ("--metric", *RATE, "--arm", "a", "--arm", "b")


def test_compare_answers_in_json_and_in_words(location):
    found = json.loads(run("compare", *ARMS, "--store", location, "--json").stdout)
    [pair] = found["comparisons"]
    assert [arm["trials"] for arm in found["arms"]] == [500, 500]
    assert (pair["verdict"], pair["needed"]) == ("second_higher", None)
    text = run("compare", *ARMS, "--store", location, "--lang", "fr").stdout
    assert "«\u00a0b\u00a0» a le taux le plus élevé\u00a0: 30,0" in text
    assert "randomisé" in text


def test_experiments_are_added_listed_and_removed(location):
    begin = ("--from", str(day(0)), "--difference", "2")
    added = run("experiments", "add", "Test", *ARMS, *begin, "--store", location, "--json")
    number = json.loads(added.stdout)["id"]
    [listed] = json.loads(run("experiments", "list", "--store", location, "--json").stdout)
    assert (listed["id"], listed["state"], listed["wanted"]) == (number, "decided", 0.02)
    assert "Conclusive" in run("experiments", "list", "--store", location).stdout
    assert run("experiments", "remove", str(number), "--store", location).exit_code == 0
    assert "No test yet" in run("experiments", "list", "--store", location).stdout
    assert run("experiments", "remove", str(number), "--store", location).exit_code == 1


def test_periods_begin_with_the_earliest_of_them_and_have_to_be_periods(location):
    late, early = f"{day(7)}..{day(13)}", f"{day(0)}..{day(6)}"
    arms = ("--metric", *RATE, "--by", "period", "--arm", late, "--arm")
    added = run("experiments", "add", "x", *arms, early, "--store", location, "--json")
    assert json.loads(added.stdout)["start"] == str(day(0))
    refused = run("experiments", "add", "x", *arms, "May", "--store", location)
    assert (refused.exit_code, "write each period as" in refused.output) == (2, True)


def test_impossible_questions_and_empty_stores_are_explained(location, tmp_path):
    once = ("--metric", *RATE, "--arm", "a", "--arm", "a")
    assert run("compare", *once, "--store", location).exit_code == 2
    assert run("experiments", "add", " ", *ARMS, "--store", location).exit_code == 2
    nothing = run("compare", *ARMS, "--store", str(tmp_path / "empty"))
    assert (nothing.exit_code, "Nothing is imported" in nothing.output) == (1, True)
