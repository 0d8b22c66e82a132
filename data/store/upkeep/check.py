"""Check of a whole store: every file, every count, every upload; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from data.base.issue import Issue, Level, Where
from data.store.damage import StoreDamageError
from data.store.faults import FACTS_DAMAGED, STORE_FAULTS, explained, is_damage
from data.store.ledger import Import
from data.store.retention import retention
from data.store.store import Store
from data.tables.schema import TABLES
from i18n.message import Message, msg, plural

_REPAIR = msg("Run python -m data repair to read the stored files of these imports again.")
_REMOVE = msg("Run python -m data repair to delete these rows.")
_NO_UPLOAD = msg("The values do not change. To store the file again, import it again.")
_SQLITE = msg(
    "Restore a backup (python -m data restore). Without one, export what can be read and start "
    "a new store."
)


@dataclass(frozen=True, slots=True)
class TableCheck:
    """What is wrong with one table.

    ``unreadable`` is why it cannot be opened, ``files`` are damaged ones (``missing`` or
    ``changed``), ``lacking`` are done imports with other rows than the ledger says (rows there, rows
    said), ``orphans`` imports that the ledger does not call done, with their rows.
    """

    table: str
    unreadable: Message | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    lacking: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    orphans: Mapping[int, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.unreadable or self.files or self.lacking or self.orphans)


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """What is wrong with a store; ``uploads`` are imports whose upload is missing or changed."""

    tables: tuple[TableCheck, ...] = ()
    uploads: Mapping[int, str] = field(default_factory=dict)
    state: tuple[str, ...] = ()
    imports: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.state and not self.uploads and all(one.sound for one in self.tables)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is wrong in sentences, the worst first."""
        return (*self._of_state(), *self._of_tables(), *self._of_uploads())

    def _of_state(self) -> Iterator[Issue]:
        if self.state:
            what = msg("The list of imports and settings (state.db) is damaged: {what}", what=self.state[0])  # fmt: skip
            yield Issue(Level.ERROR, Where("state.db"), what, _SQLITE)

    def _of_tables(self) -> Iterator[Issue]:
        for one in self.tables:
            where = Where(f"facts/{one.table}")
            if one.unreadable is not None:
                yield Issue(Level.ERROR, where, one.unreadable, _REPAIR)
            for file, kind in one.files.items():
                what = _MISSING if kind == "missing" else _CHANGED
                yield Issue(Level.ERROR, Where(f"{where.file}/{file}"), what, _REPAIR)
            for number, (there, said) in one.lacking.items():
                what = msg(
                    "Rows of import {n} in the table {table}: {there} instead of {said}.",
                    n=number,
                    there=there,
                    said=said,
                    table=one.table,
                )
                yield Issue(Level.ERROR, where, what, _REPAIR)
            if one.orphans:
                what = plural(
                    "{n} row of imports that are not in the list is not shown.",
                    "{n} rows of imports that are not in the list are not shown.",
                    n=sum(one.orphans.values()),
                )
                yield Issue(Level.WARNING, where, what, _REMOVE)

    def _of_uploads(self) -> Iterator[Issue]:
        missing = sorted(number for number, kind in self.uploads.items() if kind == "missing")
        changed = sorted(number for number, kind in self.uploads.items() if kind == "changed")
        if missing:
            what = plural(
                "The stored file of import {which} is missing.",
                "The stored files of these imports are missing: {which}.",
                n=len(missing),
                which=_some(missing),
            )
            yield Issue(Level.WARNING, Where("raw"), what, _NO_UPLOAD)
        if changed:
            what = plural(
                "The stored file of import {which} has been changed.",
                "The stored files of these imports have been changed: {which}.",
                n=len(changed),
                which=_some(changed),
            )
            yield Issue(Level.WARNING, Where("raw"), what, _NO_UPLOAD)


def _some(numbers: list[int]) -> str:
    more = "…" if len(numbers) > _LISTED else ""
    return ", ".join(map(str, numbers[:_LISTED])) + more


_LISTED = 8
_MISSING = msg("This file is missing.")
_CHANGED = msg("This file has been changed since it was written.")


def check(store: Store) -> StoreCheck:
    """Look at everything in a store. Imports that are being written meanwhile are no fault."""
    done = store.state.ledger.done()
    return StoreCheck(
        tuple(found for table in TABLES if not (found := _looked_at(store, table)).sound),
        dict(_uploads(store, done)),
        tuple(_state(store)),
        len(done),
    )


def _looked_at(store: Store, table: str) -> TableCheck:
    """The check of one table among others: what fails costs that table alone."""
    try:
        return check_table(store, table)
    except STORE_FAULTS as error:
        issue = explained(error)
        return TableCheck(table, FACTS_DAMAGED[0] if issue is None else issue.what)


def check_table(store: Store, table: str) -> TableCheck:
    """Look at one table: read every file of it, and count the rows of every import.

    Raises what is no damage: a missing right or too many open files say nothing about the table.
    """
    before = store.state.ledger.view()
    try:
        files = store.facts.damaged(table)
        if files:
            return TableCheck(table, files=files)
        rows = store.facts.scan(table).group_by("import_id").len().collect()
    except StoreDamageError as error:
        return TableCheck(table, error.what)
    except STORE_FAULTS as error:
        if not is_damage(error):
            raise
        return TableCheck(table, FACTS_DAMAGED[0])
    found = dict(rows.iter_rows())
    entries, after = store.state.ledger.done(), store.state.ledger.view()
    # An import that became done, or was undone, while the rows were counted is no fault.
    said = {
        entry.id: entry.extents[table].rows if table in entry.extents else None
        for entry in entries
        if entry.id in before.done & after.done
    }
    lacking = {
        n: (found.get(n, 0), rows or 0)
        for n, rows in said.items()
        if rows != 0 and found.get(n, 0) != (rows or 0)
    }
    known = before.done | before.open | after.done | after.open
    orphans = {n: count for n, count in found.items() if n not in known}
    return TableCheck(table, lacking=lacking, orphans=orphans)


def _uploads(store: Store, done: tuple[Import, ...]) -> Iterator[tuple[int, str]]:
    seen: dict[str, str | None] = {}
    everything = retention(store.state.settings).months is None  # else one may be gone on purpose
    for entry in done:
        if entry.sha256 not in seen:
            seen[entry.sha256] = store.raw.fault(entry.sha256)
        fault = seen[entry.sha256]
        if fault == "changed" or (fault is not None and everything):
            yield entry.id, fault


def _state(store: Store) -> Iterator[str]:
    """What the database says is wrong with itself; a server looks after its own files."""
    if not store.state.database.is_file:
        return
    with store.state.database.read() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    yield from (str(line) for line in found if line != "ok")
    yield from (f"{table} → {parent}" for table, _row, parent, _key in broken)
