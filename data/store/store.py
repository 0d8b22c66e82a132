"""The store: fact tables, relational state, raw uploads; commit, undo and crash recovery."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import sqlalchemy as sa

from data.base.issue import Issue, Level, Where
from data.store import damage
from data.store.clock import now
from data.store.derived_cache import DerivedCache
from data.store.faults import STORE_FAULTS
from data.store.ga4 import KEY_EVENTS
from data.store.holidays import holiday_calendar, holidays, years_reached
from data.store.lake.delta import DeltaTables, TableSnapshot
from data.store.lake.seal import Seal, SealFile
from data.store.ledger import ImportStatus, LedgerView
from data.store.money import stored_money
from data.store.opening import has_state
from data.store.outcomes import stored_outcomes
from data.store.person_key import settle_key
from data.store.raw import LocalRaw, Raw, RemoteRaw
from data.store.retention import apply_retention
from data.store.state import State
from data.store.writer import Writer
from data.store.zone import company_zone
from data.tables.coverage import Coverage, FileOrigin, shared_days
from data.tables.deduplicate import Days
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN, Actor
from data.values.inputs import Inputs
from data.values.link import Link
from data.values.money import Money
from data.values.rules import Tagging
from data.values.zone import CompanyZone

_log = logging.getLogger(__name__)

STORE_VARIABLE, STATE_VARIABLE = "UTMOST_STORE", "UTMOST_STATE_URL"
"""Environment variables: where the store is, and the URL of the database for its state."""

_PIN_TRIES = 5
_AGAIN = 10.0  # seconds after which a store that could only be read is tried again
_SWEPT = "facts_swept_at"
_UPLOADS_KNOWN = "uploads_have_checksums"
OLDER_STATE = "state_older_than_facts"


@dataclass(frozen=True, slots=True)
class Pin:
    """The rows of a table at one version of the facts.

    ``shared`` are the days whose rows must be picked from, None for any: see ``data.tables.deduplicate``.
    ``whole`` says that the table's files hold these rows and no others.
    """

    version: str
    rows: pl.LazyFrame
    shared: Days | None
    whole: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """Where the facts of one organisation are stored.

    Any number of processes may read and import at the same time.
    """

    facts: DeltaTables
    raw: Raw
    state: State
    seal: SealFile
    notices: list[Issue] = field(default_factory=list)
    _pinned: dict[str, Pin] = field(default_factory=dict)
    _reserved: dict[str, int] = field(default_factory=dict)

    @classmethod
    def open(
        cls, location: str | Path = "store", *, state_url: str | sa.URL | None = None
    ) -> Store:
        """The store at a folder or object-store URL, made when there is none.

        The state is a SQLite file in the folder unless ``state_url`` names a database, which an
        object store needs. What interrupted imports left behind is removed before this returns.
        What prevents that, and a state that is older than the facts, is in
        ``notices``; a store on a disk that takes nothing is opened for reading.

        Raises ValueError for an object store without a database, and for a path with "%";
        ForeignStateError when the state is gone or is another store's.
        """
        if "://" in str(location):
            if state_url is None:
                raise ValueError(
                    f"A store on an object store needs a database for its state: give its URL with --state, or set {STATE_VARIABLE}."
                )
            root = str(location).rstrip("/")
        else:
            folder = Path(location).resolve()
            if "%" in str(folder):  # Delta Lake would read and write in another folder
                raise ValueError(
                    f"A store cannot be in a folder with % in its name or path ({folder}): choose another folder."
                )
            folder.mkdir(parents=True, exist_ok=True)
            root = str(folder)
            # As parts: in a text, %, ? and # of the folder's name would mean something.
            state_url = state_url or sa.URL.create("sqlite", database=str(folder / "state.db"))
        seal = SealFile(f"{root}/facts")
        sealed = seal.read()
        if sealed is not None and not has_state(sa.make_url(state_url)):
            raise damage.lost_state(root)
        state = State.open(state_url)
        known = state.ledger.store_id()
        if sealed is not None and sealed.store_id != known:
            state.close()
            raise damage.foreign_state(root)
        facts = DeltaTables(f"{root}/facts", state.checksums, known)
        raw: Raw = (
            RemoteRaw(f"{root}/raw")
            if "://" in root
            else LocalRaw(Path(root, "raw"), state.checksums)
        )
        store = cls(facts, raw, state, seal)
        store._keep_house(sealed)  # a constructor of this very class
        return store

    @property
    def version(self) -> str:
        """A text that changes whenever the visible facts do: the key for anything cached."""
        return self.state.ledger.version()

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of the imports that are done, in the canonical schema.

        Rows are as they were imported: see ``data.facts.facts`` for the ones that count.
        Raises KeyError for a table that the schema does not know.
        """
        return self.pin(table).rows

    def pin(self, table: str) -> Pin:
        """The rows that ``scan`` gives, with the version that they show.

        Raises KeyError for a table that the schema does not know.
        """
        known = self._pinned.get(table)
        if known is not None and known.version == self.version:
            return known
        fresh = self._pinned[table] = self._pin(table)
        return fresh

    def tagging(self) -> Tagging:
        """The repairs and channel rules in force."""
        return self.state.tagging.active()

    def money(self) -> Money:
        """Costs, rates and margins entered by hand, and the reporting currency."""
        return stored_money(self.state.entries, self.state.settings)

    def unsettled(self) -> date | None:
        """The first of the last days that Google Analytics may still change."""
        return self.state.ga4.unsettled()

    def holidays(self) -> frozenset[date]:
        """The company's days off: public holidays of its country, and its own."""
        settings, years = self.state.settings, range(0)
        if holiday_calendar(settings).country:
            years = years_reached(self.state.ledger, self.state.goals)
        return frozenset(holiday.day for holiday in holidays(settings, years))

    def file_origins(self) -> dict[int, FileOrigin]:
        """Which source read each visible import, and the period its file states, by import."""
        return self.state.ledger.origins()

    def links(self) -> tuple[Link, ...]:
        """The saved campaign links, archived ones included."""
        return self.state.links.all()

    def zone(self) -> CompanyZone:
        """The company's time zone, chosen or guessed."""
        return company_zone(self.state)

    def inputs(self) -> Inputs:
        """Everything besides rows that figures depend on."""
        return Inputs(
            self.tagging(),
            self.money(),
            self.holidays(),
            self.unsettled(),
            self.links(),
            stored_outcomes(self.state.settings),
            self.zone().name,
        )

    def is_current(self) -> bool:
        """Whether this is still the store at its place, opened as well as it can be.

        Not when its database was replaced or removed, nor when it was opened for reading and its
        disk has room again. Costs a look at the file.
        """
        database = self.state.database
        late = time.monotonic() - database.opened_at > _AGAIN
        return not database.is_replaced() and not (late and database.can_write_again())

    def kept(self) -> DerivedCache | None:
        """The cache of results from one process to the next; None on an object store."""
        place = Path(self.facts.root).parent / "derived"
        return None if "://" in self.facts.root else DerivedCache(place)

    def owns(self, path: Path) -> bool:
        """Whether ``path`` lies inside the store."""
        return path.resolve().is_relative_to(Path(self.facts.root).parent)

    def commit(
        self,
        identity: str,
        sha256: str,
        file: str,
        tables: Mapping[str, pl.DataFrame],
        summary: Mapping[str, Any],
        quarantine: Sequence[Mapping[str, Any]] = (),
        *,
        upload: bytes | None = None,
        who: Actor = UNKNOWN,
    ) -> int:
        """Import the tables of one file as a whole or not at all; gives the import's id.

        ``quarantine`` rows have ``sheet``, ``row``, ``reason`` and ``record``; ``upload`` is
        stored under ``sha256`` before the import is done. Raises IdentityTakenError when an
        import with this identity is done or being written.
        """
        with self.writing(identity, sha256, file, who) as writer:
            with ThreadPoolExecutor(
                1
            ) as uploader:  # waiting for the disk leaves the processor free
                stored = None if upload is None else uploader.submit(self.raw.put, sha256, upload)
                writer.add(tables)
            if stored is not None:
                stored.result()  # an import must not be done without its upload
            writer.finish(summary, quarantine)
        return writer.import_id

    def begin(self, identity: str, sha256: str, file: str) -> int:
        """A new pending import, of which rows may be written. Raises IdentityTakenError when held."""
        number = self.state.ledger.begin(identity, sha256, file)
        try:
            self.reserve(number)
        except BaseException:
            self.state.ledger.leave([number])
            raise
        return number

    def reserve(self, import_id: int) -> None:
        """Note with the facts that this id is given, before they have rows of it."""
        if import_id <= self._reserved.get("last", 0):
            return
        # One process after the other: no one may write a lower number over a higher one.
        with self.state.database.write():
            sealed = self.seal.read()
            if sealed is None or sealed.last_import < import_id:
                self.seal.write(Seal(self.facts.store_id, import_id))
        self._reserved["last"] = import_id

    @contextmanager
    def writing(
        self, identity: str, sha256: str, file: str, who: Actor = UNKNOWN
    ) -> Iterator[Writer]:
        """An import that is written piece by piece; left unfinished, nothing of it remains.

        Raises IdentityTakenError when an import with this identity is done or being written.
        """
        number = self.begin(identity, sha256, file)
        writer = Writer(self.facts, self.state.ledger, number, file, who)
        try:
            yield writer
        except BaseException:
            with suppress(*STORE_FAULTS):  # else removed at the next try, or at the next opening
                writer.withdraw()
            raise
        finally:
            self.state.ledger.leave([number])
        if not writer.finished:
            writer.withdraw()
        else:
            self.tidy(writer.extents)

    def undo(self, import_id: int, who: Actor = UNKNOWN) -> bool:
        """Take a done import back: its rows vanish at once, what they hid is visible again.

        The upload stays; the answers about it are deleted, because one of them may have been the
        mistake. False when there is no done import with this id.
        """
        entry = self.state.ledger.get(import_id)
        if entry is None or not self.state.ledger.start_undo(import_id, who):
            return False
        self.state.uploads.forget_answers(entry.sha256)
        self._remove(import_id)
        return True

    def withdraw(self, import_id: int) -> None:
        """Remove every row of an import that is not finished; no error when it is."""
        if self.state.ledger.start_rollback(import_id):
            self._remove(import_id)

    def recover(self) -> None:
        """Remove what imports of dead processes left; those that still run are left alone."""
        for entry in self.state.ledger.unfinished():
            if entry.status is not ImportStatus.PENDING:
                _log.warning("Import %d was %s: its rows are removed", entry.id, entry.status.value)
                self._remove(entry.id)
            elif not self.state.ledger.is_at_work(entry):
                _log.warning("Import %d was interrupted: it is taken back", entry.id)
                self.withdraw(entry.id)

    def tidy(self, tables: Iterable[str]) -> None:
        """Join the small files of tables that have many."""
        crowded = [table for table in tables if self.facts.crowded(table)]
        for table in crowded:
            self.facts.compact(table)
        if crowded:  # snapshots that are cached name the files from before
            self.state.ledger.touch()

    def close(self) -> None:
        """Give the database connections back."""
        self.state.close()

    def _pin(self, table: str) -> Pin:
        """A snapshot of the table and the version of the facts that it shows.

        The ledger is read before and after: when it says the same, the snapshot can only
        hold rows of the imports known then, and rows of done ones need no filter.
        """
        ledger = self.state.ledger
        for _ in range(_PIN_TRIES):
            before, stored = ledger.view(), self.facts.snapshot(table)
            extents = ledger.extents(table)
            if ledger.view() == before:
                whole = _is_whole(table, stored, extents, before)
                return Pin(
                    before.version,
                    self._visible(table, stored, before),
                    shared_days(table, extents),
                    whole,
                )
        # Other imports come in all the time: rows of the imports that were done, days unknown.
        before, stored = ledger.view(), self.facts.snapshot(table)
        return Pin(before.version, self._visible(table, stored, before), None, whole=False)

    def _visible(self, table: str, stored: TableSnapshot, view: LedgerView) -> pl.LazyFrame:
        """Rows of imports that are done; what a key event counts as is a setting, applied when read."""
        rows = stored.rows
        # Where no file has a row of another import, asking every row would double the work.
        if stored.imports is None or not stored.imports <= view.done:
            rows = rows.filter(pl.col("import_id").is_in(view.done))
        return self.state.ga4.mark(rows) if table == KEY_EVENTS else rows

    def _remove(self, import_id: int) -> None:
        # Rows first: a process that dies in between leaves a removal that the next one repeats.
        self.facts.remove(import_id)
        self.state.ledger.end_removal(import_id)

    def _keep_house(self, sealed: Seal | None) -> None:
        """What opening a store does besides: each part is tried, whatever became of the others."""
        if self.state.database.read_only:
            self.notices.append(_notice(damage.read_only()))
            return
        settle = partial(settle_key, self)
        for work in (partial(self._match, sealed), settle, self.recover, self._sweep_daily):
            try:
                work()
            except damage.ExplainedError as error:
                _log.warning("The store is damaged", exc_info=True)
                self.notices.append(_notice(error))
            except STORE_FAULTS:
                _log.warning("The store cannot be tidied", exc_info=True)
                self.notices.append(_notice(damage.read_only()))
        older = self.state.settings.get(OLDER_STATE)
        if older:
            self.notices.append(_notice(damage.older_state(*older)))

    def _match(self, sealed: Seal | None) -> None:
        """Seal facts that have none; with a state that is older than the facts, give no id twice."""
        last = self.state.ledger.last_id()
        if sealed is None:
            self.seal.write(Seal(self.facts.store_id, last))
        elif sealed.last_import > last:
            self.state.ledger.skip_ids(sealed.last_import)
            # What is cached on disk has the versions that this copy is about to count again.
            self.state.ledger.renew()
            self.state.settings.setdefault(OLDER_STATE, [last, sealed.last_import])

    def _sweep_daily(self) -> None:
        """Remove what killed writers left on disk, at most once a day."""
        present, last = now(), self.state.settings.get(_SWEPT, "")
        if present[:10] == last[:10]:
            return
        if not self.state.settings.get(_UPLOADS_KNOWN):
            self.raw.adopt()
            self.state.settings.set(_UPLOADS_KNOWN, value=True)
        # Noted before the work, so that processes that start meanwhile do not sweep as well.
        self.state.settings.set(_SWEPT, present)
        for table in TABLES:
            self.facts.sweep(table)
        apply_retention(self)


def _is_whole(
    table: str, stored: TableSnapshot, extents: Sequence[Coverage], view: LedgerView
) -> bool:
    """Whether the files hold the rows of the imports that are done, and no others.

    Raises DamagedFactsError when those of done imports are not as many as the ledger says.
    """
    known = stored.count is not None and all(extent.rows for extent in extents)
    if not known:  # written by an early version, which did not count
        return False
    expected = sum(extent.rows for extent in extents)
    if stored.count == expected and not view.open:
        return True
    if stored.count == expected:  # rows of open imports might make up for missing ones
        return False
    done = stored.rows.filter(pl.col("import_id").is_in(view.done))
    if done.select(pl.len()).collect().item() != expected:
        raise damage.miscounted(table)
    return False


def _notice(error: damage.ExplainedError) -> Issue:
    return Issue(Level.WARNING, Where(""), error.what, error.fix)
