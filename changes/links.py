"""Campaign links and the naming convention."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from changes.settings import change_setting
from data.base.json_values import to_json
from data.links.convention import SETTING, Convention
from data.store import State, Store
from data.values.audit import Actor, described, difference
from data.values.link import Draft

_HIDDEN = frozenset({"note"})


def add_links(store: Store, drafts: Sequence[Draft], who: Actor) -> tuple[int, ...]:
    """Save links; gives their ids."""
    state = store.state
    with state.audit.change():
        ids = state.links.add(drafts, by=who.name)
        for number, draft in zip(ids, drafts, strict=True):
            state.audit.add(who, "link.add", number, after=described(_fields(draft), _HIDDEN))
    return ids


def edit_link(store: Store, link_id: int, draft: Draft, who: Actor) -> bool:
    """Replace what a link says. False when there is no such link."""
    state = store.state
    with state.audit.change():
        was = _draft(state, link_id)
        if was is None:
            return False
        state.links.change(link_id, draft, by=who.name)
        before, after = difference(_fields(was), _fields(draft), _HIDDEN)
        state.audit.add(who, "link.edit", link_id, before=before, after=after)
    return True


def archive_link(store: Store, link_id: int, who: Actor) -> bool:
    """Archive a link; its visits stay its own. False when it is not in use."""

    def archive(state: State) -> bool:
        return state.links.archive(link_id, by=who.name)

    return _move(store.state, link_id, who, "link.archive", archive)


def restore_link(store: Store, link_id: int, who: Actor) -> bool:
    """Take a link into use again. False when it is not archived."""

    def restore(state: State) -> bool:
        return state.links.restore(link_id)

    return _move(store.state, link_id, who, "link.restore", restore)


def set_convention(store: Store, convention: Convention, who: Actor) -> None:
    """Replace the naming convention."""
    change_setting(store, SETTING, to_json(convention), who, "convention.set")


def _move(
    state: State, link_id: int, who: Actor, act: str, change: Callable[[State], bool]
) -> bool:
    with state.audit.change():
        if not change(state):
            return False
        state.audit.add(who, act, link_id)
    return True


def _draft(state: State, link_id: int) -> Draft | None:
    return next((link.draft for link in state.links.all() if link.id == link_id), None)


def _fields(draft: Draft) -> dict[str, Any]:
    """What the log may hold: an address without what follows its path."""
    fields: dict[str, Any] = to_json(draft)
    address = urlsplit(draft.destination)
    fields["destination"] = f"{address.netloc}{address.path}"
    fields["tags"] = described(fields["tags"])
    return fields
