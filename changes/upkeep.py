"""Repairing a store: what is damaged is set aside, and read again from the stored uploads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.base.issue import Issue, Level, Where
from data.imports.result import FileResult
from data.imports.rows_again import rows_again
from data.imports.upload import import_stored
from data.reading import Unreadable
from data.store import Import, Store
from data.store.damage import ExplainedError
from data.store.faults import STORE_FAULTS
from data.store.upkeep.backup import on_object_store
from data.store.upkeep.check import TableCheck, check_table
from data.store.upkeep.repair import (
    is_older_state,
    remove_orphans,
    set_facts_aside,
    set_files_aside,
    set_table_aside,
    settle_older_state,
    write_again,
)
from data.tables.schema import TABLES
from data.values.audit import Actor
from i18n.message import msg

_LOCK = "repair"
_IMPORT_AGAIN = msg("Import the file again, or sync these days again from Google Analytics.")


@dataclass(slots=True)
class Repaired:
    """What a repair has done.

    ``read_again`` are imports whose rows were written anew from their upload, ``undone`` those
    whose upload could not be read, ``aside`` how many files and tables were set aside,
    ``removed`` how many rows of unknown imports, ``recovered`` uploads that no list knew.
    """

    read_again: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    aside: int = 0
    removed: int = 0
    recovered: list[FileResult] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to repair."""
        return not (self.read_again or self.undone or self.aside or self.removed or self.recovered)


def repair(store: Store, who: Actor) -> Repaired:
    """Set aside what is damaged, and write the rows that are missing again from their uploads.

    An import whose upload cannot be read is undone, and an issue says so. Uploads that the list
    of imports does not know, because it is older than they are, are imported. Raises BackupError for
    a store on an object store, ExplainedError while somebody else repairs it, and what keeps a table
    from being read now.
    """
    if "://" in store.facts.root:  # its files cannot be set aside
        raise on_object_store()
    locks = store.state.ledger.locks
    if not locks.hold(_LOCK):  # two at once would write the same rows twice
        raise ExplainedError(
            msg("Another user is repairing this store at the moment."),
            msg("Wait until that is done, then look again."),
        )
    try:
        return _repaired(store, who)
    finally:
        locks.free(_LOCK)


def _repaired(store: Store, who: Actor) -> Repaired:
    done = Repaired()
    older = is_older_state(store)
    store.recover()
    lacking = dict[int, set[str]]()
    for table in TABLES:
        found = _without_damage(store, check_table(store, table), done)
        for number in found.lacking:
            lacking.setdefault(number, set()).add(table)
        remove_orphans(store, table, found.orphans)
        done.removed += sum(found.orphans.values())
    for number, tables in lacking.items():
        entry = store.state.ledger.get(number)
        if entry is not None:
            _read_again(store, entry, tables, who, done)
    if older:
        done.recovered += _unknown_uploads(store, who)
        settle_older_state(store)
    for table in TABLES:
        store.facts.adopt(table)
    store.state.ledger.touch()
    if not done.nothing:
        _log(store, who, done)
    return done


def rebuild(place: Path, who: Actor) -> Repaired:
    """Make a new state for a store that lost its own, and import every stored upload into it.

    The rows from before are set aside, not deleted.
    """
    set_facts_aside(place)
    store = Store.open(place)
    try:
        done = Repaired(aside=1, recovered=list(_unknown_uploads(store, who)))
        _log(store, who, done)
    finally:
        store.close()
    return done


def _without_damage(store: Store, found: TableCheck, done: Repaired) -> TableCheck:
    """What is wrong with a table once what cannot be read is set aside."""
    if found.unreadable is not None:
        set_table_aside(store, found.table)
        done.aside += 1
    if found.files:
        set_files_aside(store, found.table, found.files)
        done.aside += len(found.files)
    if found.unreadable is None and not found.files:
        return found
    return check_table(store, found.table)


def _read_again(store: Store, entry: Import, tables: set[str], who: Actor, done: Repaired) -> None:
    try:
        write_again(store, entry.id, tables, rows_again(store, entry))
    except (*STORE_FAULTS, ExplainedError, Unreadable):
        store.undo(entry.id, who)
        done.undone.append(entry.id)
        what = msg(
            "Import {n} is undone, because its rows were damaged and its stored file could not "
            "be read again.",
            n=entry.id,
        )
        done.issues.append(Issue(Level.ERROR, Where(entry.file), what, _IMPORT_AGAIN))
    else:
        done.read_again.append(entry.id)


def _unknown_uploads(store: Store, who: Actor) -> Iterator[FileResult]:
    """Import the uploads of which the list of imports says nothing; their names are not known."""
    known = {entry.sha256 for entry in store.state.ledger.all()}
    known |= {waiting.sha256 for waiting in store.state.uploads.waiting()}
    for sha in sorted(store.raw.stored()):
        if sha not in known:
            yield import_stored(store, sha, f"upload-{sha[:8]}", {}, who=who)


def _log(store: Store, who: Actor, done: Repaired) -> None:
    with store.state.audit.change():
        after = {
            "read_again": done.read_again,
            "undone": done.undone,
            "set_aside": done.aside,
            "rows_removed": done.removed,
            "recovered": len(done.recovered),
        }
        said = {name: value for name, value in after.items() if value}
        store.state.audit.add(who, "store.repair", "store", after=said)
