"""Values as stored JSON: the same form as ever, and every value comes back."""

from __future__ import annotations

import ast
import json
from dataclasses import is_dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.issue import Excluded, Issue, Level, Where
from data.base.json_values import StoredValueError, from_json, to_json
from data.tables.coverage import Coverage
from data.values.channel_rule import ChannelRule
from data.values.column_mapping import ColumnMapping
from data.values.condition import Condition, Operator, TaggingError
from data.values.cost import Cost
from data.values.decision import Decision, DecisionLever, DecisionMeasure
from data.values.dismissal import Dismissal, DismissalEvidence
from data.values.link import Draft
from data.values.tags import Tags
from i18n.message import msg
from metrics.goals.goal import Goal, GoalDirection
from tests.conftest import ROOT
from tests.stored_values import VALUES

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


@given(st.one_of(*VALUES.values()))
def test_every_value_survives_json(value: Any) -> None:
    """Read back it is equal, and written again it is the same text."""
    text = json.dumps(to_json(value))
    read = from_json(type(value), json.loads(text))
    assert is_dataclass(read)
    assert read == value
    assert json.dumps(to_json(read)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            Coverage(3, FIRST, None, plain=True),
            '{"rows": 3, "from": "2026-01-01", "to": null, "plain": true}',
        ),
        (
            Issue(Level.NOTE, Where("a.csv", None, 2, "Day"), msg("One."), msg("Two.")),
            '{"level": "note", "where": ["a.csv", null, 2, "Day"], "what": {"text": "One.", "values": [], "translations": {}}, "fix": {"text": "Two.", "values": [], "translations": {}}}',
        ),
        (
            ChannelRule("Print", (Condition("medium", Operator.EQUALS, ("qr",)),)),
            '{"channel": "Print", "use": "unknown", "when": [{"column": "medium", "test": "equals", "values": ["qr"]}]}',
        ),
        (
            ColumnMapping("Mine", "posts", ("likes",), (("likes", "reactions"),), "x", zone="UTC"),
            '{"form": "utmost-mapping-1", "name": "Mine", "table": "posts", "header": ["likes"], "columns": {"likes": "reactions"}, "place": "x", "dates": "ask", "zone": "UTC"}',
        ),
        (
            Cost("labour", FIRST, LAST, "EUR", hours=2, rate=30.5),
            '{"start": "2026-01-01", "end": "2026-01-31", "kind": "labour", "currency": "EUR", "amount": null, "hours": 2, "rate": 30.5, "channel": "", "campaign": "", "label": ""}',
        ),
        (
            Dismissal(DismissalEvidence("fault-1", 10.0, last=LAST), "harmless"),
            '{"subject": "fault-1", "weight": 10.0, "rank": 0, "side": 0, "first": null, "last": "2026-01-31", "why": "harmless"}',
        ),
        (
            Decision("More", FIRST, LAST, DecisionLever.BUDGET, "Bo", amount=5.0, currency="EUR",
                     expected_low=3.0, measure=DecisionMeasure("leads", FIRST, LAST, at_least=2.0)),
            '{"text": "More", "decided_on": "2026-01-01", "due": "2026-01-31", "lever": "budget", "owner": "Bo", "answer": "accepted", "reason": "", "amount": 5.0, "currency": "EUR", "expected_low": 3.0, "expected_high": null, "measure": {"metric": "leads", "start": "2026-01-01", "end": "2026-01-31", "at_least": 2.0, "at_most": null, "channels": [], "uses": [], "networks": [], "accounts": [], "campaigns": [], "excluded": [], "currency": "", "utm_issue": ""}, "proposal": ""}',
        ),
        (
            Draft("https://a.example", Tags("facebook"), on_own_site=True),
            '{"destination": "https://a.example", "tags": {"source": "facebook", "medium": "", "campaign": "", "content": "", "term": "", "id": ""}, "network": "", "post": "", "note": "", "on_own_site": true}',
        ),
    ],
)  # fmt: skip
def test_stored_json_never_changes(value: Any, text: str) -> None:
    """Stores of every version hold these texts, key by key in this order."""
    assert json.dumps(to_json(value)) == text
    assert from_json(type(value), json.loads(text)) == value


def test_rows_of_other_versions_are_read() -> None:
    """A key of an older version that is missing takes its default, one that is new is ignored."""
    row = {"id": "g", "metric": "leads", "target": 300, "start": "2026-01-01", "end": "2026-01-31"}
    later = row | {"kind": "cumulative", "invented_later": [1]}
    goal = Goal("g", "leads", 300, FIRST, LAST, "cumulative", GoalDirection.REACH)
    assert from_json(Goal, later) == goal
    old = {"what": {"text": "{n} rows", "fr": "{n} lignes", "values": [["n", 2]]}, "count": 2}
    assert from_json(Excluded, old).what.render("fr") == "2 lignes"


def test_a_number_stays_the_number_that_was_stored() -> None:
    cost = from_json(Cost, {"kind": "ads", "start": "2026-01-01", "end": "2026-01-31",
                            "currency": "EUR", "amount": 300})  # fmt: skip
    assert json.dumps(to_json(cost)["amount"]) == "300"


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Coverage, {"rows": 3, "from": None, "to": None}, "no Coverage .*'plain'"),
        (Coverage, {"rows": "3", "from": None, "to": None, "plain": True}, "'3' is no int"),
        (Excluded, [], "no Excluded can be read"),
    ],
)
def test_json_of_something_else_is_refused_by_name(kind: type, value: Any, said: str) -> None:
    with pytest.raises(StoredValueError, match=said):
        from_json(kind, value)


def test_a_class_refuses_in_its_own_words() -> None:
    """What people share is checked by its class, and a value that cannot be by its constructor."""
    with pytest.raises(TaggingError, match="Say at least one condition"):
        from_json(ChannelRule, {"channel": "Print", "when": []})
    with pytest.raises(ValueError, match="a currency is three letters"):
        from_json(Cost, {"kind": "ads", "start": "2026-01-01", "end": "2026-01-31",
                         "currency": "euro", "amount": 1})  # fmt: skip


# i18n imports nothing of the project; snapshots name the class of every value.
READERS = {"data/base/json_values.py", "i18n/message.py", "report/document/record.py"}


def test_json_of_values_is_read_in_one_place() -> None:
    """A class that reads itself back from JSON would be a second mechanism."""
    tops = ("data", "metrics", "report", "i18n", "changes", "ui", "cli")
    paths = [path for top in tops for path in (ROOT / top).rglob("*.py")]
    found = {
        str(path.relative_to(ROOT))
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "from_json"
    }
    assert found == READERS
