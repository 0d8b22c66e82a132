"""Source detection: matches headers to the signatures of sources, with a confidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.misaligned import misaligned
from data.sources.kit.spec import ENGLISH, FieldSpec, SheetSpec, Source

_CODE = "{currency}"
_LIKE = 0.8  # of 1; a letter or two of a name are lost or changed


@dataclass(frozen=True, slots=True)
class Located:
    """Where the fields of a sheet are in a header: position by canonical name.

    ``doubtful`` are columns that are not read, each with the one that almost has a better name.
    """

    positions: Mapping[str, int]
    languages: tuple[str, ...]
    currency: str | None = None
    doubtful: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A table recognised as one sheet of a source. ``confidence`` is 0..1.

    ``taken`` are the tables of the file that ``raw`` was made from, ``apart`` those of them that
    have misaligned records, with nothing but these: ``raw`` was made without them.
    """

    source: Source
    sheet: SheetSpec
    raw: RawTable
    located: Located
    confidence: float
    taken: tuple[RawTable, ...]
    apart: tuple[RawTable, ...] = ()


class RecognitionIndex:
    """The sheets of some sources by the names of their columns.

    A table is only held against sheets whose signature its header may have: looking names up costs
    the same however many sources there are.
    """

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources
        self.sheets = tuple((source, sheet) for source in sources for sheet in source.sheets)
        self._fields: dict[str, list[tuple[int, str]]] = {}
        self._coded: dict[re.Pattern[str], list[tuple[int, str]]] = {}
        self._needed: list[frozenset[str]] = []
        vendors: dict[str, set[str]] = {}
        for number, (source, sheet) in enumerate(self.sheets):
            for field in sheet.fields:
                for _, name in field.names:
                    vendors.setdefault(name, set()).add(source.id.partition(".")[0])
                    if _CODE in name:
                        self._coded.setdefault(_coded(name), []).append((number, field.to))
                    else:
                        self._fields.setdefault(name, []).append((number, field.to))
            named = {field.to for field in sheet.fields if field.names and field.at is None}
            self._needed.append(frozenset(sheet.signature) & named)
        self._nameless = [number for number, needed in enumerate(self._needed) if not needed]
        self.shared = frozenset(name for name, known in vendors.items() if len(known) > 1)

    def found(self, header: Iterable[str]) -> dict[int, set[str]]:
        """For each sheet that has any, the fields that some column of ``header`` is named for."""
        hits: dict[int, set[str]] = {}
        for name in {normalise(name) for name in header}:
            for number, to in self._fields.get(name, ()):
                hits.setdefault(number, set()).add(to)
            for pattern, fields in self._coded.items():
                if pattern.fullmatch(name):
                    for number, to in fields:
                        hits.setdefault(number, set()).add(to)
        return hits

    def candidates(self, header: Iterable[str]) -> frozenset[int]:
        """The sheets (by ``id``) whose signature may be there; those without names always are."""
        hits = self.found(header)
        whole = (number for number, found in hits.items() if self._needed[number] <= found)
        return frozenset(id(self.sheets[number][1]) for number in (*self._nameless, *whole))

    def measures(self, header: str) -> frozenset[tuple[str, str]]:
        """The measures, as table and column, that exports call by this name."""
        known = self._fields.get(normalise(header), ())
        return frozenset(
            (table.name, to)
            for number, to in known
            if to in (table := self.sheets[number][1].table).measures
        )


_INDEXES: dict[tuple[int, ...], RecognitionIndex] = {}
_MOST_INDEXES = 32


def index_of(sources: tuple[Source, ...]) -> RecognitionIndex:
    """The index of these sources, made once: an index holds its sources, so that ids stay theirs."""
    key = tuple(map(id, sources))
    index = _INDEXES.get(key)
    if index is None:
        if len(_INDEXES) >= _MOST_INDEXES:
            _INDEXES.pop(next(iter(_INDEXES)), None)
        index = _INDEXES[key] = RecognitionIndex(sources)
    return index


