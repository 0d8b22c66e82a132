"""Importing one export."""

from __future__ import annotations

import io
import json
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import Any

import polars as pl
from deltalake.exceptions import DeltaError

from data import person
from data.extent import Extent
from data.imports.answers import Reading, answers_for, read
from data.imports.keep_records import keepable
from data.imports.loader import Loader, Part
from data.imports.overlap import overlapping, related_to
from data.imports.redact import redacted
from data.imports.result import FileResult, Outcome
from data.imports.summary import Summary
from data.issue import Issue, Level, Where
from data.loaded import Loaded
from data.message import msg
from data.reading import RECORDS, kind_of
from data.sources import Given
from data.store import IdentityTakenError, RolledBackError, Status, Store
from data.store.batch import Batch
from data.store.raw import digest

_log = logging.getLogger(__name__)

_PATIENCE = 60.0  # seconds to wait for another process that imports the same file
_PAUSE = 0.05
_LONG = 8 << 20  # bytes
_SMALL = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports into one store, reading with one loader, on one day.

    ``made`` is when the file was written, if that is known. Small files wait in ``batch``, if
    there is one, for whoever gave it to finish it.
    """

    store: Store
    load: Loader
    today: date
    made: datetime | None = None
    batch: Batch | None = None

    def upload(
        self, file: str, content: bytes, answers: Mapping[str, str]
    ) -> tuple[FileResult, ...]:
        """Import every export in an upload; each as a whole or not at all."""
        with ThreadPoolExecutor(1) as beside:  # a long file is seldom known: read it meanwhile
            hashed = beside.submit(digest, content)
            parts = self._read(file, content, {}) if len(content) > _LONG else None
            sha = hashed.result()
        known = self.known(file, sha, self.given(file, sha, answers))
        if known is not None:
            return (known,)
        if parts is None:
            parts = self._read(file, content, {})
        return tuple(
            self._part(part, sha if part.content is content else digest(part.content), answers)
            for part in parts
        )

    def again(self, file: str, sha: str, content: bytes, answers: Mapping[str, str]) -> FileResult:
        """Import one export that was kept under ``sha``; its bytes may have been redacted."""
        [part] = self._read(file, content, {})
        return self._part(part, sha, answers)

    def _part(self, part: Part, sha: str, answers: Mapping[str, str]) -> FileResult:
        given = self.given(part.file, sha, answers)
        known = self.known(part.file, sha, given)
        if known is not None:
            return known
        reading = read(part, given, self._read_again)
        loaded = reading.loaded
        held = {name: Extent.of(name, rows) for name, rows in loaded.tables.items() if rows.height}
        issues = (*reading.issues, *self.warnings(part.file, sha, loaded, held))
        summary = Summary.of(loaded, reading.used, issues)
        if reading.loaded.refused:
            return FileResult(part.file, sha, Outcome.REFUSED, summary)
        try:
            return self._take(part, sha, reading, summary)
        except (OSError, DeltaError) as error:
            _log.exception("Upload %s could not be stored", sha[:12])
            return FileResult(part.file, sha, Outcome.REFUSED, unstorable(part.file, error))

    def _read_again(self, part: Part, answers: Mapping[str, str]) -> Loaded:
        [again] = self._read(part.file, part.content, answers)
        return again.loaded

    def _read(self, file: str, content: bytes, answers: Mapping[str, str]) -> tuple[Part, ...]:
        return self.load(
            file,
            content,
            answers,
            today=self.today,
            made=self.made,
            mappings=self.store.state.mappings.all(),
        )

    def _take(self, part: Part, sha: str, reading: Reading, summary: Summary) -> FileResult:
        """Keep the upload and import it, or remember what it asks."""
        content = self._storable(part.content, reading.loaded)
        uploads = self.store.state.uploads
        uploads.save_answers(sha, reading.used)
        if reading.loaded.questions:
            self.store.raw.put(sha, content)
            uploads.wait(sha, part.file, self.anonymous(reading.loaded, summary.to_json()))
            return FileResult(part.file, sha, Outcome.NEEDS_INPUT, summary)
        result = self._commit(part.file, (sha, content), reading, summary)
        uploads.settle(sha)
        self.remember(reading.loaded)
        return result

    def remember(self, loaded: Loaded) -> None:
        """Keep the mapping that a file was read by, for the next one like it."""
        if loaded.mapping is not None:
            self.store.state.mappings.save(loaded.mapping)

    def given(self, file: str, sha: str, answers: Mapping[str, str]) -> dict[str, str]:
        """The answers for a file: those given now and those that were saved for its bytes."""
        return self.store.state.uploads.answers(sha) | answers_for(file, answers)

    def known(self, file: str, sha: str, given: Mapping[str, str]) -> FileResult | None:
        """The visible import of the same bytes, unless other answers are given this time."""
        self._settle(sha)
        for entry in self.store.state.ledger.of_upload(sha):
            result = FileResult.of(file, entry, Outcome.ALREADY_IMPORTED)
            used = result.summary.answers
            if all(given.get(key, answer) == answer for key, answer in used.items()):
                return result
        return None

    def warnings(
        self, file: str, sha: str, loaded: Loaded, extents: Mapping[str, Extent]
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
                    "The same file is already imported as number {n}, with another answer ({answer}): both count.",
                    fr="Le même fichier est déjà importé sous le n°\u00a0{n}, avec une autre réponse ({answer})\u00a0: les deux comptent.",
                    n=entry.id,
                    answer=", ".join(str(v) for v in entry.summary["answers"].values()),
                ),
                msg(
                    "If this answer corrects the earlier one, undo import {n}.",
                    fr="Si cette réponse corrige la précédente, annulez l’import n°\u00a0{n}.",
                    n=entry.id,
                ),
            )
            for entry in self.store.state.ledger.of_upload(sha)
        )

    def _storable(self, content: bytes, loaded: Loaded) -> bytes:
        """The upload as it may be kept."""
        if not loaded.personal:
            return content
        if kind_of(content) in RECORDS:
            opener = partial(io.BytesIO, content)
            return keepable(opener, Given("", self.today), self.hide())
        return redacted(content, loaded.personal, self.hide())

    def hide(self) -> person.Pseudonym:
        """How this store names people."""
        return person.Pseudonym(person.salt(self.store))

    def _commit(
        self, file: str, upload: tuple[str, bytes], reading: Reading, summary: Summary
    ) -> FileResult:
        """Commit, or wait for the process that is importing the same file and report its work.

        ``upload`` is what is kept: the SHA-256 of the original and bytes.
        """
        sha, content = upload
        identity = identity_of(sha, reading.used)
        kept = self.anonymous(reading.loaded, summary.to_json())
        tables, quarantine = self.tables(reading.loaded), self.quarantine(reading.loaded)

        if self.batch is not None and len(content) <= _SMALL:
            with suppress(IdentityTakenError):
                number, extents = self.batch.hold(
                    identity, sha, file, tables, kept, quarantine, content
                )
                told = Summary.from_json(kept)
                return FileResult(file, sha, Outcome.IMPORTED, told, number, extents)

        def write() -> int:
            return self.store.commit(identity, sha, file, tables, kept, quarantine, upload=content)

        return self.until_written(file, sha, identity, write)

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
                if rival is not None and rival.status is Status.DONE:
                    return FileResult.of(file, rival, Outcome.ALREADY_IMPORTED)
                self.store.recover()
                time.sleep(_PAUSE)
            except RolledBackError:
                continue
            else:
                entry = self.store.state.ledger.get(number)
                assert entry is not None  # noqa: S101  # it was just written
                return FileResult.of(file, entry, Outcome.IMPORTED)
        return FileResult(file, sha, Outcome.REFUSED, _busy(file))

    def tables(self, loaded: Loaded) -> dict[str, pl.DataFrame]:
        """The tables as they are stored: people are keys."""
        tables = dict(loaded.tables)
        if "leads" in tables:
            tables["leads"] = person.hide_people(tables["leads"], self.hide())
        for name in ("touches", "conversions"):
            if name in tables:
                tables[name] = person.hide_users(tables[name], self.hide())
        return tables

    def quarantine(self, loaded: Loaded) -> list[dict[str, Any]]:
        """Rows set aside; those of people without their cells, which the stored upload has."""
        rows = [] if loaded.quarantine is None else loaded.quarantine.to_dicts()
        return [
            {
                "sheet": row["sheet"],
                "row": row["row"],
                "reason": self.anonymous(loaded, json.loads(row["reason"])),
                "record": [] if loaded.personal else json.loads(row["record"]),
            }
            for row in rows
        ]

    def anonymous(self, loaded: Loaded, value: Any) -> Any:
        """A JSON value as it may be kept: sentences about a file of people can quote a cell."""
        if not loaded.personal:
            return value
        return json.loads(person.hide_emails(json.dumps(value, ensure_ascii=False), self.hide()))


def identity_of(sha: str, answers: Mapping[str, str]) -> str:
    """Names the same bytes understood with the same answers."""
    return sha256(f"{sha}\n{json.dumps(dict(answers), sort_keys=True)}".encode()).hexdigest()


def _busy(file: str) -> Summary:
    what = msg(
        "Another import of this file has been running for a long time",
        fr="Un autre import de ce fichier est en cours depuis longtemps",
    )
    fix = msg("Try again when it has ended.", fr="Réessayez lorsqu’il sera terminé.")
    return Summary.of_refused(Issue(Level.ERROR, Where(file), what, fix))


def unstorable(file: str, error: Exception) -> Summary:
    """The summary of a file for which there was no room or no right to write."""
    what = msg(
        "The file was understood but could not be stored: {reason}",
        fr="Le fichier a été compris mais n’a pas pu être enregistré : {reason}",
        reason=str(error)[:200],
    )
    fix = msg(
        "Check the free space and the rights on the store, then import it again.",
        fr="Vérifiez l’espace libre et les droits sur le dossier de données, puis importez-le à nouveau.",
    )
    return Summary.of_refused(Issue(Level.ERROR, Where(file), what, fix))
