"""Importing a text file that does not fit into memory."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from deltalake.exceptions import DeltaError

from data.imports.answers import Reading, read
from data.imports.large_records import LargeRecords
from data.imports.part import Importer, identity_of, unstorable
from data.imports.redact import redacted_records
from data.imports.result import FileResult, Outcome
from data.imports.summary import Summary
from data.issue import Issue
from data.loaded import Loaded
from data.reading import RECORDS, Kind, Unreadable, kind_of
from data.reading.chunks import CHUNK, Opener
from data.sources import Given, LargeFile, load_large
from data.sources.refuse import no_rows
from data.store.raw import digest_of
from data.store.writer import Writer

_log = logging.getLogger(__name__)

LARGE = 64 << 20  # bytes; smaller files are read in one go, several times faster
LARGE_RECORDS = 1 << 20  # records unpack to many times their size

Advance = Callable[[float], object]
"""Is told which share of the work is done. What it raises cancels the import without a trace."""


def is_large(opener: Opener, size: int) -> bool:
    """Whether a file of ``size`` bytes is to be read piece by piece: text or records, no workbook."""
    if size <= LARGE_RECORDS:
        return False
    with opener() as file:
        head = file.read(1 << 20)
    try:
        kind = kind_of(head)
    except Unreadable:
        return False
    return kind in RECORDS or (kind is Kind.TEXT and size > LARGE)


class _NoRowsError(Exception):
    """A file of which not one row could be used."""


def silent(_share: float) -> None:
    """For those who do not ask how far it is."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The large file as what ``read`` asks its questions about."""

    file: str
    content: bytes
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class LargeImport:
    """One large file on its way into a store."""

    importer: Importer
    file: str
    opener: Opener
    size: int
    advance: Advance
    chunk: int = CHUNK

    def run(self, answers: Mapping[str, str], sha: str | None = None) -> FileResult:
        """Import the file as a whole or not at all; ``sha`` is that of the original upload."""
        if sha is None:
            with self.opener() as file:
                sha = digest_of(file)
        given = self.importer.given(self.file, sha, answers)
        if (known := self.importer.known(self.file, sha, given)) is not None:
            return known
        recorded = LargeRecords(self).run(sha, given)
        if recorded is not None:
            return recorded
        step = _Steps(self.size, self.advance)
        asked = Given(self.file, self.importer.today, {}, self.importer.made)
        opened = load_large(
            self.opener, asked, step, self.chunk, self.importer.store.state.mappings.all()
        )
        if not isinstance(opened, LargeFile):
            return self._refused(sha, opened)
        reading = read(
            _Part(self.file, b"", opened.loaded),
            given,
            lambda _part, used: opened.answered(used).loaded,
        )
        large = opened.answered(reading.used)
        if large.loaded.refused:
            return self._refused(sha, large.loaded.issues)
        return self._take(sha, large, reading, step)

    def _take(self, sha: str, large: LargeFile, reading: Reading, step: _Steps) -> FileResult:
        store = self.importer.store
        store.state.uploads.save_answers(sha, reading.used)
        if large.loaded.questions:
            return self._ask(sha, large, Summary.of(large.loaded, reading.used, reading.issues))
        identity = identity_of(sha, reading.used)
        try:
            result = self.importer.until_written(
                self.file, sha, identity, lambda: self._write(identity, sha, large, reading, step)
            )
        except (OSError, DeltaError) as error:
            _log.exception("Upload %s could not be stored", sha[:12])
            return FileResult(self.file, sha, Outcome.REFUSED, unstorable(self.file, error))
        except Unreadable as verdict:
            return self._refused(sha, (verdict.finding.at(self.file),))
        except _NoRowsError:
            return self._refused(sha, (no_rows().at(self.file),))
        store.state.uploads.settle(sha)
        self.importer.remember(large.loaded)
        return result

    def _ask(self, sha: str, large: LargeFile, summary: Summary) -> FileResult:
        store = self.importer.store
        with self._keepable(large) as kept:
            store.raw.put_file(sha, kept)
        told = self.importer.anonymous(large.loaded, summary.to_json())
        store.state.uploads.wait(sha, self.file, told)
        return FileResult(self.file, sha, Outcome.NEEDS_INPUT, summary)

    def _write(
        self, identity: str, sha: str, large: LargeFile, reading: Reading, step: _Steps
    ) -> int:
        """Writes every piece, then keeps the upload, then makes all of it visible."""
        store = self.importer.store
        large = large.afresh()
        with store.writing(identity, sha, self.file) as writer:
            self._add(large, writer, step)
            whole = large.merged.whole(large.loaded)
            if not writer.extents:
                raise _NoRowsError
            with self._keepable(large) as kept:
                store.raw.put_file(sha, kept)
            issues = self.importer.warnings(self.file, sha, whole, writer.extents)
            summary = Summary.of(whole, reading.used, (*reading.issues, *issues))
            summary = replace(summary, quarantined=large.merged.quarantined)
            told = self.importer.anonymous(whole, summary.to_json())
            writer.finish(told, self.importer.quarantine(whole))
        return writer.import_id

    def _add(self, large: LargeFile, writer: Writer, step: _Steps) -> None:
        for piece in large.pieces(step):
            writer.add(self.importer.tables(piece.loaded), distinct=large.distinct)

    def _keepable(self, large: LargeFile) -> BinaryIO:
        """The upload as it may be kept, from its beginning."""
        if not large.loaded.personal:
            return self.opener()
        kept = self.importer.store.raw.scratch()
        try:
            kept.writelines(self._redacted(large))
        except BaseException:
            kept.close()
            raise
        kept.seek(0)
        return kept

    def _redacted(self, large: LargeFile) -> Iterator[bytes]:
        """The upload piece by piece as it may be kept; what cannot be is lost."""
        header: tuple[str, ...] = ()
        for cut in large.text.pieces():
            done = redacted_records(cut.cells, large.loaded.personal, self.importer.hide(), header)
            yield done or b""
            header = large.text.head.header

    def _refused(self, sha: str, issues: tuple[Issue, ...]) -> FileResult:
        return FileResult(self.file, sha, Outcome.REFUSED, Summary.of(Loaded(None), {}, issues))


class _Steps:
    """Turns bytes read, which happens twice, into a share of the work."""

    def __init__(self, size: int, advance: Advance) -> None:
        self._total, self._done, self._advance = 2 * size, 0, advance

    def __call__(self, read: int) -> None:
        self._done += read
        self._advance(min(1.0, self._done / self._total))
