"""Import pipeline: the steps of every export into the store, whatever its size and kind."""

from __future__ import annotations

import io
import json
import logging
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, BinaryIO

import polars as pl

from data.base.issue import Issue, Level, Where
from data.base.json_values import from_json, to_json
from data.imports import pseudonymise
from data.imports.answers import Reading, answers_for, read
from data.imports.large_file import large_reader
from data.imports.loader import LoadedPart, Loader
from data.imports.mappings import save_mapping
from data.imports.overlap import overlapping, related_to
from data.imports.own_accounts import own_accounts
from data.imports.reader import Advance, Reader, silent
from data.imports.result import FileResult, ImportOutcome
from data.imports.small_file import SmallFile
from data.imports.stored_words import stored_name, stored_sheet, stored_words
from data.imports.summary import Summary
from data.people.forgotten import add_marks, concerned, forgotten
from data.people.pseudonym import Pseudonym, pseudonym
from data.people.uploads import without_records
from data.reading import Unreadable
from data.reading.chunks import CHUNK, Opener
from data.sources.kit.parse_result import ParseResult
from data.sources.registry import ReadContext
from data.store import IdentityTakenError, ImportStatus, RolledBackError, Store
from data.store.batch import ImportBatch
from data.store.faults import STORE_FAULTS, explained
from data.store.person_key import PersonKeyError
from data.store.raw import digest
from data.store.retention import retention
from data.tables.coverage import Coverage
from data.tables.schema import TABLES
from data.values.audit import UNKNOWN, Actor
from i18n.message import msg

_log = logging.getLogger(__name__)

