"""Every rule that finds insights has its cases, and none says what another one says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.finding_worlds import World, facts
from data.base.channels import UNASSIGNED
from metrics.comparison.periods import Compare
from metrics.insights import engine
from metrics.insights import rules as folder
from metrics.insights.evidence import InsightEvidence
from metrics.insights.insight import Insight, InsightRule
from metrics.insights.messages import render
from metrics.question.query import Query
from metrics.results.channel_changes import channel_changes
from tests.insights.rule_cases import CASES, LAST, RuleCase


def seen(case: RuleCase, world: World) -> InsightEvidence:
    asked = Query(LAST - timedelta(days=27), LAST)
    return engine.evidence_of(facts(world), case.goals, asked, Compare.PREVIOUS)


def without_cases() -> set[str]:
    return engine.rules().keys() - CASES.keys()


def said_twice(case: RuleCase) -> list[set[str]]:
    """Rules that give the same figures of the same metrics, days and keys in the case's world."""
    evidence = seen(case, case.speaks)
    said = defaultdict(set)
    for name, rule in engine.rules().items():
        for found in rule.find(evidence):
            said[_what(found)].add(name)
    return [names for names in said.values() if len(names) > 1]


def _what(found: Insight) -> tuple[object, ...]:
    basis, figures = found.basis, sorted(number.value for number in found.numbers)
    return basis.metrics, basis.period, basis.before, found.keys, tuple(figures)


def copied(monkeypatch: pytest.MonkeyPatch, name: str) -> InsightRule:
    """The registry with a copy of a rule, as if its file had been copied under another name."""
    copy = replace(engine.rules()[name], id=f"{name}_again")
    known = {**engine.rules(), copy.id: copy}
    monkeypatch.setattr(engine, "rules", lambda: known)
    return copy


def test_every_rule_has_cases() -> None:
    """A world in which it must speak, and one just like it in which it must not."""
    assert without_cases() == set()
    assert CASES.keys() == engine.rules().keys()


def test_a_rule_is_called_like_its_file() -> None:
    """Two files with one id would hide each other."""
    files = {path.stem for path in Path(folder.__file__).parent.glob("[a-z]*.py")}
    assert files == engine.rules().keys()


@pytest.mark.parametrize("name", CASES)
def test_a_rule_speaks_in_its_world(name: str) -> None:
    """Once, of its metric, as urgent as it is, in these words."""
    case = CASES[name]
    [found] = engine.rules()[name].find(seen(case, case.speaks))
    assert (found.rule, found.severity) == (name, case.severity)
    assert found.basis.metrics[0] == case.metric
    assert render(found, "en")[0] == case.sentence


def test_results_without_a_channel_are_no_performance() -> None:
    """Neither as an insight nor as a verdict on Channels; the change itself is shown."""
    case = CASES["unassigned_rise"]
    found = list(engine.rules()["movers"].find(seen(case, case.speaks)))
    assert ("channel", UNASSIGNED) not in {key for one in found for key in one.keys}
    asked = Query(LAST - timedelta(days=27), LAST)
    channels = channel_changes(facts(case.speaks), ("leads",), asked)
    change = channels.channels[UNASSIGNED]["leads"].change
    assert change.p_value is not None
    assert change.p_value < 0.05
    assert not change.moved
    assert not change.direction.is_verdict
    assert UNASSIGNED not in channels.moved


@pytest.mark.parametrize("name", CASES)
def test_a_rule_is_silent_in_a_world_just_like_it(name: str) -> None:
    case = CASES[name]
    assert list(engine.rules()[name].find(seen(case, case.silent))) == []


@pytest.mark.parametrize("name", CASES)
def test_no_other_rule_says_the_same(name: str) -> None:
    assert said_twice(CASES[name]) == []


@pytest.mark.parametrize("name", CASES)
def test_a_copied_rule_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no cases, and says what the first one says."""
    copy = copied(monkeypatch, name)
    assert without_cases() == {copy.id}
    assert said_twice(CASES[name]) == [{name, copy.id}]
