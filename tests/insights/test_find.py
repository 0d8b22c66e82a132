"""Findings: each rule sees its effect, and nothing is said where nothing happens."""

import json
from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

import numpy as np
import polars as pl
import pytest

from benchmarks.finding_worlds import (
    DAYS,
    PLANTED,
    SEASONS,
    WAYS,
    drawn,
    facts,
    null,
    question,
    seasonal,
    tables_of,
)
from data.facts.facts import FactOrigin, Facts
from data.tables.coverage import FileOrigin
from metrics.comparison.daily_series import HISTORY
from metrics.comparison.periods import Compare, earlier
from metrics.comparison.sentences import SEASON
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.goals.goal import Goal
from metrics.insights.engine import evidence_of, insights, rules
from metrics.insights.evidence import Daily, InsightEvidence, PeriodPair
from metrics.insights.insight import OUTCOME, Severity
from metrics.insights.messages import render, to_json, with_values
from metrics.insights.rules.mix_effect import _by_week
from metrics.question.query import Query
from tests.languages import is_translated
from tests.metrics.cases import day, lead, web
from tests.metrics.cases import facts as literal

SEED = 1_002


@pytest.fixture(scope="module")
def seen():
    """What is found in a world of each kind."""
    return {name: insights(facts(made(SEED)), (), question()) for name, made in PLANTED.items()}


@pytest.mark.parametrize("name", PLANTED)
def test_rule_sees_its_effect(seen, name):
    assert name in {finding.rule for finding in seen[name]}


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_said_where_nothing_happens(seed):
    found = insights(facts(null(seed)), (), question())
    assert [f for f in found if f.severity in {Severity.ALARM, Severity.WARNING}] == []


@pytest.mark.parametrize("seed", [0, 5])
def test_what_comes_every_year_is_no_news(seed):
    """A season moves the leads of the last eight weeks, and every window of the past."""
    assert insights(facts(seasonal(seed)), (), question(SEASONS)) == ()


def test_less_than_a_year_of_data_is_said(seen):
    """A season would look the same as what is found."""
    moved = [f for f in seen["what_moved"] if f.rule == "what_moved"]
    assert [render(f, "en")[1].endswith(SEASON.render("en")) for f in moved] == [True]


def test_an_account_that_begins_later_moves_nothing():
    """A second file of leads covers the newer period only: its leads are no rise."""
    world = null(SEED)
    origins = {1: FileOrigin("hubspot.leads", None), 2: FileOrigin("typeform", None)}
    tables = {name: known.with_columns(import_id=1) for name, known in tables_of(world).items()}
    first, last = question().start, question().end
    days = pl.date_range(first, last, eager=True)
    more = pl.DataFrame({"created_on": days.gather(np.repeat(np.arange(len(days)), 30))})
    more = more.with_columns(lead_id=pl.int_range(10**6, 10**6 + more.height), import_id=2)
    leads = pl.concat([tables["leads"], more], how="diagonal_relaxed")
    plain = Facts.of(tables | {"leads": leads})
    both = Facts(FactOrigin(plain.origin.pin, plain.inputs, lambda: origins))
    found = insights(both, (), question())
    assert not {"what_moved", "movers"} & {finding.rule for finding in found}


def test_days_are_those_of_the_question_alone():
    """Questions about the same visits share what is read; each sees its own days of it only."""
    world = PLANTED["what_moved"](SEED)
    asked = question()
    moved = [replace(asked, start=asked.start - by, end=asked.end - by) for by in _WEEKS]
    shared = facts(world)
    for one in moved:
        evidence = evidence_of(shared, (), one, Compare.PREVIOUS)
        for (key, use), names in evidence.needs.items():
            named = {evidence.outcome() if name == OUTCOME else name for name in names}
            for name in named - {None}:
                found = evidence.split(name, key, use)
                assert _told(found) == _answered(evidence, name, key, use)


_WEEKS = [timedelta(weeks=weeks) for weeks in (0, 5, 60, -60)]


def _told(split):
    """What is known by day and value of the key, noughts left out."""
    return {
        (value, days.first + timedelta(days=at)): days.value[at]
        for value, days in split.items()
        for at in np.flatnonzero(np.nan_to_num(days.value)).tolist()
    }


