from __future__ import annotations

from data.values.link import Draft
from data.values.tags import Tags

DRAFT = Draft("https://a.example/é", Tags("fb", "social", "x", "y", "z", "7"), "facebook", "1", "n", on_own_site=True)  # fmt: skip


def test_links_come_back_as_they_were_kept_with_who(store):
    added = store.state.links.add([DRAFT, DRAFT.put("content", "b")], by="Ada")
    first, second = store.state.links.all()
    assert (first.id, second.id) == added
    assert (first.draft, first.saved_by, first.changed_at) == (DRAFT, "Ada", None)
    assert store.state.links.change(first.id, DRAFT.put("term", "t"), by="Bo")
    changed = store.state.links.all()[0]
    assert (changed.draft.tags.term, changed.saved_by, changed.changed_by) == ("t", "Ada", "Bo")
    assert not store.state.links.change(99, DRAFT)


def test_archived_links_stay_and_come_back(store):
    [one] = store.state.links.add([DRAFT])
    assert store.state.links.archive(one, by="Bo")
    assert not store.state.links.archive(one)
    assert store.state.links.all(archived=False) == ()
    [kept] = store.state.links.all()
    assert (kept.archived_by, kept.archived_at is None) == ("Bo", False)
    assert store.state.links.restore(one)
    assert not store.state.links.restore(one)
    assert store.state.links.all(archived=False) == store.state.links.all()


def test_every_change_of_the_links_is_a_new_version_of_the_facts(store):
    seen = [store.version]
    [one] = store.state.links.add([DRAFT])
    seen.append(store.version)
    store.state.links.change(one, DRAFT)
    seen.append(store.version)
    store.state.links.archive(one)
    seen.append(store.version)
    assert len(set(seen)) == 4
