from __future__ import annotations

from datetime import date

import pytest

from data.values.annotation import Annotation

DAY = date(2026, 3, 2)
NOTE = Annotation(DAY, DAY, "Site down, été", "site", channel="Email")


def test_notes_come_back_by_day_with_who(store):
    later = Annotation(date(2026, 4, 1), date(2026, 4, 3), "Fair", "campaign")
    store.state.annotations.add(later, by="Ada")
    store.state.annotations.add(NOTE)
    assert store.state.annotations.current() == (NOTE, later)
    assert [kept.saved_by for kept in store.state.annotations.log()] == ["Ada", ""]


def test_removed_notes_stay_in_the_log(store):
    number = store.state.annotations.add(NOTE)
    assert store.state.annotations.remove(number, by="Bo")
    assert not store.state.annotations.remove(number)
    assert store.state.annotations.current() == ()
    [kept] = store.state.annotations.log()
    assert (kept.note, kept.removed_by, kept.removed_at is None) == (NOTE, "Bo", False)


def test_notes_are_no_facts(store):
    before = store.version
    store.state.annotations.add(NOTE)
    assert store.version == before


@pytest.mark.parametrize(
    "parts", [{"text": " "}, {"kind": "party"}, {"last": date(2026, 3, 1)}], ids=str
)
def test_impossible_notes_are_refused(parts):
    with pytest.raises(ValueError, match="note"):
        Annotation(**{"first": DAY, "last": DAY, "text": "x", **parts})