def _answered(evidence: InsightEvidence, name: str, key: str, use: str):
    before = earlier(evidence.query, Compare.PREVIOUS).start - HISTORY
    by, uses = ("day", key) if key else ("day",), (use,) if use else ()
    asked = replace(evidence.query, start=before, uses=uses, by=by)
    rows = (
        query_metrics(evidence.facts, [name], asked).drop_nulls("day").filter(pl.col("value") != 0)
    )
    if key:  # what had nothing in either period is left out
        recent = rows.filter(pl.col("day") >= before + HISTORY)[key].unique()
        rows = rows.filter(pl.col(key).is_in(recent.implode()) | pl.col(key).is_null())
    values = rows[key] if key else [None] * rows.height
    return dict(zip(zip(values, rows["day"], strict=True), rows["value"], strict=True))


def test_campaign_that_ended_long_ago_is_not_looked_at():
    old, new = ({"campaign": name} for name in ("old", "new"))
    rows = [lead(0, "0", **old), *(lead(n, f"{n}", **new) for n in range(500, 521))]
    evidence = evidence_of(literal(leads=rows), (), Query(day(507), day(520)), Compare.PREVIOUS)
    assert set(evidence.split("leads", "campaign")) == {"new"}


def test_rates_of_channels_are_those_of_the_days_on_which_both_sides_are_known():
    nan = np.nan
    days = Daily(day(0), np.zeros(4), np.array([3.0, nan, 2.0, 9.0]), np.array([40.0, 50, nan, 8]))
    few = Daily(day(0), np.zeros(4), np.full(4, 1.0), np.full(4, 5.0))
    told = Mock(compared=lambda *_: {"Email": days, "Direct": few})
    pair = PeriodPair(Query(day(0), day(2)), Query(day(0), day(1)))
    found = _by_week(told, "lead_rate", pair)
    assert (found.now.won.tolist(), found.now.visits.tolist()) == ([[3.0]], [[40.0]])


def test_worst_news_comes_first(seen):
    order = [list(Severity).index(f.severity) for found in seen.values() for f in found]
    for found in seen.values():
        own = [list(Severity).index(f.severity) for f in found]
        assert own == sorted(own)
    assert len(set(order)) > 2


def test_findings_speak_both_languages_and_json(seen):
    for found in (one for every in seen.values() for one in every):
        english, french = render(found, "en"), render(found, "fr")
        assert not set(english) & set(french)
        assert "{" not in "".join((*english, *french))
        assert json.loads(json.dumps(to_json(found, "fr")))["message"] == french[0]
        assert found.basis.tables
        assert found.n > 0


def test_names_of_numbers_are_those_of_the_sentence(seen):
    for found in (one for every in seen.values() for one in every):
        written = with_values(found.message, found.numbers, lambda _number: "§").render("en")
        assert written.count("§") == len({n.name for n in found.numbers})


def test_trap_names_the_network_and_both_intervals(seen):
    trap = next(f for f in seen["vanity_trap"] if f.rule == "vanity_trap")
    assert dict(trap.keys) == {
        "network": "instagram", "metric": "account_reach", "partner": "referrals",
    }  # fmt: skip
    numbers = {n.name: n.value for n in trap.numbers}
    assert 0 < numbers["up_low"] < numbers["up"] < numbers["up_high"]
    assert trap.low < -numbers["down"] < trap.high < 0


def test_names_inside_sentences_follow_a_further_language(seen):
    trap = next(f for f in seen["vanity_trap"] if f.rule == "vanity_trap")
    said = trap.message.render("fr")
    labels = [metrics()[name].label.render("fr") for name in ("account_reach", "referrals")]
    assert all(f"«\u00a0{label}\u00a0»" in said for label in labels)


def test_exposure_whose_visits_follow_later_is_no_trap():
    """Visits that come back two weeks after the reach rose are late, not lost."""
    late = np.ones(DAYS)
    late[-56:-42] = 0.2
    late[-42:] = 1.2
    reach = np.where(np.arange(DAYS) >= DAYS - 56, 1.8, 1.0)
    way = ("instagram", "social", "bio-link")
    found = insights(facts(drawn(3, {way: late}, {}, {"instagram": reach})), (), question())
    assert "vanity_trap" not in {f.rule for f in found}


