"""What logging, closing and removing decisions does not do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from changes.decisions import (
    close_decision,
    edit_decision,
    log_decision,
    remove_decision,
    reopen_decision,
    restore_decision,
)
from data.imports.upload import present_day
from data.values.decision import Decision, DecisionAnswer
from report.evidence.context import ReportContext
from tests.changes.cases import ADA, DECISION

PLAIN = Decision("Ask the agency", date(2026, 3, 2), date(2026, 3, 9))


def acts(store):
    return [entry.act for entry in store.state.audit.entries()]


def test_the_same_decision_is_logged_once(store):
    number = log_decision(store, PLAIN, ADA)
    assert log_decision(store, PLAIN, ADA) == number
    assert log_decision(store, replace(PLAIN, owner="Bo"), ADA) != number
    assert acts(store) == ["decision.add", "decision.add"]


def test_a_decision_is_closed_today_by_who_says_so(store):
    number = log_decision(store, PLAIN, ADA)
    before = present_day()
    assert close_decision(store, number, " It\nworked ", ADA)
    [closed] = store.state.decisions.current()
    assert (closed.outcome, closed.closed_by) == ("It worked", "Ada")
    assert closed.closed_on is not None
    assert before <= closed.closed_on <= present_day()


@pytest.mark.parametrize("outcome", ["", " \n", "x" * 301])
def test_nothing_is_closed_without_an_outcome(store, outcome):
    number = log_decision(store, PLAIN, ADA)
    with pytest.raises(ValueError, match=r"what came of it|letters"):
        close_decision(store, number, outcome, ADA)
    assert acts(store) == ["decision.add"]


def test_what_changes_nothing_is_not_recorded(store):
    number = log_decision(store, PLAIN, ADA)
    declined = log_decision(store, replace(PLAIN, answer=DecisionAnswer.DECLINED), ADA)
    assert not edit_decision(store, number, PLAIN, ADA)
    assert not edit_decision(store, 99, PLAIN, ADA)
    assert not close_decision(store, 99, "x", ADA)
    assert not close_decision(store, declined, "x", ADA)
    assert not reopen_decision(store, number, ADA)
    assert not remove_decision(store, 99, ADA)
    assert not restore_decision(store, number, ADA)
    assert acts(store) == ["decision.add", "decision.add"]
    assert close_decision(store, number, "x", ADA)
    assert not close_decision(store, number, "y", ADA)
    assert acts(store)[0] == "decision.close"


def test_reports_are_made_with_the_decisions_of_the_log(store):
    first, second = log_decision(store, PLAIN, ADA), log_decision(store, DECISION, ADA)
    remove_decision(store, first, ADA)
    assert [one.id for one in ReportContext.of(store).decisions] == [second]


def test_a_removed_decision_that_was_logged_again_does_not_come_back_twice(store):
    number = log_decision(store, DECISION, ADA)
    remove_decision(store, number, ADA)
    log_decision(store, DECISION, ADA)
    assert not restore_decision(store, number, ADA)
    assert len(store.state.decisions.current()) == 1
