"""The decision log: what may be decided, and how it is stored, closed, removed and restored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.base.json_values import from_json, to_json
from data.values.decision import (
    LONGEST,
    Decision,
    DecisionAnswer,
    DecisionMeasure,
    StoredDecision,
    answering,
)

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
LEADS = DecisionMeasure("leads", FIRST, LAST, at_least=71.0, channels=("Email", "Été"))
MORE = Decision("Send two more newsletters", FIRST, LAST, owner="Ada", measure=LEADS)
STOP = Decision("Stop the poster", FIRST, FIRST, answer=DecisionAnswer.DECLINED, reason="Paid for")


def test_decisions_are_in_the_order_they_were_logged(store):
    log = store.state.decisions
    log.add(MORE, by="Ada")
    log.add(STOP)
    assert [one.decision for one in log.current()] == [MORE, STOP]
    assert [one.saved_by for one in log.log()] == ["Ada", ""]
    assert {one.saved_at.tzinfo is None for one in log.log()} == {False}


def test_a_decision_is_closed_once_with_its_outcome_and_reopened(store):
    log = store.state.decisions
    number = log.add(MORE)
    assert log.close(number, "It brought 80", on=LAST, by="Bo")
    assert not log.close(number, "Again", on=LAST)
    [closed] = log.current()
    assert (closed.closed_on, closed.closed_by, closed.outcome) == (LAST, "Bo", "It brought 80")
    assert log.reopen(number)
    assert not log.reopen(number)
    [opened] = log.current()
    assert (opened.closed_on, opened.closed_by, opened.outcome) == (None, "", "")


def test_a_decision_is_removed_by_a_date_and_comes_back_as_it_was(store):
    log = store.state.decisions
    first, second = log.add(MORE), log.add(STOP)
    log.close(first, "Done", on=LAST)
    assert log.remove(first, by="Bo")
    assert not log.remove(first)
    assert [one.id for one in log.current()] == [second]
    gone = log.log()[0]
    assert (gone.removed_by, gone.removed_at is None) == ("Bo", False)
    assert not log.change(first, STOP)
    assert not log.close(first, "x", on=LAST)
    assert not log.reopen(first)
    assert log.restore(first)
    assert not log.restore(first)
    [back, _] = log.current()
    assert (back.decision, back.outcome, back.removed_by) == (MORE, "Done", "")


def test_a_decision_is_replaced(store):
    log = store.state.decisions
    number = log.add(MORE)
    assert log.change(number, replace(MORE, owner="Bo"))
    assert [one.decision.owner for one in log.current()] == ["Bo"]
    assert not log.change(99, MORE)


def test_decisions_are_no_facts(store):
    before = store.version
    store.state.decisions.add(MORE)
    assert store.version == before


def test_what_is_stored_is_read_back():
    assert from_json(Decision, to_json(MORE)) == MORE
    short = {"text": "x", "decided_on": "2026-10-01", "due": "2026-10-01"}
    assert from_json(Decision, short) == Decision("x", FIRST, FIRST)


def test_a_text_is_one_line():
    assert Decision(" Two\n  lines ", FIRST, FIRST).text == "Two lines"


@pytest.mark.parametrize(("letters", "is_refused"), [(299, False), (300, False), (301, True)])
def test_a_text_has_at_most_300_letters(letters, is_refused):
    assert LONGEST == 300
    if is_refused:
        with pytest.raises(ValueError, match="at most 300 letters, not 301"):
            Decision("x" * letters, FIRST, FIRST)
    else:
        assert len(Decision("x" * letters, FIRST, FIRST).text) == letters


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"text": " \n "}, "a decision has a text"),
        ({"owner": "x" * 301}, "letters"),
        ({"reason": "x" * 301}, "letters"),
        ({"due": date(2026, 9, 30)}, "due"),
        ({"amount": 5.0}, "an amount has a currency"),
        ({"currency": "EUR"}, "an amount has a currency"),
        ({"amount": 5.0, "currency": "euro"}, "three letters"),
        ({"amount": 0.0, "currency": "EUR"}, "above zero"),
        ({"amount": float("inf"), "currency": "EUR"}, "above zero"),
        ({"expected_low": 1.0, "measure": None}, "value of the metric"),
        (
            {"expected_high": 1.0, "measure": DecisionMeasure(utm_issue="a-1")},
            "value of the metric",
        ),
        ({"expected_low": float("nan")}, "is a number"),
        ({"expected_low": 3.0, "expected_high": 2.0}, "ends below its start"),
        ({"decided_on": date(2026, 11, 1), "due": date(2026, 11, 1)}, "ends before the decision"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        replace(MORE, **wrong)


@pytest.mark.parametrize(
    "edge",
    [
        {"due": FIRST},
        {"expected_low": 2.0, "expected_high": 2.0},
        {"expected_low": -3.0},
        {"decided_on": LAST, "due": LAST},
        {"amount": 0.01, "currency": "EUR"},
    ],
)
def test_what_just_makes_sense_is_taken(edge):
    assert replace(MORE, **edge)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"metric": ""}, "by a metric or by a UTM issue"),
        ({"utm_issue": "case-1"}, "by a metric or by a UTM issue"),
        ({"at_least": None}, "one line"),
        ({"at_most": 80.0}, "one line"),
        ({"at_least": float("nan")}, "is a number"),
        ({"start": None}, "from a first to a last day"),
        ({"end": None}, "from a first to a last day"),
        ({"end": date(2026, 9, 30)}, "before it starts"),
        ({"excluded": ("content",)}, "filters are"),
        ({"currency": "€"}, "three letters"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        replace(LEADS, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"start": FIRST}, {"at_most": 1.0}, {"channels": ("Email",)}, {"currency": "EUR"}],
)
def test_a_utm_issue_is_measured_by_nothing_else(wrong):
    with pytest.raises(ValueError, match="a UTM issue has no days"):
        DecisionMeasure(utm_issue="case-1", **wrong)


@pytest.mark.parametrize(
    ("line", "value", "is_met"),
    [
        ({"at_least": 71.0}, 70.9, False),
        ({"at_least": 71.0}, 71, True),
        ({"at_least": 71.0}, 72, True),
        ({"at_least": None, "at_most": 71.0}, 70.9, True),
        ({"at_least": None, "at_most": 71.0}, 71, True),
        ({"at_least": None, "at_most": 71.0}, 71.1, False),
    ],
)
def test_a_line_is_met_by_what_is_on_it(line, value, is_met):
    assert replace(LEADS, **line).is_met_by(value) is is_met


def test_a_measure_has_its_filters_in_one_order():
    mixed = replace(LEADS, channels=("Été", "Email", "Email"))
    assert mixed == LEADS
    assert mixed.filters == {"channel": ("Email", "Été")}
    assert LEADS.days == (FIRST, LAST)
    assert LEADS.line == 71.0


def test_a_utm_issue_has_neither_days_nor_a_line():
    issue = DecisionMeasure(utm_issue="case-1")
    for ask in (lambda: issue.days, lambda: issue.line, lambda: issue.is_met_by(1.0)):
        with pytest.raises(ValueError, match="a UTM issue has no"):
            ask()


def test_decisions_on_a_proposal_are_found():
    at = datetime(2026, 10, 1, tzinfo=UTC)
    own = replace(MORE, proposal="action.goal.g1")
    log = tuple(StoredDecision(n, one, at, "") for n, one in enumerate((MORE, own, STOP)))
    assert [one.id for one in answering("action.goal.g1", log, FIRST)] == [1]
    assert answering("", log, FIRST) == ()


def test_a_decision_answers_a_proposal_until_its_last_day():
    """The end of its measure on 31 October, or its due day where that is later or nothing measures it."""
    now = datetime(2026, 10, 1, tzinfo=UTC)
    early = replace(MORE, due=FIRST, proposal="steps.budget")
    for decision in (early, replace(early, due=LAST, measure=None)):
        stored = StoredDecision(1, decision, now, "")
        assert answering("steps.budget", [stored], date(2026, 10, 30)) == (stored,)
        assert answering("steps.budget", [stored], date(2026, 10, 31)) == (stored,)
        assert answering("steps.budget", [stored], date(2026, 11, 1)) == ()