def test_business_that_sleeps_at_weekends_has_no_tracking_break():
    closed = np.tile([1, 1, 1, 1, 1, 0, 0], DAYS // 7)
    found = insights(facts(drawn(4, dict.fromkeys(WAYS, closed), {}, {})), (), question())
    assert "tracking_break" not in {f.rule for f in found}


def test_break_is_dated(seen):
    broken = next(f for f in seen["tracking_break"] if f.rule == "tracking_break")
    values = dict(broken.message.values)
    assert (values["since"], values["until"]) == tuple(
        (question().end - timedelta(days=n)).isoformat() for n in (22, 14)
    )


def test_rules_that_compare_are_silent_without_comparison():
    world = facts(PLANTED["what_moved"](SEED))
    assert insights(world, (), question(), Compare.NONE) == ()


def test_change_is_taken_apart_over_the_compared_periods(seen):
    moved = next(f for f in seen["what_moved"] if f.rule == "what_moved")
    numbers = {n.name: n.value for n in moved.numbers}
    effects = sum(numbers[name] for name in ("volume", "mix", "rate", "other"))
    assert numbers["now"] - numbers["before"] == pytest.approx(effects)
    assert moved.basis.before == earlier(moved.basis.period, Compare.PREVIOUS)


def test_goal_that_turned_at_risk_is_an_alarm():
    lately = np.ones(DAYS)
    lately[-28:] = 0.3
    start = question().start
    goal = Goal("g", "leads", 600, start, start + timedelta(days=83), "cumulative")
    world = facts(drawn(SEED, {}, dict.fromkeys(WAYS, lately), {}))
    found = [f for f in insights(world, [goal], question()) if f.rule == "goal_at_risk"]
    assert [(f.keys, f.severity) for f in found] == [((("goal", "g"),), Severity.ALARM)]
    assert "is now at risk" in render(found[0], "en")[0]
    assert insights(world, [], question()) != insights(world, [goal], question())


def test_goal_that_was_at_risk_four_weeks_ago_is_a_warning():
    goal = Goal(
        "g", "leads", 90_000, question().start, question().end.replace(month=12), "cumulative"
    )
    found = insights(facts(null(SEED)), [goal], question())
    assert [f.severity for f in found if f.rule == "goal_at_risk"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("saved", "severity", "said"),
    [
        (None, Severity.ALARM, "is now at risk"),
        (-5, Severity.ALARM, "is now at risk"),
        (6, Severity.ALARM, "is now at risk"),  # it was not yet at risk on the day it was saved
        (27, Severity.WARNING, "It was at risk when it was saved"),
        (40, Severity.WARNING, "It was at risk when it was saved"),
    ],
)
def test_a_goal_saved_with_a_start_in_the_past_raises_no_alarm_about_days_before(
    saved, severity, said
):
    """Four weeks of a third of the leads: at risk after the first of them, and for good."""
    lately = np.ones(DAYS)
    lately[-28:] = 0.3
    now = question()
    start = now.end - timedelta(days=55)
    since = None if saved is None else now.end + timedelta(days=saved - 27)
    goal = Goal(
        "g", "leads", 600, start, start + timedelta(days=83), "cumulative", aimed_since=since
    )
    world = facts(drawn(SEED, {}, dict.fromkeys(WAYS, lately), {}))
    [found] = [f for f in insights(world, [goal], now) if f.rule == "goal_at_risk"]
    words = render(found, "en")[0]
    assert found.severity is severity
    assert said in words
    assert ("It was at risk when" in words) is (severity is Severity.WARNING)


def test_goal_behind_without_a_known_chance_claims_none():
    known = literal(leads=[lead(n, f"{n}") for n in range(15)])
    goal = Goal("g", "leads", 500, day(0), day(60), "cumulative")
    [found] = [
        f for f in insights(known, [goal], Query(day(0), day(14))) if f.rule == "goal_at_risk"
    ]
    assert "behind its planned pace" in render(found, "en")[0]
    assert "chance" not in dict(found.message.values)


def test_every_rule_has_a_label_in_both_languages():
    for rule in rules().values():
        assert is_translated(rule.label)
        assert all(need.metric in {*metrics(), OUTCOME} for need in rule.needs)


def test_empty_store_says_nothing():
    assert insights(literal(), (), Query(question().start, question().end)) == ()


@pytest.mark.parametrize(
    ("source", "medium", "alarms"),
    [("facebook", "social", {"Organic Social"}), ("kite", "nowhere", set())],
)
def test_fewer_visits_without_a_channel_are_no_alarm(source, medium, alarms):
    """A channel that falls silent while the others go on is one; Unassigned is a repaired tag."""
    rows = [
        web(n, "source,medium", source="brevo", medium="email", sessions=40) for n in range(200)
    ] + [web(n, "source,medium", source=source, medium=medium, sessions=40) for n in range(180)]
    found = insights(literal(web_sessions=rows), (), Query(day(172), day(199)))
    broken = {dict(f.keys).get("channel") for f in found if f.rule == "tracking_break"}
    assert broken == alarms