def recognise(tables: Iterable[RawTable], sources: Iterable[Source]) -> tuple[Match, ...]:
    """The tables that belong to one source, in file order; empty when none is known.

    A source that reshapes tables knows its files by more than their columns, so it goes first.
    Otherwise a table goes to the source whose signature says most about it, and the file to
    the source that has most of its rows.
    """
    tables, sources = tuple(tables), tuple(sources)
    reshaping = [source for source in sources if source.reshape is not None]
    reshaped = [matches for source in reshaping if (matches := _reshaped(tables, source))]
    if reshaped:
        return max(reshaped, key=lambda matches: max(map(_strength, matches)))
    index = index_of(sources)
    found = [max(fitting, key=_strength) for raw in tables if (fitting := _fitting(raw, index))]
    return _of_one_source(found)


def _reshaped(tables: tuple[RawTable, ...], source: Source) -> tuple[Match, ...]:
    """The tables as ``source`` reshapes them, without misaligned records.

    Once a row has become a column no one can see any more that it had a cell too many.
    """
    assert source.reshape is not None  # noqa: S101  # asked of such sources only
    made = source.reshape(tables)
    taken = made.taken
    bad = {
        id(raw): rows
        for raw in taken
        if not source.uneven(raw) and (rows := [*misaligned(raw, _after_descriptions(raw))])
    }
    if bad:
        sound = source.reshape(tuple(_without(raw, bad.get(id(raw), [])) for raw in tables))
        # Where nothing is left, the table stays as an empty one: its rows are reported as set aside.
        empty = tuple(replace(raw, frame=raw.frame.clear(), widths=None) for raw in made.tables)
        made = replace(made, tables=sound.tables or empty)
    shaped = (
        replace(raw, described=0) for raw in made.tables
    )  # it has read what describes columns
    matches = tuple(match for raw in shaped for match in fits(raw, source))
    apart = tuple(_only(raw, bad[id(raw)]) for raw in taken if id(raw) in bad)
    return tuple(
        replace(match, taken=taken, apart=() if number else apart)
        for number, match in enumerate(matches)
    )


def _after_descriptions(raw: RawTable) -> pl.Series:
    return pl.int_range(raw.frame.height, eager=True) >= raw.described


def _without(raw: RawTable, rows: list[int]) -> RawTable:
    return replace(raw, frame=raw.frame.filter(~pl.col("row").is_in(rows))) if rows else raw


def _only(raw: RawTable, rows: list[int]) -> RawTable:
    return replace(raw, frame=raw.frame.filter(pl.col("row").is_in(rows)))


def _of_one_source(found: list[Match]) -> tuple[Match, ...]:
    if not found:
        return ()
    # By rows, not by tables: a small foreign sheet in a workbook must not decide for the large one.
    rows: Counter[str] = Counter()
    for match in found:
        rows[match.source.id] += match.raw.frame.height
    best = max(rows, key=lambda source: rows[source])
    mine = [match for match in found if match.source.id == best]
    chosen = mine[0].source.choose(tuple(match.raw for match in mine))
    return tuple(match for match in mine if any(match.raw is raw for raw in chosen))


def _fitting(raw: RawTable, index: RecognitionIndex) -> list[Match]:
    likely = index.candidates(raw.header)
    return [
        match
        for source in index.sources
        if source.reshape is None and any(id(sheet) in likely for sheet in source.sheets)
        for match in fits(raw, source)
    ]


def language_of(matches: tuple[Match, ...]) -> str | None:
    """The language in which most recognised header names are written; English wins ties."""
    for match in matches:
        if (language := match.sheet.language(match.raw)) is not None:
            return language
    votes = Counter(lang for match in matches for lang in match.located.languages)
    return max(votes, key=lambda lang: (votes[lang], lang == ENGLISH), default=None) or None


