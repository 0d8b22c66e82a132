"""What somebody writes instead of the rules is in the report, and only there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from report.build import build
from report.document.edits import replaceable, rewritten
from tests.report.conftest import NOW, WEEK
from tests.report.walk import block


def test_a_title_is_what_was_written_in_its_language(small):
    asked = rewritten(WEEK, "goals.title", "  We need help.  ")
    told = {s.id: s.title for s in build(small, asked, now=NOW).sections}
    assert told["goals"].written == "We need help."
    assert told["moved"].written is None
    french = build(small, replace(asked, language="fr"), now=NOW)
    assert next(s for s in french.sections if s.id == "goals").title.written is None


def test_an_edit_is_taken_back_by_an_empty_one():
    asked = rewritten(WEEK, "headline", "Good news.")
    assert asked.written == {"en": {"headline": "Good news."}}
    assert rewritten(asked, "headline", " ").written == {"en": {}}


def test_a_next_step_gets_another_owner_and_day(small):
    before = block(build(small, WEEK, now=NOW), "decide.next").items[0]
    asked = rewritten(WEEK, f"{before.id}.owner", "Bo")
    asked = rewritten(asked, f"{before.id}.due", "2026-08-01")
    after = block(build(small, asked, now=NOW), "decide.next").items[0]
    assert (after.owner, after.due) == ("Bo", date(2026, 8, 1))
    wrong = rewritten(asked, f"{before.id}.due", "soon")
    assert block(build(small, wrong, now=NOW), "decide.next").items[0].due == before.due


def test_what_can_be_replaced_is_all_that_an_edit_changes(small):
    """Each id is one of the report's, owners and days of steps too; a replaced one keeps its rule."""
    made = build(small, WEEK, now=NOW)
    step = block(made, "decide.next").items[0]
    found = replaceable(made)
    assert found["headline"] == made.headline.message
    assert found[step.id] == step.what.message
    assert found[f"{step.id}.owner"] == step.owner
    assert found[f"{step.id}.due"] == step.due.isoformat()
    titles = {section.title.id: section.title.message for section in made.sections}
    assert titles.items() <= found.items()
    assert replaceable(build(small, rewritten(WEEK, "headline", "Good."), now=NOW)) == found
