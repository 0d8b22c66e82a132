"""Assembles the parse result of a document: recognises its tables, builds each, sums up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from data.base.issue import Excluded, Issue, Level, Question
from data.reading import Document
from data.reading.sections import has_figures
from data.reading.table import Finding, RawTable
from data.sources.kit.build import Built, build
from data.sources.kit.misaligned import misaligned
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.quarantine import QuarantinedRows
from data.sources.kit.recognise import (
    Match,
    RecognitionIndex,
    fits,
    index_of,
    language_of,
    recognise,
)
from data.sources.kit.rejection import closest_source, explain_unknown, no_rows, users_alone
from data.sources.kit.spec import ReadContext, Source
from data.sources.kit.stated_period import stated_period
from data.sources.loading.records import of_table
from data.sources.loading.unused import unused_tables
from data.sources.mapping.questions import mapping_questions
from data.sources.mapping.source import is_mapped, source_of
from i18n.message import msg

Sources = tuple[Source, ...]


def assemble(document: Document, given: ReadContext, sources: Sources) -> ParseResult:
    """What the best fitting source makes of ``document``, or why none fits.

    A mapping that the user confirmed for exactly these columns goes before every known export.
    """
    sources = tuple(source.for_file(given.file) for source in sources)
    mapped = tuple(source for source in sources if is_mapped(source))
    known = tuple(source for source in sources if not is_mapped(source))
    matches = recognise(document.tables, mapped) or recognise(document.tables, known)
    if not matches:
        return _unmatched(document, given, sources)
    if matches[0].source.records is not None:
        return of_table(matches[0], given, document)
    return _read(document, matches, given, sources)


def _unmatched(document: Document, given: ReadContext, sources: Sources) -> ParseResult:
    """A mapping that is offered, or why none is: the export it almost is, or what was found."""
    if document.issues and not document.tables:
        return ParseResult(None, encoding=document.encoding, issues=document.issues)
    # A damaged known export is rejected with its missing columns, not offered as an unknown file.
    known = tuple(source for source in sources if not is_mapped(source))
    almost = closest_source(document.tables, known)
    offer = None if almost is not None else mapping_questions(document.tables, given, sources)
    if offer is None:
        why = almost or users_alone(document.tables, known) or explain_unknown(document.tables)
        issues = (*document.issues, why.at(given.file))
        return ParseResult(None, encoding=document.encoding, issues=issues)
    matches = recognise(document.tables, (source_of(offer.mapping, sources),))
    loaded = _read(document, matches, given, sources)
    questions = _distinct((*offer.questions, *loaded.questions))
    return replace(loaded, questions=questions, mapping=offer.mapping)


def _read(
    document: Document, matches: tuple[Match, ...], given: ReadContext, sources: Sources
) -> ParseResult:
    source = matches[0].source
    unused = _unused(document, matches)
    built = [build(match, given) for match in matches]
    apart = [
        (raw.sheet, QuarantinedRows.of(misaligned(raw), raw))
        for match in matches
        for raw in match.apart
    ]
    tables = _tables(matches, built)
    in_pieces = any(match.raw.witnesses is not None for match in matches)
    # A piece of a large file may be without usable rows: only the whole file can be empty.
    lost = sum(rows.frame.height for _, rows in apart if rows.frame is not None)
    nothing = () if in_pieces else _no_rows(tables, matches, built, given, lost)
    issues = (
        *document.issues,
        *(() if nothing else unused_tables(unused, matches, given, sources)),
        *(found.at(given.file, sheet) for sheet, rows in apart for found in rows.findings),
        *(issue for one in built for issue in one.issues),
        *_lost_figures(matches, given, sources),
        *nothing,
    )
    quarantined = [
        rows.frame
        for rows in (*(one for _, one in apart), *(one.aside for one in built))
        if rows.frame is not None
    ]
    return ParseResult(
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
        pl.concat(quarantined) if quarantined else None,
        _personal(matches),
        tuple(report for one in built for report in one.understood),
        totals=built[0].totals if in_pieces else None,
        period=stated_period([match.raw for match in matches], tables, given),
        in_clear=_in_clear(matches),
    )


def _personal(matches: tuple[Match, ...]) -> tuple[str, ...]:
    """Headers, as the file writes them, of the columns that identify people.

    An empty one means columns without a name: in a file of people there may be some anywhere.
    """
    named = (
        match.raw.header[at].strip()
        for match in matches
        for name, at in match.located.positions.items()
        if name in match.sheet.personal
    )
    people = any(match.sheet.personal for match in matches)
    return tuple(dict.fromkeys((*named, *([""] if people else ()))))


def _in_clear(matches: tuple[Match, ...]) -> tuple[str, ...]:
    """Headers of the columns that are read and do not identify people."""
    kept = (
        name.strip()
        for match in matches
        for at, name in enumerate(match.raw.header)
        if at in _serving(match) or match.sheet.searches(name)
    )
    return tuple(dict.fromkeys(name for name in kept if name))


def _serving(match: Match) -> frozenset[int]:
    places = match.located.positions.items()
    return frozenset(at for name, at in places if name not in match.sheet.personal)


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
    taken = [raw for match in matches for raw in match.taken]
    return tuple(t for t in document.tables if t.header and not any(t is raw for raw in taken))


def _repeats(unused: tuple[RawTable, ...], source: Source) -> tuple[Excluded, ...]:
    """Tables that fit the source as well but that its ``choose`` passed over."""
    count = sum(any(True for _ in fits(table, source)) for table in unused)
    what = msg("Sections that repeat the same data")
    return (Excluded(what, count),) if count else ()


def _no_rows(
    tables: dict[str, pl.DataFrame],
    matches: tuple[Match, ...],
    built: list[Built],
    given: ReadContext,
    lost: int,
) -> tuple[Issue, ...]:
    """The error that no row can be used, of which ``lost`` were misaligned before all else."""
    if any(one.questions for one in built) or not all(
        frame.is_empty() for frame in tables.values()
    ):
        return ()
    rows = sum(match.raw.frame.height - match.raw.described for match in matches)
    excluded = sum(item.count for one in built for item in one.excluded)
    aside = sum(one.aside.frame.height for one in built if one.aside.frame is not None)
    return (no_rows(aside + lost or max(0, rows - excluded)).at(given.file),)


def _lost_figures(
    matches: tuple[Match, ...], given: ReadContext, sources: Sources
) -> Iterator[Issue]:
    index = index_of(tuple(source for source in sources if not is_mapped(source)))
    for match in matches:
        if not is_mapped(match.source) and not match.raw.later:
            yield from (one.at(given.file, match.raw.sheet) for one in _lost(match, index))


def _lost(match: Match, index: RecognitionIndex) -> Iterator[Finding]:
    """A warning for each column of figures that is not read, though other exports have it.

    A layout that has gained a column, or a file of another export, loses it otherwise in silence.
    """
    sheet, header, positions = match.sheet, match.raw.header, match.located.positions
    for at, name in enumerate(header):
        lost = {to for table, to in index.measures(name) if table == sheet.table.name}
        read = at in positions.values() or bool(lost & positions.keys())
        if not lost or read or sheet.knows_and_ignores(name) or f"c{at}" not in match.raw.frame:
            continue
        if has_figures(tuple(match.raw.frame[f"c{at}"].drop_nulls().head(1))):
            yield Finding(
                Level.WARNING,
                msg(
                    "“{column}” has values that are not read from this export", column=name.strip()
                ),
                msg("If you need them, import another export with them. See the page Sources."),
                column=name.strip(),
            )


def _unmapped(matches: tuple[Match, ...]) -> tuple[str, ...]:
    names = (
        name.strip()
        for match in matches
        for at, name in enumerate(match.raw.header)
        if at not in match.located.positions.values()
        and name.strip()
        and not match.sheet.knows_and_ignores(name)
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
