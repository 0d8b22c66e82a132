"""Loads one upload: opens archives, groups members of one export, and parses each part."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import polars as pl

from data.base.issue import Level
from data.base.log import fingerprint
from data.reading import RECORDS, Document, FileKind, Unreadable, kind_of, read
from data.reading.archive import MAX_DEPTH, Member, too_deep, unpack
from data.reading.table import Finding
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.recognise import Match, fits, recognise
from data.sources.kit.spec import ReadContext
from data.sources.loading.assemble import Sources, assemble
from data.sources.loading.records import load_records, record_file
from i18n.message import msg

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """One export of an upload: its name, its own bytes and what they hold."""

    file: str
    content: bytes
    loaded: ParseResult


def load_parts(
    content: bytes, given: ReadContext, sources: Sources, depth: int = 1
) -> tuple[Part, ...]:
    """The parts of ``content``; see ``data.sources.loading.load``."""
    kind = _kind(content)
    if kind is FileKind.ZIP:
        return _archive(content, given, sources, depth)
    read = _recorded if kind in RECORDS else _alone
    return (Part(given.file, content, read(content, given, sources)),)


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
        _log.exception("File %s: the engine gave up", fingerprint(given.file))
        return ParseResult(None, issues=(_unexpected().at(given.file),))


def _alone(content: bytes, given: ReadContext, sources: Sources) -> ParseResult:
    """What one file holds. Where the engine that reads it gives up, that is a refusal."""
    try:
        return assemble(read(given.file, content), given, sources)
    except (pl.exceptions.PanicException, pl.exceptions.PolarsError):
        _log.exception("File %s: the engine gave up", fingerprint(given.file))
        return ParseResult(None, issues=(_unexpected().at(given.file),))


def _archive(content: bytes, given: ReadContext, sources: Sources, depth: int) -> tuple[Part, ...]:
    try:
        unpacked = unpack(content)
    except Unreadable as verdict:
        return (_refused(content, given, (verdict.finding,)),)
    if depth >= MAX_DEPTH:
        return (_refused(content, given, (too_deep(),)),)
    if not unpacked.members:
        return (_refused(content, given, unpacked.findings or (_empty(),)),)
    # As a whole first: the files of one bundled export belong together.
    one = _one_export(unpacked.members, given, sources)
    if one is not None:
        issues = tuple(finding.at(given.file) for finding in unpacked.findings)
        return (Part(given.file, content, replace(one, issues=(*one.issues, *issues))),)
    locked = tuple(_refused(content, given, (finding,)) for finding in unpacked.findings)
    return (*_each(unpacked.members, given, sources, depth), *locked)


def _one_export(
    members: tuple[Member, ...], given: ReadContext, sources: Sources
) -> ParseResult | None:
    """The archive as a single export, when its members belong together or there is only one."""
    if any(_kind(member.content) in {FileKind.ZIP, *RECORDS} for member in members):
        return None
    documents = [read(given.file, m.content, _sheet(m, members)) for m in members]
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


def _written(members: tuple[Member, ...]) -> list[datetime]:
    return [member.written for member in members if member.written is not None]


def _sheet(member: Member, members: tuple[Member, ...]) -> str | None:
    return member.name if len(members) > 1 else None


def _each(
    members: tuple[Member, ...], given: ReadContext, sources: Sources, depth: int
) -> tuple[Part, ...]:
    return tuple(
        part
        for member in members
        for part in load_parts(
            member.content,
            replace(given, file=f"{given.file}/{member.name}", made=member.written or given.made),
            sources,
            depth + 1,
        )
    )


def _refused(content: bytes, given: ReadContext, findings: Iterable[Finding]) -> Part:
    issues = tuple(finding.at(given.file) for finding in findings)
    return Part(given.file, content, ParseResult(None, issues=issues))


def _unexpected() -> Finding:
    return Finding(
        Level.ERROR,
        msg("The file could not be read: something in it is unlike any file seen so far"),
        msg("Import the original download; if this is it, please report the file’s kind."),
    )


def _empty() -> Finding:
    return Finding(
        Level.ERROR,
        msg("The zip holds no files"),
        msg("Download the export again."),
    )
