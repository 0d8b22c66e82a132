"""One upload to its parts: archives opened, each export recognised, built and summed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from data.issue import Excluded, Issue, Level, Question
from data.loaded import Loaded
from data.message import msg
from data.reading import Document, Kind, Unreadable, kind_of, read
from data.reading.archive import MAX_DEPTH, Member, too_deep, unpack
from data.reading.table import Finding, RawTable
from data.sources.build import Built, build
from data.sources.declare import Given, Source
from data.sources.recognise import Match, fits, language_of, recognise, refusal


@dataclass(frozen=True, slots=True)
class Part:
    """One export of an upload: its name, its own bytes and what they hold."""

    file: str
    content: bytes
    loaded: Loaded


Sources = tuple[Source, ...]


def load_parts(content: bytes, given: Given, sources: Sources, depth: int = 1) -> tuple[Part, ...]:
    """The parts of ``content``; see ``data.sources.load``."""
    try:
        zipped = kind_of(content) is Kind.ZIP
    except Unreadable:
        zipped = False
    if zipped:
        return _archive(content, given, sources, depth)
    return (Part(given.file, content, _load(read(given.file, content), given, sources)),)


def _archive(content: bytes, given: Given, sources: Sources, depth: int) -> tuple[Part, ...]:
    try:
        unpacked = unpack(content)
    except Unreadable as verdict:
        return (_refused(content, given, (verdict.finding,)),)
    if depth >= MAX_DEPTH:
        return (_refused(content, given, (too_deep(),)),)
    if not unpacked.members:
        return (_refused(content, given, unpacked.findings or (_empty(),)),)
    one = _one_export(unpacked.members, given, sources)
    if one is not None:
        issues = tuple(finding.at(given.file) for finding in unpacked.findings)
        return (Part(given.file, content, replace(one, issues=(*one.issues, *issues))),)
    locked = tuple(_refused(content, given, (finding,)) for finding in unpacked.findings)
    return (*_each(unpacked.members, given, sources, depth), *locked)


def _one_export(members: tuple[Member, ...], given: Given, sources: Sources) -> Loaded | None:
    """The archive as a single export, when its members belong together or there is only one."""
    if any(_is_zip(member) for member in members):
        return None
    documents = [read(given.file, m.content, _sheet(m, members)) for m in members]
    known = [recognise(document.tables, sources) for document in documents]
    recognised = [matches for matches in known if matches]
    if len(members) > 1 and not (len(recognised) == 1 and recognised[0][0].source.bundle):
        return None
    tables = tuple(table for document in documents for table in document.tables)
    issues = tuple(issue for document in documents for issue in document.issues)
    encoding = f"zip > {documents[0].encoding}" if documents[0].encoding else None
    if len(members) == 1:  # the name inside may say more, such as when it was exported
        given = replace(given, file=f"{given.file}/{members[0].name}")
    return _load(Document(tables, encoding, issues), given, sources)


def _is_zip(member: Member) -> bool:
    try:
        return kind_of(member.content) is Kind.ZIP
    except Unreadable:
        return False


def _sheet(member: Member, members: tuple[Member, ...]) -> str | None:
    return member.name if len(members) > 1 else None


def _each(
    members: tuple[Member, ...], given: Given, sources: Sources, depth: int
) -> tuple[Part, ...]:
    return tuple(
        part
        for member in members
        for part in load_parts(
            member.content, replace(given, file=f"{given.file}/{member.name}"), sources, depth + 1
        )
    )


def _refused(content: bytes, given: Given, findings: Iterable[Finding]) -> Part:
    issues = tuple(finding.at(given.file) for finding in findings)
    return Part(given.file, content, Loaded(None, issues=issues))


def _empty() -> Finding:
    return Finding(
        Level.ERROR,
        msg("The zip holds no files", fr="L’archive zip ne contient aucun fichier"),
        msg("Download the export again.", fr="Téléchargez à nouveau l’export."),
    )


def _load(document: Document, given: Given, sources: Sources) -> Loaded:
    matches = recognise(document.tables, sources)
    if not matches:
        why = (
            ()
            if document.issues and not document.tables
            else (refusal(document.tables, sources).at(given.file),)
        )
        return Loaded(None, encoding=document.encoding, issues=(*document.issues, *why))
    source = matches[0].source
    unused = _unused(document, matches)
    built = [build(match, given) for match in matches]
    tables = _tables(matches, built)
    issues = (
        *document.issues,
        *_notes(unused, source, given),
        *(issue for one in built for issue in one.issues),
        *_no_rows(tables, built, given),
    )
    asides = [one.aside.frame for one in built if one.aside.frame is not None]
    return Loaded(
        source.id,
        _network(source, tables),
        language_of(matches),
        document.encoding,
        max(match.confidence for match in matches),
        tables,
        (*_merged(built), *_repeats(unused, source)),
        _unmapped(matches),
        _distinct(question for one in built for question in one.questions),
        issues,
        pl.concat(asides) if asides else None,
        _personal(matches),
    )


def _personal(matches: tuple[Match, ...]) -> tuple[str, ...]:
    """Headers, as the file writes them, of the columns that identify people."""
    return tuple(
        match.raw.header[at].strip()
        for match in matches
        for name, at in match.located.positions.items()
        if name in match.sheet.personal
    )


def _tables(matches: tuple[Match, ...], built: list[Built]) -> dict[str, pl.DataFrame]:
    frames: dict[str, list[pl.DataFrame]] = {}
    for match, one in zip(matches, built, strict=True):
        frames.setdefault(match.sheet.table.name, []).append(one.frame)
    return {
        name: pl.concat(parts) if len(parts) > 1 else parts[0] for name, parts in frames.items()
    }


def _network(source: Source, tables: dict[str, pl.DataFrame]) -> str | None:
    """The source's network, or the only one its rows name."""
    named = {
        value
        for frame in tables.values()
        if "network" in frame.columns
        for value in frame["network"].drop_nulls().unique().to_list()
    }
    return source.network or (named.pop() if len(named) == 1 else None)