def locate(header: tuple[str, ...], sheet: SheetSpec) -> Located:
    """Positions of the sheet's fields; of equal header names the first one counts."""
    names: dict[str, int] = {}
    for position, name in enumerate(header):
        names.setdefault(normalise(name), position)
    positions: dict[str, int] = {}
    languages: list[str] = []
    currency = None
    doubtful: list[tuple[int, int]] = []
    for wanted in sheet.fields:
        hit = _find(wanted, names)
        better = None if hit is None else _almost_better(wanted, hit[0], names, sheet)
        if hit is not None and better is not None:
            doubtful.append((hit[0], better))
            continue
        if wanted.at is not None and wanted.at < len(header):
            positions[wanted.to] = wanted.at
        if hit is not None:
            positions[wanted.to], spoken, code = hit
            languages.extend(spoken)
            currency = currency or code
    return Located(positions, tuple(languages), currency, tuple(doubtful))


def _almost_better(
    wanted: FieldSpec, taken: int, names: Mapping[str, int], sheet: SheetSpec
) -> int | None:
    """An unknown column whose name is almost one that goes before that of the column ``taken``.

    Where “Likes” is next to a damaged “Reactions”, it is not the reactions.
    """
    at = [names.get(name) for _, name in wanted.names]
    if taken not in at[1:]:
        return None
    # Names of the same language only: a file is written in one.
    language = wanted.names[at.index(taken)][0]
    before = [name for spoken, name in wanted.names[: at.index(taken)] if spoken == language]
    close = (
        place
        for header, place in names.items()
        for name in before
        if place != taken and is_almost(header, name)
        if not sheet.knows_and_ignores(header) and not _is_field(header, sheet)
    )
    return next(close, None)


def is_almost(header: str, name: str) -> bool:
    """Whether ``header`` is ``name`` (both normalised) with a letter or two lost or changed."""
    return _LIKE <= SequenceMatcher(None, header, name).ratio() < 1


def _is_field(header: str, sheet: SheetSpec) -> bool:
    return any(header == name for field in sheet.fields for _, name in field.names)


def _find(
    wanted: FieldSpec, names: Mapping[str, int]
) -> tuple[int, tuple[str, ...], str | None] | None:
    """Position, languages and currency of the first of the field's names that is there."""
    for _, name in wanted.names:
        hit = _with_currency(name, names) if _CODE in name else _plain(name, names)
        if hit is not None:
            spoken = tuple(language for language, other in wanted.names if other == name)
            return hit[0], spoken, hit[1]
    return None


def _plain(name: str, names: Mapping[str, int]) -> tuple[int, None] | None:
    return (names[name], None) if name in names else None


@lru_cache(maxsize=4096)
def _coded(name: str) -> re.Pattern[str]:
    before, after = map(re.escape, name.split(_CODE))
    return re.compile(f"{before}([a-z]{{3}}){after}")


def _with_currency(name: str, names: Mapping[str, int]) -> tuple[int, str] | None:
    pattern = _coded(name)
    hits = ((at, pattern.fullmatch(header)) for header, at in names.items())
    return next(((at, hit[1].upper()) for at, hit in hits if hit), None)


def fits(raw: RawTable, source: Source) -> Iterable[Match]:
    """The table as the first sheet of ``source`` that it fits, if any."""
    for sheet in source.sheets:
        located = locate(raw.header, sheet)
        if all(to in located.positions for to in sheet.signature) and sheet.unfit(raw) is None:
            # The signature alone gives 0.6, and every further column that is found adds to it.
            share = len(located.positions) / len(sheet.fields)
            yield Match(source, sheet, raw, located, round(0.6 + 0.4 * share, 2), (raw,))
            return


def _strength(match: Match) -> tuple[int, float]:
    # More columns of a signature are harder to have by chance, so they go before the share found.
    return len(match.sheet.signature), match.confidence
