"""Chooses the reader of a file by its size and kind, and imports large files in chunks."""

from __future__ import annotations

from collections.abc import Mapping

from data.imports.pipeline import Importer
from data.imports.reader import Advance, silent
from data.imports.result import FileResult, ImportOutcome
from data.imports.summary import Summary
from data.reading import RECORDS, FileKind, Unreadable, kind_of
from data.reading.chunks import CHUNK, Opener
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
        reader = importer.large(file, opener, size, advance, chunk)
    except Unreadable as verdict:
        refused = Summary.of_refused(verdict.finding.at(file))
        return FileResult(file, sha, ImportOutcome.REFUSED, refused)
    return importer.run(reader, sha, answers)
