"""Importing a file of records that does not fit into memory."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

import polars as pl
from deltalake.exceptions import DeltaError

from data.imports.answers import Reading, read
from data.imports.keep_records import Keeper
from data.imports.part import identity_of, unstorable
from data.imports.result import FileResult, Outcome
from data.imports.summary import Summary
from data.issue import Issue
from data.loaded import Loaded
from data.reading import Unreadable
from data.sources import Given, RecordFile, open_record_file
from data.sources.refuse import no_rows

_log = logging.getLogger(__name__)

if TYPE_CHECKING:  # which hands over to this module what it finds to be records
    from data.imports.large import LargeImport


_PIECE = 64 << 20  # bytes of a file whose visits are held at once
_MOST_PIECES = 31


class _NoRowsError(Exception):
    """A file of which not one record could be used."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The file as what ``read`` asks its questions about."""

    file: str
    content: bytes
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class LargeRecords:
    """One large file of records on its way into a store."""

    large: LargeImport

    def run(self, sha: str, given: Mapping[str, str]) -> FileResult | None:
        """Import the file as a whole or not at all; None where it is a table of text."""
        try:
            file = self._open({})
            return None if file is None else self._take(sha, file, given)
        except (OSError, DeltaError) as error:
            _log.exception("Upload %s could not be stored", sha[:12])
            told = unstorable(self.large.file, error)
            return FileResult(self.large.file, sha, Outcome.REFUSED, told)
        except Unreadable as verdict:
            return self._refused(sha, (verdict.finding.at(self.large.file),))
        except _NoRowsError:
            return self._refused(sha, (no_rows().at(self.large.file),))

    def _open(self, answers: Mapping[str, str]) -> RecordFile | None:
        importer = self.large.importer
        given = Given(self.large.file, importer.today, answers, importer.made)
        return open_record_file(self.large.opener, given)

    def _take(self, sha: str, file: RecordFile, given: Mapping[str, str]) -> FileResult:
        importer = self.large.importer
        reading = read(_Part(self.large.file, b"", file.loaded), given, lambda part, _: part.loaded)
        if file.loaded.refused:
            return self._refused(sha, file.loaded.issues)
        importer.store.state.uploads.save_answers(sha, reading.used)
        identity = identity_of(sha, reading.used)
        return importer.until_written(
            self.large.file, sha, identity, lambda: self._write(identity, sha, reading)
        )

    def _write(self, identity: str, sha: str, reading: Reading) -> int:
        """Writes visits and conversions, then keeps the records, then makes all of it visible."""
        importer, name = self.large.importer, self.large.file
        file = self._open(reading.used)
        assert file is not None  # noqa: S101  # it was a file of records before
        with importer.store.writing(identity, sha, name) as writer, self._scratch() as kept:
            pieces = 1 + min(self.large.size // _PIECE, _MOST_PIECES)
            keeper = Keeper(kept, file.loaded.personal, importer.hide())
            for tables in file.tables(pieces=pieces, tap=_Tap(keeper, self.large)):
                piece = replace(file.loaded, tables=tables)
                writer.add(importer.tables(piece), distinct=True)
            if not writer.extents:
                raise _NoRowsError
            keeper.close()
            kept.seek(0)
            importer.store.raw.put_file(sha, kept)
            whole = file.whole()
            issues = importer.warnings(name, sha, whole, writer.extents)
            summary = Summary.of(whole, reading.used, (*reading.issues, *issues))
            writer.finish(importer.anonymous(whole, summary.to_json()))
        return writer.import_id

    def _scratch(self) -> BinaryIO:
        return self.large.importer.store.raw.scratch()

    def _refused(self, sha: str, issues: tuple[Issue, ...]) -> FileResult:
        summary = Summary.of(Loaded(None), {}, issues)
        return FileResult(self.large.file, sha, Outcome.REFUSED, summary)


class _Tap:
    """Keeps each batch and tells how far it is."""

    def __init__(self, keeper: Keeper, large: LargeImport) -> None:
        self._keeper, self._large, self._done = keeper, large, 0

    def __call__(self, records: pl.DataFrame, size: int) -> None:
        self._keeper.add(records)
        self._done += size
        self._large.advance(min(1.0, self._done / self._large.size))
