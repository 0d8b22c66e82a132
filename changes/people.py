"""Forgetting people, and how long uploads are stored."""

from __future__ import annotations

from collections.abc import Iterable

from changes.settings import change_setting
from data.imports.redact_again import RedactedAgain, redact_again
from data.imports.upload import present_day
from data.people import forget
from data.people.forget import Removed
from data.store import Store
from data.store.person_key import person_key
from data.store.retention import RETENTION, Retention, apply_retention
from data.values.audit import Actor


def forget_person(
    store: Store, identifiers: Iterable[str], who: Actor, ids: Iterable[str] = ()
) -> Removed:
    """Forget one person; see ``data.people.forget``.

    Raises PersonKeyError without the store's key, ValueError without an identifier.
    """
    return forget.forget(store, who, identifiers, ids)


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
