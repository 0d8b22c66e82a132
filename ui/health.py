"""Health of the store: checked once in the background, shown on every page."""

from __future__ import annotations

import logging
import threading

from data.base.issue import Issue
from data.store import Store
from data.store.damage import ExplainedError
from data.store.faults import STORE_FAULTS
from data.store.upkeep.check import check

_log = logging.getLogger(__name__)
_PAUSE = 5.0  # seconds: the first page goes first
_found: dict[str, tuple[str, tuple[Issue, ...]]] = {}  # version and issues, by place of the store


def watch(store: Store) -> None:
    """Checks the whole store in a thread of its own, a moment later."""
    later = threading.Timer(_PAUSE, look, (store,))
    later.daemon = True
    later.start()


def look(store: Store) -> None:
    """Checks the whole store, and remembers what is wrong with it."""
    try:
        version = store.version
        _found[store.facts.root] = version, check(store).issues
    except (*STORE_FAULTS, ExplainedError):  # pages say what fails where it is needed
        _log.exception("The store could not be checked")


def look_once(store: Store) -> None:
    """Checks the store now, unless that was done."""
    if store.facts.root not in _found:
        look(store)


def forget(store: Store) -> None:
    """What was found is no longer so."""
    _found.pop(store.facts.root, None)


def issues(store: Store) -> tuple[Issue, ...]:
    """What is wrong with the store: seen when it was opened, and by the check once it is done.

    What was found is looked at again when the store has changed since: it may have been repaired.
    """
    version, found = _found.get(store.facts.root, ("", ()))
    if found and version != store.version:
        look(store)
        _version, found = _found[store.facts.root]
    return (*store.notices, *found)
