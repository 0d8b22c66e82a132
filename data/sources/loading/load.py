"""Loads one upload: opens archives, groups members of one export, and parses each part."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import polars as pl

from data.base.issue import Level
from data.base.log import fingerprint
from data.reading import RECORDS, WORKBOOKS, Document, FileKind, Unreadable, kind_of, read
from data.reading.archive import Archive, Member, SpooledBytes, SpooledFrames, unpack
from data.reading.limits import IN_PARTS, UPLOAD, took_longer_than
from data.reading.table import Finding, Grid
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.recognise import Match, fits, recognise
from data.sources.kit.spec import ReadContext
from data.sources.loading.assemble import Sources, assemble
from data.sources.loading.records import load_records, record_file
from i18n.message import msg

_log = logging.getLogger(__name__)

_LARGE_TABLES = 4 << 20  # bytes
_MOST_OF_ONE = 60  # files of one export that comes as a zip; the largest known has eight


@dataclass(frozen=True, slots=True)
class Part:
    """One export of an upload: its name, its own bytes and what they hold.

    The bytes of a file of an archive wait on disk: an archive may hold thousands. A large text of an
    archive ``waits``: nothing of it is read yet, and ``made`` is when it was written.
    """

    file: str
    stored: bytes | SpooledBytes
    loaded: ParseResult
    waits: bool = False
    made: datetime | None = None

    @property
    def content(self) -> bytes:
        """Its own bytes."""
        return self.stored if isinstance(self.stored, bytes) else self.stored.read()


def silent(_share: float) -> None:
    """The progress callback where none is given."""


def load_parts(
    content: bytes,
    given: ReadContext,
    sources: Sources,
    advance: Callable[[float], object] = silent,
) -> tuple[Part, ...]:
    """The parts of ``content``; see ``data.sources.registry.load``."""
    kind = _kind(content)
    if kind is not FileKind.ZIP:
        read = _recorded if kind in RECORDS else _alone
        return (Part(given.file, content, read(content, given, sources)),)
    try:
        archive = unpack(content)
        clock = _Clock(archive.files, advance)
        return tuple(_archive(archive, content, given, sources, clock))
    except Unreadable as verdict:
        return (_refused(content, given, (verdict.finding,)),)


@dataclass(slots=True)
class _Clock:
    """The processor time that this thread has spent on the ``files`` of one archive."""

    files: int
    advance: Callable[[float], object]
    done: int = 0
    start: float = field(default_factory=time.thread_time)

    def count(self) -> None:
        """One more file is read. Raises Unreadable when they take longer than those of exports."""
        self.done += 1
        self.advance(min(1.0, self.done / self.files))
        if time.thread_time() - self.start > UPLOAD.text_seconds:
            raise Unreadable(took_longer_than(UPLOAD.text_seconds), IN_PARTS)


def _kind(content: bytes) -> FileKind | None:
    try:
        return kind_of(content)
    except Unreadable:
        return None


def _recorded(content: bytes, given: ReadContext, sources: Sources) -> ParseResult:
    """What a file of records holds."""
    try:
        file = record_file(partial(io.BytesIO, content), kind_of(content), given, sources)
        assert file is not None  # noqa: S101  # so it is for text only
        return load_records(file, given)
    except Unreadable as verdict:
        return ParseResult(None, issues=(verdict.finding.at(given.file),))
    # A panic of polars is not an ordinary exception, and a file must never end the program.
    except (pl.exceptions.PanicException, pl.exceptions.PolarsError):
        return _gave_up(given)


def _alone(
    content: bytes,
    given: ReadContext,
    sources: Sources,
    sheets: Iterable[tuple[str, Grid]] | None = None,
) -> ParseResult:
    """What one file holds. Where the engine that reads it gives up, that is a refusal."""
    try:
        return assemble(read(given.file, content, sheets=sheets), given, sources)
    except (pl.exceptions.PanicException, pl.exceptions.PolarsError):
        return _gave_up(given)


def _archive(
    archive: Archive,
    stored: bytes | SpooledBytes,
    given: ReadContext,
    sources: Sources,
    clock: _Clock,
) -> Iterator[Part]:
    if not archive.members:
        yield _refused(stored, given, archive.findings or (_empty(),))
        return
    # As a whole first: the files of one bundled export belong together.
    try:
        one = _one_export(archive.members, given, sources)
    except (pl.exceptions.PanicException, pl.exceptions.PolarsError):
        one = _gave_up(given)
    if one is not None:
        issues = tuple(finding.at(given.file) for finding in archive.findings)
        yield Part(given.file, stored, replace(one, issues=(*one.issues, *issues)))
        return
    for member in archive.members:
        yield from _member(member, given, sources, clock)
    for finding in archive.findings:
        yield _refused(stored, given, (finding,))


def _member(member: Member, given: ReadContext, sources: Sources, clock: _Clock) -> Iterator[Part]:
    made = member.written or given.made
    given = replace(given, file=f"{given.file}/{member.name}", made=made)
    clock.count()
    if member.archive is not None:
        yield from _archive(member.archive, member.stored, given, sources, clock)
        return
    if member.findings:
        yield _refused(member.stored, given, member.findings)
        return
    content = member.content
    kind = _kind(content)
    if kind is FileKind.TEXT and len(content) > UPLOAD.whole:
        yield Part(given.file, member.stored, ParseResult(None), waits=True, made=made)
        return
    if kind in RECORDS:
        loaded = _recorded(content, given, sources)
    else:
        sheets = member.sheets() if kind in WORKBOOKS else None
        loaded = _alone(content, given, sources, sheets)
    # The exports of an archive are held until all of them are read: large ones on disk.
    if sum(frame.estimated_size() for frame in loaded.tables.values()) > _LARGE_TABLES:
        loaded = replace(loaded, tables=SpooledFrames(loaded.tables, member.stored))
    yield Part(given.file, member.stored, loaded)


def _one_export(
    members: Sequence[Member], given: ReadContext, sources: Sources
) -> ParseResult | None:
    """The archive as a single export, when its members belong together or there is only one."""
    # The documents of all are in memory together: more than one large file is no single export.
    size = sum(member.stored.size for member in members)
    if len(members) > _MOST_OF_ONE or size > UPLOAD.member:
        return None
    if any(_is_apart(member) for member in members):
        return None
    documents = [_document(given.file, member, members) for member in members]
    known = [recognise(document.tables, sources) for document in documents]
    recognised = [matches for matches in known if matches]
    if len(members) > 1 and not _together(recognised):
        return None
    tables = tuple(table for document in documents for table in document.tables)
    issues = tuple(issue for document in documents for issue in document.issues)
    encoding = f"zip > {documents[0].encoding}" if documents[0].encoding else None
    if len(members) == 1:  # the name inside may say more, such as when it was exported
        given = replace(given, file=f"{given.file}/{members[0].name}")
    # An export cannot be older than its newest member.
    given = replace(given, made=max(written) if (written := _written(members)) else given.made)
    return assemble(Document(tables, encoding, issues), given, sources)


def _is_apart(member: Member) -> bool:
    """Whether a member cannot be a table of an export that others are a part of."""
    return (
        member.archive is not None
        or bool(member.findings)
        or _kind(member.content) in {FileKind.ZIP, *RECORDS}
    )


def _document(file: str, member: Member, members: Sequence[Member]) -> Document:
    sheet = member.name if len(members) > 1 else None
    return read(file, member.content, sheet, member.sheets() or None)


def _together(recognised: list[tuple[Match, ...]]) -> bool:
    """Whether members are the parts of one export that comes as a zip.

    Either one is that export and the others fit it as well, or each is another of its sheets.
    """
    bundles = [matches for matches in recognised if matches[0].source.bundle]
    tables = [match.raw for matches in recognised for match in matches]
    sources = {matches[0].source.id: matches[0].source for matches in bundles}
    sheets = [{id(match.sheet) for match in matches} for matches in bundles]
    distinct = len(set().union(*sheets)) == sum(map(len, sheets))
    if len(sources) != 1 or not distinct:
        return False
    [source] = sources.values()
    return all(any(fits(raw, source)) for raw in tables)


def _written(members: Iterable[Member]) -> list[datetime]:
    return [member.written for member in members if member.written is not None]


def _refused(stored: bytes | SpooledBytes, given: ReadContext, findings: Iterable[Finding]) -> Part:
    issues = tuple(finding.at(given.file) for finding in findings)
    return Part(given.file, stored, ParseResult(None, issues=issues))


def _gave_up(given: ReadContext) -> ParseResult:
    _log.exception("File %s: the engine gave up", fingerprint(given.file))
    return ParseResult(None, issues=(_unexpected().at(given.file),))


def _unexpected() -> Finding:
    return Finding(
        Level.ERROR,
        msg("The file could not be read, because something in it is new"),
        msg("Import the original download. If this is it, please report which export it is."),
    )


def _empty() -> Finding:
    return Finding(
        Level.ERROR,
        msg("The zip holds no files"),
        msg("Download the export again."),
    )
