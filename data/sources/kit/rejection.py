"""Rejected files: the closest source and its missing columns, or the columns found instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.base.issue import Level
from data.reading.names import normalise, tidy
from data.reading.table import Finding, RawTable
from data.sources.kit.recognise import Located, locate
from data.sources.kit.spec import FieldSpec, SheetSpec, Source
from i18n.message import Message, joined, msg

_NEAR = 0.5  # share of a sheet's columns that makes a file “almost” that export
_LISTED = 8  # columns that are named of an unknown file
_SURE = 3  # columns of a signature that leave no doubt
_ALL_BUT = 0.8  # share needed when the columns fit and ``unfit`` objects


@dataclass(frozen=True, slots=True)
class _Candidate:
    source: Source
    sheet: SheetSpec
    raw: RawTable
    located: Located

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the signature that are not there."""
        return tuple(to for to in self.sheet.signature if to not in self.located.positions)

    @property
    def found(self) -> int:
        """How many of the columns that the sheet knows by name are there."""
        return sum(wanted.to in self.located.positions for wanted in self._named)

    @property
    def share(self) -> float:
        """The same as a share of them all."""
        return self.found / len(self._named)

    @property
    def _named(self) -> list[FieldSpec]:
        return [wanted for wanted in self.sheet.fields if wanted.names]

    def is_near(self, common: frozenset[str]) -> bool:
        """Whether it is worth naming: by much of it, and by more than everyday columns."""
        if not self.missing:
            return self.share >= _ALL_BUT or len(self.sheet.signature) >= _SURE
        found = set(self.sheet.signature) - set(self.missing)
        distinctive = {
            normalise(self.raw.header[self.located.positions[to]]) for to in found
        } - common
        return self.share >= _NEAR and bool(distinctive)


def closest_source(tables: Iterable[RawTable], sources: tuple[Source, ...]) -> Finding | None:
    """What is missing for the tables to be the export that they come closest to, if any is close."""
    common = _common(sources)
    near = [each for each in _candidates(tuple(tables), sources) if each.is_near(common)]
    return _almost(max(near, key=lambda each: each.found)) if near else None


def _candidates(tables: tuple[RawTable, ...], sources: tuple[Source, ...]) -> Iterator[_Candidate]:
    for raw in tables:
        for source in sources:
            for sheet in source.sheets:
                yield _Candidate(source, sheet, raw, locate(raw.header, sheet))


def _common(sources: tuple[Source, ...]) -> frozenset[str]:
    """Header names that exports of more than one network know, such as “likes”."""
    known = {
        (source.network or source.id, name)
        for source in sources
        for sheet in source.sheets
        for field in sheet.fields
        for _, name in field.names
    }
    counts = Counter(name for _, name in known)
    return frozenset(name for name, count in counts.items() if count > 1)


def _almost(near: _Candidate) -> Finding:
    objection = None if near.missing else near.sheet.unfit(near.raw)
    if objection is not None:
        fix = msg(
            "If you changed the file, import it exactly as it was downloaded; otherwise see under Sources which exports can be read."
        )
        return Finding(Level.ERROR, objection, fix)
    missing = [near.sheet.field_named(to).shown for to in near.missing]
    return Finding(
        Level.ERROR,
        msg(
            "This looks like {source}, but these columns are missing: {columns}",
            source=near.source.label,
            columns=_quoted(missing),
        ),
        msg("Was a column deleted or renamed? Export the file again and import it unchanged."),
    )


def _quoted(names: Sequence[str]) -> Message:
    """The names in the quotation marks of the reader's language."""
    return joined([msg("“{name}”", name=name) for name in names], ", ")


def explain_unknown(tables: Iterable[RawTable]) -> Finding:
    """What was found in a file that is like no export."""
    widest = max((raw.header for raw in tables), key=len, default=())
    if not widest:
        return Finding(
            Level.ERROR,
            msg("No table was found in the file"),
            msg("Check that the export holds data for the chosen period."),
        )
    return Finding(
        Level.ERROR,
        msg(
            "No known export has these columns: {columns}",
            columns=_quoted([tidy(name) for name in widest[:_LISTED] if tidy(name)]),
        ),
        msg(
            "See under Sources which exports can be read; a report may need another format or fewer breakdowns."
        ),
    )


def no_rows() -> Finding:
    """What a known export without a single usable row gets."""
    return Finding(
        Level.ERROR,
        msg("The export has its columns but no usable row"),
        msg("Choose a period with data and export again."),
    )