_PATIENCE = 60.0  # seconds to wait for another process that imports the same file
_PAUSE = 0.05
_LONG = 8 << 20  # bytes from which a file is parsed while it is hashed
_SMALL = 1 << 20  # bytes up to which a file waits for others to be committed with


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports into one store, reading with one loader, on one day.

    ``made`` is when the file was written, if that is known. Small files wait in ``batch``, if
    there is one, for the caller to finish it.
    """

    store: Store
    load: Loader
    today: date
    made: datetime | None = None
    batch: ImportBatch | None = None
    who: Actor = UNKNOWN

    def upload(
        self, file: str, content: bytes, answers: Mapping[str, str], advance: Advance = silent
    ) -> tuple[FileResult, ...]:
        """Import every export in an upload; each as a whole or not at all.

        ``advance`` gets the share of a zip that is read, before anything of it is imported.
        """
        with ThreadPoolExecutor(1) as hasher:  # a long file is seldom known: read it meanwhile
            hashed = hasher.submit(digest, content)
            parts = self._parts(file, content, {}, advance) if len(content) > _LONG else None
            sha = hashed.result()
        known = self.known(file, sha, self.given(file, sha, answers))
        if known is not None:
            return (known,)
        if parts is None:
            parts = self._parts(file, content, {}, advance)
        return tuple(self._part(part, content, sha, answers) for part in parts)

    def _part(
        self, part: LoadedPart, content: bytes, sha: str, answers: Mapping[str, str]
    ) -> FileResult:
        """Import one export of an upload of these bytes."""
        own = part.content
        if own is not content:
            sha = digest(own)
        if not part.waits:
            return self.run(self._small(part), sha, answers)
        size = len(own)
        del own  # each pass over the file has it in memory again

        def opener() -> BinaryIO:
            return io.BytesIO(part.content)

        try:
            dated = self if part.made is None else replace(self, made=part.made)
            return dated.run(dated.large(part.file, opener, size), sha, answers)
        except Unreadable as verdict:
            refused = Summary.of_refused(verdict.finding.at(part.file))
            return FileResult(part.file, sha, ImportOutcome.REFUSED, refused)

    def large(
        self,
        file: str,
        opener: Opener,
        size: int,
        advance: Advance = silent,
        chunk: int = CHUNK,
    ) -> Reader:
        """The reader of a large file. Raises Unreadable when it is damaged."""
        context = ReadContext(file, self.today, {}, self.made, accounts=own_accounts(self.store))
        return large_reader(self.store, context, opener, size, advance, hide=self.hide, chunk=chunk)

    def again(self, file: str, sha: str, content: bytes, answers: Mapping[str, str]) -> FileResult:
        """Import one export that is stored under ``sha``; its bytes may have been redacted."""
        return self.run(self.reader(file, content), sha, answers)

    def reader(self, file: str, content: bytes) -> SmallFile:
        """The reader of one export, as it is stored."""
        [part] = self._parts(file, content, {})
        return self._small(part)

    def redacted(
        self, file: str, content: bytes, answers: Mapping[str, str]
    ) -> tuple[bytes, ParseResult]:
        """An upload that an earlier version stored, as it is stored today, and what was read of it."""
        [part] = self._parts(file, content, answers)
        with self._storable(self._small(part), part.loaded) as upload:
            return upload.read(), part.loaded

    def run(self, reader: Reader, sha: str, answers: Mapping[str, str]) -> FileResult:
        """Import one export as a whole or not at all; ``sha`` is that of the original upload.

        Known already? Read it with the answers that it asks for. Ask the rest, or write it. Every
        file goes these steps; sizes and kinds differ in their ``reader`` alone.
        """
        given = self.given(reader.file, sha, answers)
        known = self.known(reader.file, sha, given)
        if known is not None:
            return known
        try:
            reading = read(reader, given)
            summary = self._summary(reader, sha, reading)
            if reading.loaded.refused:
                return FileResult(reader.file, sha, ImportOutcome.REFUSED, summary)
            # Saved before the import is done: a file that then fails or waits asks them only once.
            self.store.state.uploads.save_answers(sha, reading.used)
            if reading.loaded.questions:
                return self._wait(reader, sha, reading, summary)
            result = self._commit(reader, sha, reading, summary)
        except (Unreadable, PersonKeyError) as verdict:
            refused = Summary.of_refused(_why(verdict, reader.file))
            return FileResult(reader.file, sha, ImportOutcome.REFUSED, refused)
        except STORE_FAULTS as error:
            _log.exception("Upload %s could not be stored", sha[:12])
            return FileResult(
                reader.file, sha, ImportOutcome.REFUSED, unstorable(reader.file, error)
            )
        self.store.state.uploads.resolve(sha)
        if not self._stores_uploads():  # it is there if it waited for an answer
            self.store.raw.remove(sha)
        if reading.loaded.mapping is not None:  # the next file like it is read by it
            save_mapping(self.store.state, reading.loaded.mapping, self.who)
        return result

    def _small(self, part: LoadedPart) -> SmallFile:
        return SmallFile(part, self._parts, ReadContext("", self.today), self.hide)

    def _parts(
        self, file: str, content: bytes, answers: Mapping[str, str], advance: Advance = silent
    ) -> tuple[LoadedPart, ...]:
        return self.load(
            file,
            content,
            answers,
            today=self.today,
            made=self.made,
            mappings=self.store.state.mappings.all(),
            accounts=own_accounts(self.store),
            advance=advance,
        )

    def _summary(self, reader: Reader, sha: str, reading: Reading) -> Summary:
        """What is known before anything is written: of a file in memory all there is to know."""
        warnings: tuple[Issue, ...] = ()
        if reader.in_memory:
            rows = reading.loaded.tables.items()
            held = {name: Coverage.of(name, table) for name, table in rows if table.height}
            warnings = self.warnings(reader.file, sha, reading.loaded, held)
        return Summary.of(reading.loaded, reading.used, (*reading.issues, *warnings))

    def _wait(self, reader: Reader, sha: str, reading: Reading, summary: Summary) -> FileResult:
        """Store the upload and what it asks."""
        self._store_upload(reader, sha, reading.loaded, waits=True)
        name = stored_name(reader.file, reading.loaded)
        waiting = stored_words(to_json(summary), reader.file, reading.loaded)
        self.store.state.uploads.wait(sha, name, waiting)
        return FileResult(reader.file, sha, ImportOutcome.NEEDS_INPUT, summary)

    def _store_upload(
        self,
        reader: Reader,
        sha: str,
        loaded: ParseResult,
        *,
        waits: bool = False,
        gone: Collection[int] = (),
    ) -> None:
        if not waits and not self._stores_uploads():
            if not reader.in_memory:
                reader.storable(loaded).close()  # a copy may have been written on the way
            return
        with self._storable(reader, loaded, gone) as upload:
            self.store.raw.put_file(sha, upload)

    def _stores_uploads(self) -> bool:
        """Whether an upload outlasts its import."""
        return retention(self.store.state.settings).stores_uploads

    def _storable(
        self, reader: Reader, loaded: ParseResult, gone: Collection[int] = ()
    ) -> BinaryIO:
        """What is stored of an upload, without the records of people who were forgotten.

        ``gone`` are numbers of such records that are known already.
        """
        upload, known = reader.storable(loaded), forgotten(self.store)
        if known is None or not loaded.personal:
            return upload
        out, rows = self.store.raw.scratch(), self._forgotten_rows(loaded.tables).union(gone)
        with upload:
            without_records(upload, known.has, out, rows)
        out.seek(0)
        return out

    def given(self, file: str, sha: str, answers: Mapping[str, str]) -> dict[str, str]:
        """The answers for a file: those given now and those that were saved for its bytes."""
        return self.store.state.uploads.answers(sha) | answers_for(file, answers)

    def known(self, file: str, sha: str, given: Mapping[str, str]) -> FileResult | None:
        """The visible import of the same bytes, unless other answers are given this time."""
        self._settle(sha)  # an import held in the batch is not done yet
        for entry in self.store.state.ledger.of_upload(sha):
            result = FileResult.of(file, entry, ImportOutcome.ALREADY_IMPORTED)
            used = result.summary.answers
            # An answer that is not given now is taken as it was then.
            if all(given.get(key, answer) == answer for key, answer in used.items()):
                return result
        return None

    def warnings(
        self, file: str, sha: str, loaded: ParseResult, extents: Mapping[str, Coverage]
    ) -> tuple[Issue, ...]:
        """What other imports of the store make worth knowing about this one."""
        self._settle(*related_to(loaded.source))
        return (
            *self._answered_otherwise(file, sha),
            *overlapping(self.store, file, loaded, extents),
        )

    def _settle(self, *names: str) -> None:
        """Finish what is held where it matters to the file at hand, or has been held for long."""
        if self.batch is not None and (self.batch.full or self.batch.about(*names)):
            self.batch.finish()

    def _answered_otherwise(self, file: str, sha: str) -> tuple[Issue, ...]:
        """Earlier imports of the same bytes: with another answer they count a second time."""
        return tuple(
            Issue(
                Level.WARNING,
                Where(file),
                msg(
                    "The same file is already imported as number {n} with another answer "
                    "({answer}), so both count.",
                    n=entry.id,
                    answer=", ".join(str(v) for v in entry.summary["answers"].values()),
                ),
                msg("If this answer corrects the earlier one, undo import {n}.", n=entry.id),
            )
            for entry in self.store.state.ledger.of_upload(sha)
        )

    def hide(self) -> Pseudonym:
        """The pseudonyms of this store."""
        return pseudonym(self.store)

    def _commit(self, reader: Reader, sha: str, reading: Reading, summary: Summary) -> FileResult:
        """Write it, or wait for the process that is importing the same file and report its work."""
        identity = identity_of(sha, reading.used)
        if self.batch is not None and reader.in_memory and reader.size <= _SMALL:
            # Taken by another process: the way below waits for it.
            with suppress(IdentityTakenError):
                return self._hold(self.batch, reader, (identity, sha), reading, summary)
        return self.until_written(
            reader.file,
            sha,
            identity,
            lambda: self._write(reader, (identity, sha), reading, summary),
        )

    def _hold(
        self,
        batch: ImportBatch,
        reader: Reader,
        ids: tuple[str, str],
        reading: Reading,
        summary: Summary,
    ) -> FileResult:
        loaded = reading.loaded
        name = stored_name(reader.file, loaded)
        summary = replace(summary, observed_at=_observed(loaded.tables))
        stored = stored_words(to_json(summary), reader.file, loaded)
        content = None
        if self._stores_uploads():
            with self._storable(reader, loaded) as upload:
                content = upload.read()
        number, extents = batch.hold(
            *ids,
            name,
            self.tables(loaded.tables, loaded),
            stored,
            self.quarantine(loaded),
            upload=content,
            who=self.who,
        )
        return FileResult(
            reader.file, ids[1], ImportOutcome.IMPORTED, from_json(Summary, stored), number, extents
        )

    def _write(
        self, reader: Reader, ids: tuple[str, str], reading: Reading, summary: Summary
    ) -> int:
        """Writes every piece and the upload, then makes all of it visible at once."""
        identity, sha = ids
        name = stored_name(reader.file, reading.loaded)
        with (
            self.store.writing(identity, sha, name, self.who) as writer,
            ThreadPoolExecutor(1) as uploader,
        ):
            # Waiting for the disk leaves the processor free, but only a file in memory is known
            # well enough to be stored before it is read to its end. A long one is not written
            # twice at the same time: each way holds it several times over.
            early = (
                uploader.submit(self._store_upload, reader, sha, reading.loaded)
                if reader.in_memory and reader.size <= _LONG
                else None
            )
            gone = set[int]()
            for tables in reader.pieces(reading.used):
                summary = replace(summary, observed_at=summary.observed_at or _observed(tables))
                writer.add(self.tables(tables, reading.loaded), distinct=reader.distinct)
                gone |= set() if reader.in_memory else self._forgotten_rows(tables)
            whole = reader.whole()
            if early is not None:
                early.result()
            elif reader.in_memory:
                self._store_upload(reader, sha, reading.loaded)
            else:
                self._store_upload(reader, sha, reading.loaded, gone=gone)
                warnings = self.warnings(reader.file, sha, whole, writer.extents)
                observed = summary.observed_at
                summary = Summary.of(whole, reading.used, (*reading.issues, *warnings))
                summary = replace(summary, quarantined=reader.quarantined, observed_at=observed)
            stored = stored_words(to_json(summary), reader.file, whole)
            writer.finish(stored, self.quarantine(whole))
        return writer.import_id

    def until_written(
        self, file: str, sha: str, identity: str, write: Callable[[], int]
    ) -> FileResult:
        """What ``write`` commits, or the work of the process that is importing the same file."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                number = write()
            except IdentityTakenError:
                rival = self.store.state.ledger.holding(identity)
                if rival is not None and rival.status is ImportStatus.DONE:
                    return FileResult.of(file, rival, ImportOutcome.ALREADY_IMPORTED)
                self.store.recover()  # the other process may be dead
                time.sleep(_PAUSE)
            except RolledBackError:  # taken for dead by another process: written again
                continue
            else:
                entry = self.store.state.ledger.get(number)
                assert entry is not None  # noqa: S101  # it was just written
                return FileResult.of(file, entry, ImportOutcome.IMPORTED)
        return FileResult(file, sha, ImportOutcome.REFUSED, _busy(file))

    def tables(
        self, read: Mapping[str, pl.DataFrame], loaded: ParseResult
    ) -> dict[str, pl.DataFrame]:
        """The tables as they are stored: people are keys, and no text has contacts in it."""
        tables, known = self._pseudonymous(read), forgotten(self.store)
        tables = {name: _with_sheets(rows, loaded) for name, rows in tables.items()}
        if known is None:
            return tables
        traces = known.of(tables)
        if new := known.marks(traces) - known.listed:  # ids that the person has got since
            add_marks(self.store, new)
        return {name: known.without(name, rows, traces) for name, rows in tables.items()}

    def _pseudonymous(self, read: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        hide = self.hide()
        return {name: pseudonymise.storable(name, rows, hide) for name, rows in read.items()}

    def _forgotten_rows(self, read: Mapping[str, pl.DataFrame]) -> frozenset[int]:
        """The records of people who were forgotten, those too that have only an id of theirs."""
        known = forgotten(self.store)
        if known is None:
            return frozenset()
        tables = self._pseudonymous(read)
        traces = known.of(tables)
        return frozenset(
            row
            for name, rows in tables.items()
            for row in rows.filter(concerned(TABLES[name], traces))["source_row"].drop_nulls()
        )

    def quarantine(self, loaded: ParseResult) -> list[dict[str, Any]]:
        """Quarantined rows; without their cells those of people, and where no upload is stored."""
        rows = [] if loaded.quarantine is None else loaded.quarantine.to_dicts()
        stores = self._stores_uploads()
        return [
            {
                "sheet": stored_sheet(row["sheet"], loaded),
                "row": row["row"],
                "reason": stored_words(json.loads(row["reason"]), "", loaded),
                "record": []
                if loaded.personal or not stores
                else stored_words(json.loads(row["record"]), "", loaded),
            }
            for row in rows
        ]


def _observed(tables: Mapping[str, pl.DataFrame]) -> str | None:
    """When the figures of a file were observed: the same in all of its rows."""
    for rows in tables.values():
        if "observed_at" in rows.columns:
            found = rows["observed_at"].drop_nulls().head(1).to_list()
            if found:
                return str(found[0].isoformat())
    return None


def identity_of(sha: str, answers: Mapping[str, str]) -> str:
    """The identity of an import: its bytes and the answers that they asked for."""
    return sha256(f"{sha}\n{json.dumps(dict(answers), sort_keys=True)}".encode()).hexdigest()


def _with_sheets(rows: pl.DataFrame, loaded: ParseResult) -> pl.DataFrame:
    names = rows["source_sheet"].drop_nulls().unique()
    stored = {name: stored_sheet(name, loaded) for name in names}
    changed = {name: new for name, new in stored.items() if name != new}
    return rows.with_columns(pl.col("source_sheet").replace(changed)) if changed else rows


def _why(verdict: Unreadable | PersonKeyError, file: str) -> Issue:
    if isinstance(verdict, Unreadable):
        return verdict.finding.at(file)
    return Issue(Level.ERROR, Where(file), verdict.what, verdict.fix)


def _busy(file: str) -> Summary:
    what = msg("Another import of this file has been running for a long time")
    fix = msg("Try again when it has finished.")
    return Summary.of_refused(Issue(Level.ERROR, Where(file), what, fix))


def unstorable(file: str, error: Exception) -> Summary:
    """The summary of a file for which there was no room or no right to write."""
    found = explained(error)
    if found is None:
        what = msg("The file was recognised but could not be stored.")
        fix = msg("Check the free space and the rights on the store, then import it again.")
    else:
        what = msg("The file was recognised but could not be stored: {reason}", reason=found.what)
        fix = found.fix
    return Summary.of_refused(Issue(Level.ERROR, Where(file), what, fix))
