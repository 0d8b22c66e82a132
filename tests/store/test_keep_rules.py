from __future__ import annotations

import polars as pl
import pytest

from data.base.channels import Use
from data.facts.facts import Facts, canonical
from data.tables.schema import TABLES
from data.values.channel_rule import ChannelRule
from data.values.condition import Condition, Operator
from data.values.correction import Correction, CorrectionKind

FOLD = Correction(CorrectionKind.FOLD, "source")
PRINT = ChannelRule("Print", (Condition("medium", Operator.EQUALS, ("qr",)),), Use.ORGANIC)
ALSO = ChannelRule("Direct", (Condition("source", Operator.STARTS, ("x",)),), Use.ORGANIC)


@pytest.fixture
def filled(store):
    rows = pl.DataFrame({"lead_id": ["1", "2"], "source": ["Fb", "x"]})
    store.commit("a", "a", "leads.csv", {"leads": canonical(TABLES["leads"], rows)}, {})
    return store


def test_rules_come_back_as_they_were_saved_with_who_and_why(store):
    added = store.state.tagging.add([FOLD, PRINT], by="Ada", why="typing")
    assert store.tagging().repairs == (FOLD,)
    assert store.tagging().channels == (PRINT,)
    assert [(k.id, k.rule, k.saved_by, k.why) for k in store.state.tagging.log()] == [
        (added[0], FOLD, "Ada", "typing"),
        (added[1], PRINT, "Ada", "typing"),
    ]


def test_undoing_a_repair_gives_back_the_very_rows_and_stays_in_the_log(filled):
    before = Facts(filled).frame("leads").collect()
    [rule] = filled.state.tagging.add([FOLD])
    assert Facts(filled).frame("leads").collect()["source"].to_list() == ["fb", "x"]
    assert filled.state.tagging.undo(rule, by="Bo")
    assert Facts(filled).frame("leads").collect().equals(before)
    assert not filled.state.tagging.undo(rule)
    [kept] = filled.state.tagging.log()
    assert kept.undone_at is not None
    assert kept.undone_by == "Bo"


def test_every_change_of_the_rules_is_a_new_version_of_the_facts(store):
    seen = [store.version]
    first, second = store.state.tagging.add([PRINT, ALSO])
    seen.append(store.version)
    assert store.state.tagging.swap(first, second)
    seen.append(store.version)
    store.state.tagging.undo(first)
    seen.append(store.version)
    assert len(set(seen)) == 4


def test_channel_rules_change_places(store):
    first, second = store.state.tagging.add([PRINT, ALSO])
    store.state.tagging.swap(first, second)
    assert store.tagging().channels == (ALSO, PRINT)
    assert not store.state.tagging.swap(first, 99)