def _unused(document: Document, matches: tuple[Match, ...]) -> tuple[RawTable, ...]:
    """Tables with a header that no match has taken."""
    taken = [match.raw for match in matches]
    return tuple(t for t in document.tables if t.header and not any(t is raw for raw in taken))


def _repeats(unused: tuple[RawTable, ...], source: Source) -> tuple[Excluded, ...]:
    """Tables that fit the source as well but that its ``choose`` passed over."""
    count = sum(any(True for _ in fits(table, source)) for table in unused)
    what = msg("Sections that repeat the same data", fr="Sections qui répètent les mêmes données")
    return (Excluded(what, count),) if count else ()


def _notes(unused: tuple[RawTable, ...], source: Source, given: Given) -> tuple[Issue, ...]:
    return tuple(
        Finding(
            Level.NOTE,
            msg(
                "“{title}” ({count} rows) is not used yet",
                fr="« {title} » ({count} lignes) n’est pas encore utilisé",
                title=table.title or table.sheet or ", ".join(table.header[:3]),
                count=table.frame.height,
            ),
            msg("Nothing to do: the rest was read.", fr="Rien à faire : le reste a été lu."),
        ).at(given.file, table.sheet)
        for table in unused
        if not any(True for _ in fits(table, source))
    )


def _no_rows(
    tables: dict[str, pl.DataFrame], built: list[Built], given: Given
) -> tuple[Issue, ...]:
    if any(one.questions for one in built) or not all(
        frame.is_empty() for frame in tables.values()
    ):
        return ()
    return (
        Finding(
            Level.ERROR,
            msg(
                "The export has its columns but no usable row",
                fr="L’export a ses colonnes mais aucune ligne utilisable",
            ),
            msg(
                "Choose a period with data and export again.",
                fr="Choisissez une période avec des données et exportez à nouveau.",
            ),
        ).at(given.file),
    )


def _unmapped(matches: tuple[Match, ...]) -> tuple[str, ...]:
    names = (
        name.strip()
        for match in matches
        for at, name in enumerate(match.raw.header)
        if at not in match.located.positions.values() and name.strip()
    )
    return tuple(dict.fromkeys(names))


def _merged(built: Iterable[Built]) -> tuple[Excluded, ...]:
    counts: dict[str, Excluded] = {}
    for item in (item for one in built for item in one.excluded):
        before = counts.get(item.what.text)
        counts[item.what.text] = Excluded(item.what, item.count + (before.count if before else 0))
    return tuple(counts.values())


def _distinct(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple({question.key: question for question in questions}.values())
