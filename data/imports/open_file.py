"""Chooses the reader of a file by its size and kind, and imports large files in chunks."""

from __future__ import annotations

from collections.abc import Mapping

from data.imports.large_records import LargeRecordFile
from data.imports.large_text import LargeTextFile
from data.imports.own_accounts import own_accounts
from data.imports.pipeline import Importer
from data.imports.reader import Advance, Reader, silent
from data.imports.result import FileResult, ImportOutcome
from data.imports.summary import Summary
from data.reading import RECORDS, FileKind, Unreadable, kind_of
from data.reading.chunks import CHUNK, Opener
from data.sources.registry import ReadContext
from data.store.raw import digest_of

LARGE = 64 << 20  # bytes; smaller files are read in one go, several times faster
LARGE_RECORDS = 1 << 20  # records unpack to many times their size


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
    return kind in RECORDS or (kind is FileKind.TEXT and size > LARGE)


def import_large(
    importer: Importer,
    file: str,
    opener: Opener,
    size: int,
    answers: Mapping[str, str],
    *,
    advance: Advance = silent,
    sha: str | None = None,
    chunk: int = CHUNK,
) -> FileResult:
    """Import a large file piece by piece, as a whole or not at all.

    ``sha`` is that of the original upload where ``opener`` gives a redacted copy of it.
    """
    if sha is None:
        with opener() as content:
            sha = digest_of(content)
    try:
        reader = reader_of(importer, file, opener, size, advance, chunk)
    except Unreadable as verdict:
        refused = Summary.of_refused(verdict.finding.at(file))
        return FileResult(file, sha, ImportOutcome.REFUSED, refused)
    return importer.run(reader, sha, answers)


def reader_of(
    importer: Importer, file: str, opener: Opener, size: int, advance: Advance, chunk: int
) -> Reader:
    """The reader of a large file. Raises Unreadable when it is damaged."""
    context = ReadContext(
        file, importer.today, {}, importer.made, accounts=own_accounts(importer.store)
    )
    scratch = importer.store.raw.scratch
    # Records first: a flattened file of events is text too, and its rows only make facts together.
    if LargeRecordFile.fits(context, opener):
        return LargeRecordFile(context, opener, size, advance, hide=importer.hide, scratch=scratch)
    return LargeTextFile(
        context,
        opener,
        size,
        advance,
        mappings=importer.store.state.mappings.all(),
        hide=importer.hide,
        scratch=scratch,
        chunk=chunk,
    )
