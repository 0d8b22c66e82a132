"""Dismissals: stored with who and why, taken back by a date, in force while the evidence is the same."""

from dataclasses import replace
from datetime import date

import pytest

from data.base.json_values import from_json, to_json
from data.values.dismissal import Dismissal, DismissalEvidence

MARCH = DismissalEvidence("movers-channel:Email", 30.0, 1, -1, date(2026, 3, 1), date(2026, 3, 31))
KNOWN = Dismissal(MARCH, "A planned pause, été")


def test_a_dismissal_covers_its_finding_until_it_is_taken_back(store):
    kept = store.state.dismissals
    number = kept.add(KNOWN, by="Ada")
    assert kept.covering([MARCH])[MARCH.subject].saved_by == "Ada"
    assert kept.remove(number, by="Bo")
    assert not kept.remove(number)
    assert kept.covering([MARCH]) == {}
    [found] = kept.log()
    assert (found.dismissal, found.removed_by) == (KNOWN, "Bo")


@pytest.mark.parametrize(
    ("change", "covered"),
    [
        ({"weight": 45.0}, True),
        ({"weight": 46.0}, False),
        ({"rank": 0}, False),
        ({"rank": 2}, True),
        ({"side": 1}, False),
        ({"subject": "movers-channel:Direct"}, False),
        ({"first": date(2026, 3, 31), "last": date(2026, 4, 30)}, True),
        ({"first": date(2026, 4, 1), "last": date(2026, 4, 30)}, False),
    ],
    ids=str,
)
def test_a_finding_comes_back_when_its_evidence_changes(change, covered):
    """Half as much again, more urgent, the other way, or nothing but later days."""
    assert KNOWN.covers(replace(MARCH, **change)) is covered


def test_a_fault_without_days_is_covered_as_long_as_it_does_not_grow():
    fault = DismissalEvidence("case_splits-1", 10.0)
    dismissed = Dismissal(fault, "harmless")
    assert from_json(Dismissal, to_json(dismissed)) == dismissed
    assert dismissed.covers(replace(fault, weight=12.0))


def test_a_dismissal_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Dismissal(MARCH, " ")


def test_dismissals_are_no_facts(store):
    before = store.version
    assert store.state.dismissals.add(KNOWN)
    assert store.version == before
