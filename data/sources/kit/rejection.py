"""Rejected files: the closest source and its missing columns, or the columns found instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.base.issue import Level
from data.reading.names import normalise, tidy
from data.reading.table import Finding, RawTable
from data.sources.kit.recognise import Located, RecognitionIndex, index_of, locate
from data.sources.kit.spec import FieldSpec, SheetSpec, Source
from i18n.message import Message, joined, msg, plural

_NEAR = 0.5  # share of a sheet's columns, or of the file's, that makes it “almost” that export
_LISTED = 8  # columns that are named of an unknown file
_SURE = 3  # columns of a signature that leave no doubt
_ALL_BUT = 0.8  # share needed when the columns fit and ``unfit`` objects
_EVIDENCE = 2  # columns that only one vendor has; one name in common proves nothing
_TELLING = 3  # words that make a name so particular that it counts for two
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A name of nothing but these is in the files of any tool.
_EVERYDAY = frozenset(
    _WORD.findall(
        "id ids no number name type status state total sum order orders customer email e mail page post"
        " date day time week month year at on of in by from to the and created updated url link title"
        " text source medium campaign channel country device location city region language label tag"
        " category amount currency price value revenue sales net gross cost spend fee views visits users"
        " visitors sessions clicks impressions reach likes comments shares reactions engagements account"
        " followers rate count key keyword query event events unique new fecha etiqueta visitas datum"
        " betrag ad ads adset group set network spent gender age reports report"
    )
)


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
    def covered(self) -> float:
        """The same as a share of the file's columns."""
        return self.found / max(sum(bool(name.strip()) for name in self.raw.header), 1)

    @property
    def _named(self) -> list[FieldSpec]:
        return [wanted for wanted in self.sheet.fields if wanted.names]

    def is_near(self, shared: frozenset[str]) -> bool:
        """Whether it is worth naming: by much of it, and by columns that no other vendor has."""
        if not self.missing:
            # Only an objection is worth saying; a sheet of tables that were reshaped has none to others.
            if self.sheet.unfit(self.raw) is None:
                return False
            proved = len(self.sheet.signature) >= _SURE and self._evidence(shared) >= _EVIDENCE
            return self.share >= _ALL_BUT or proved
        if len(self.missing) == len(self.sheet.signature) > 1 or not all(self._shown()):
            return False
        much = max(self.share, self.covered) >= _NEAR
        return much and self._evidence(shared) >= _EVIDENCE

    def _evidence(self, shared: frozenset[str]) -> int:
        """How much the columns prove that no other vendor's exports have."""
        own = {
            self.raw.header[at]
            for to, at in self.located.positions.items()
            if (name := normalise(self.raw.header[at])) not in shared and self._by_name(to, name)
        }
        return sum(map(_weight, own))

    def _by_name(self, to: str, name: str) -> bool:
        return any(name == known for _, known in self.sheet.field_named(to).names)

    def _shown(self) -> list[str]:
        """The names of the missing columns; one taken by its place has none."""
        fields = [self.sheet.field_named(to) for to in self.missing]
        return [field.shown if field.names else "" for field in fields]


def _weight(name: str) -> int:
    """How much a name proves: “Location” is in many files, “Difference in followers” in few."""
    words = [word.lower() for word in _WORD.findall(_CAMEL.sub(" ", name))]
    if _EVERYDAY.issuperset(words):
        return 0
    return _EVIDENCE if len(words) >= _TELLING else 1


def closest_source(tables: Iterable[RawTable], sources: tuple[Source, ...]) -> Finding | None:
    """What is missing for the tables to be the export that they come closest to, if any is close.

    A file that a source knows for certain, and cannot read, is explained by that source.
    """
    tables = tuple(tables)
    for source in sources:
        if source.refuse is not None and (known := source.refuse(tables)) is not None:
            return known
    index = index_of(sources)
    near = [each for each in _candidates(tables, index) if each.is_near(index.shared)]
    return _almost(max(near, key=lambda each: each.found)) if near else None


def _candidates(tables: tuple[RawTable, ...], index: RecognitionIndex) -> Iterator[_Candidate]:
    """The sheets of which the tables have any column."""
    for raw in tables:
        for number in index.found(raw.header):
            source, sheet = index.sheets[number]
            yield _Candidate(source, sheet, raw, locate(raw.header, sheet))


def _almost(near: _Candidate) -> Finding:
    objection = None if near.missing else near.sheet.unfit(near.raw)
    if objection is not None:
        fix = msg(
            "If you changed the file, import it exactly as downloaded. Otherwise see the "
            "supported exports on the page Sources."
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


def users_alone(tables: Iterable[RawTable], sources: tuple[Source, ...]) -> Finding | None:
    """What a table of a website's users without sessions gets: users of several rows do not add up."""
    index = index_of(sources)
    counted = {to for raw in tables for name in raw.header for _, to in index.measures(name)}
    if "users" not in counted or "sessions" in counted:
        return None
    return Finding(
        Level.ERROR,
        msg("The file has users but no sessions, and users of several rows do not add up"),
        msg(
            "Export a report with sessions, such as traffic acquisition by channel, and import that."
        ),
    )


def explain_unknown(tables: Iterable[RawTable]) -> Finding:
    """What was found in a file that is like no export."""
    tables = [raw for raw in tables if raw.header]
    widest = max((raw.header for raw in tables), key=len, default=())
    if not widest:
        return Finding(
            Level.ERROR,
            msg("No table was found in the file"),
            msg("Check that the export has data for the chosen period."),
        )
    if len(tables) > 1 and len({raw.sheet for raw in tables}) == 1:
        return Finding(
            Level.ERROR,
            plural(
                "The file has {n} table without the columns of a supported export",
                "The file has {n} tables, one below the other, without the columns of a "
                "supported export",
                n=len(tables),
            ),
            msg(
                "Save each table as a separate file with its column names in the first row. "
                "Then you can map its columns."
            ),
        )
    return Finding(
        Level.ERROR,
        msg(
            "No supported export has these columns: {columns}",
            columns=_quoted([tidy(name) for name in widest[:_LISTED] if tidy(name)]),
        ),
        msg(
            "See the supported exports on the page Sources. Another format or fewer breakdowns "
            "may be enough."
        ),
    )


def no_rows(rows: int = 0) -> Finding:
    """What a known export gets of which nothing is counted: it has no rows, or none can be used."""
    if not rows:
        return Finding(
            Level.ERROR,
            msg("The export is empty. It has columns, but no rows"),
            msg("Choose a period with data and export again."),
        )
    return Finding(
        Level.ERROR,
        plural(
            "The export has only {n} row, and it cannot be used",
            "None of the {n} rows of the export can be used",
            n=rows,
        ),
        msg("Check the skipped rows, and import the original download."),
    )
