"""Forgetting people, and how long uploads are stored."""

from __future__ import annotations

from collections.abc import Iterable

from changes.settings import change_setting
from data.imports.redact_again import RedactedAgain, redact_again
from data.imports.upload import present_day
from data.people import forget
from data.people.forget import Removed
from data.people.forgotten import add_marks, listed
from data.store import Store
from data.store.person_key import another_key, person_key
from data.store.retention import RETENTION, Retention, apply_retention
from data.values.audit import Actor


def forget_person(
    store: Store, identifiers: Iterable[str], who: Actor, ids: Iterable[str] = ()
) -> Removed:
    """Forget one person; see ``data.people.forget``.

    Raises PersonKeyError without the store's key, ValueError without an identifier.
    """
    return forget.forget(store, who, identifiers, ids)


def forget_as_in(store: Store, other: Store, who: Actor) -> Removed:
    """Forget everybody who was forgotten in another store with the same key, such as the one that a backup replaces.

    Raises PersonKeyError without the store's key, or when the other has another one.
    """
    marks = listed(other) - listed(store)
    if marks:
        if person_key(store) != person_key(other):
            raise another_key()
        with store.state.audit.change():
            add_marks(store, marks)
            store.state.audit.add(who, "person.forget", "people", after={"from": "another store"})
    return forget.forget_again(store)


def redact_stored(store: Store, who: Actor) -> RedactedAgain:
    """Redact what an earlier version stored; see ``data.imports.redact_again``.

    Raises PersonKeyError without the store's key.
    """
    person_key(store)  # before anything is written
    with store.state.audit.change():
        store.state.audit.add(who, "upload.redact", "uploads")
    return redact_again(store, present_day())


def set_retention(store: Store, chosen: Retention, who: Actor) -> int:
    """Say how long uploads are stored, and delete those whose time is over; gives how many."""
    wanted = {"months": chosen.months, "undone_days": chosen.undone_days}
    change_setting(store, RETENTION, wanted, who, "retention.set")
    return apply_retention(store)
