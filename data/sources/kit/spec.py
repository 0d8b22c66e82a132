"""Source declarations: the columns, rules, checks and hooks of an export, read by generic code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

import polars as pl

from data.base.issue import Question
from data.base.table_report import CheckResult
from data.reading.dates import DateStyle
from data.reading.names import normalise
from data.reading.table import Finding, RawTable
from data.sources.kit.record_reader import RecordReader
from data.tables.schema import Table
from i18n.message import Message

ENGLISH = "en"  # of a file: what vendors export where no other language was chosen


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """Where one canonical column comes from: header names as (language, normalised name).

    A name may end in ``{currency}`` to accept any three-letter code there. A ``to`` that begins
    with ``_`` is a helper for checks and hooks, never stored. ``at`` takes a column by position
    instead of by name. ``dtype`` is needed for helpers that are not text;
    ``shown`` is the name to use when the column is missing.
    """

    to: str
    names: tuple[tuple[str, str], ...]
    at: int | None = None
    dtype: pl.DataType | None = None
    scale: float = 1.0
    shown: str = ""


def column(
    to: str,
    *,
    at: int | None = None,
    dtype: pl.DataType | None = None,
    scale: float = 1.0,
    **names: str | tuple[str, ...],
) -> FieldSpec:
    """A field with its header names by language, the preferred name of a language first.

    >>> column("reach", en="Reach", fr=("Couverture", "Portée")).names
    (('en', 'reach'), ('fr', 'couverture'), ('fr', 'portée'))
    """
    pairs = tuple(
        (language, normalise(name))
        for language, given in names.items()
        for name in ((given,) if isinstance(given, str) else given)
    )
    given = next(iter(names.values()), to)
    return FieldSpec(to, pairs, at, dtype, scale, given if isinstance(given, str) else given[0])


def ignored(*names: str) -> tuple[str, ...]:
    """Header names that are known and of no use here, normalised; ``*`` means any text.

    >>> ignored("Languages", "Views by country (*)")
    ('languages', 'views by country (*)')
    """
    return tuple(normalise(name) for name in names)


@lru_cache(maxsize=4096)
def _pattern(known: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, known.split("*"))))


def _is_one(header: str, names: tuple[str, ...]) -> bool:
    name = normalise(header)
    return any(_pattern(known).fullmatch(name) for known in names)


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What is known besides the file's content; ``made`` is when it was written, if known.

    ``sums`` are those of the measures in earlier pieces of a file that is read piece by piece.
    ``accounts`` gives the names of our own accounts, as far as imports have shown them.
    """

    file: str
    today: date
    answers: Mapping[str, str] = field(default_factory=dict)
    made: datetime | None = None
    sums: Mapping[str, float] = field(default_factory=dict)
    accounts: Callable[[], frozenset[str]] = frozenset


@dataclass(frozen=True, slots=True)
class TypedRows:
    """The typed rows of one table as checks and hooks see them.

    ``frame`` has every canonical column (null where the export has none) and the helpers;
    ``left_out`` the rows that an ``Exclude`` took away, typed alike. ``columns`` maps what the
    file really has to its header as written: absent is not the same as empty.
    """

    frame: pl.DataFrame
    left_out: pl.DataFrame
    raw: RawTable
    given: ReadContext
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Exclude:
    """Rows that are not facts (totals, error rows): an expression over text columns by ``to``."""

    what: Message
    when: pl.Expr


# What a check yields: findings for the user and, of identities, how the test went.
Check = Callable[[TypedRows], Iterable[Finding | CheckResult]]
Finish = Callable[[TypedRows], pl.DataFrame]
Ask = Callable[[RawTable, ReadContext], tuple[Question, ...]]
Unfit = Callable[[RawTable], Message | None]


def _unchanged(rows: TypedRows) -> pl.DataFrame:
    return rows.frame


def _nothing(_raw: RawTable, _given: ReadContext) -> tuple[Question, ...]:
    return ()


def _by_header(_raw: RawTable) -> str | None:
    return None


def _fits(_raw: RawTable) -> Message | None:
    return None


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One table of an export and the canonical table it fills.

    ``signature`` names the fields whose columns must be there to recognise it; ``unfit`` may
    still object, in words. ``required`` columns must be filled or the row is quarantined;
    ``unique`` columns identify a row within the file. Times without an offset are local to ``zone``;
    without one, and days, are what the company's own clock showed.
    ``heading`` says what a record above the header is when it counts as left out.
    ``language`` gives a language that the header does not show (None: the header's counts).
    ``ask`` lists what the table cannot say; ``finish`` does what declarations cannot.
    ``personal`` names the fields that identify people: their cells are never stored in clear, and
    of a file that can have any no column is stored that is not read.
    ``whole`` says that rows can only be understood together, so never piece by piece.
    ``file_name`` is a pattern that the file's name must contain, where columns are not enough.
    ``ignores`` are columns that are known and of no use (see ``ignored``), and ``searched`` those
    that fill no column and are searched by ``finish``; all others without a field are reported to the
    user as unknown.
    """

    table: Table
    signature: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    required: tuple[str, ...]
    unique: tuple[str, ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    dates: DateStyle = DateStyle.ISO
    zone: str = ""
    nulls: tuple[str, ...] = ()
    grouping: bool = False
    exclude: tuple[Exclude, ...] = ()
    heading: Message | None = None
    checks: tuple[Check, ...] = ()
    unfit: Unfit = _fits
    language: Callable[[RawTable], str | None] = _by_header
    ask: Ask = _nothing
    finish: Finish = _unchanged
    personal: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    file_name: str = ""
    whole: bool = False

    def field_named(self, to: str) -> FieldSpec:
        """The field that fills ``to``."""
        return next(f for f in self.fields if f.to == to)

    def knows_and_ignores(self, header: str) -> bool:
        """Whether ``header`` is one of the columns that are known and fill no column."""
        return _is_one(header, self.ignores) or self.searches(header)

    def searches(self, header: str) -> bool:
        """Whether ``header`` is one of the columns that are searched."""
        return _is_one(header, self.searched)


class LayoutEvidence(StrEnum):
    """How a layout is known."""

    FILE = "real file"
    HEADERS = "header names only"
    DESCRIBED = "vendor's or third party's description"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which the export comes: since when, in which language, and how that is known.

    ``fixture`` is the made-up file of this layout among the test fixtures.
    """

    vintage: str
    language: str
    evidence: LayoutEvidence
    fixture: str


@dataclass(frozen=True, slots=True)
class Reshaped:
    """Tables brought into the shape that sheets describe, and those of the file that they replace.

    Row numbers stay those of the file; a row may then give several facts. Where a row is
    no longer one record under its own header, ``widths`` of the table is None.
    """

    tables: tuple[RawTable, ...] = ()
    taken: tuple[RawTable, ...] = ()


def _even(_raw: RawTable) -> bool:
    return False


def _all(tables: tuple[RawTable, ...]) -> tuple[RawTable, ...]:
    return tables


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of export. ``network`` is None where it has none or its files decide.

    ``bundle`` says that the export comes as a zip of several files. ``choose`` picks among the
    tables of one file that fit, for exports that repeat the same data. ``reshape`` brings
    tables that are no list under one header (blocks side by side, names in rows, two header
    rows) into that shape before they are recognised; it gives nothing for other files. Records
    with a cell too many or too few are taken out before, but for tables of which ``uneven`` says
    that they may have such, or that reshaping looks at them itself.
    ``layouts`` and ``limits`` say how the export is known and what cannot be expected of it.
    ``records`` reads files of records, and flattened ones that a sheet recognises, as a whole:
    where rows only make facts together. ``repeats`` names sources that have the
    same things under other identities, so that both together would count twice. ``refuse``
    explains a file that no source reads, where this one knows for certain what it is.
    """

    id: str
    network: str | None
    label: Message
    doc: Message
    sheets: tuple[SheetSpec, ...]
    bundle: bool = False
    choose: Callable[[tuple[RawTable, ...]], tuple[RawTable, ...]] = _all
    reshape: Callable[[tuple[RawTable, ...]], Reshaped] | None = None
    uneven: Callable[[RawTable], bool] = _even
    layouts: tuple[Layout, ...] = ()
    limits: Message | None = None
    repeats: tuple[str, ...] = ()
    records: RecordReader | None = None
    refuse: Callable[[tuple[RawTable, ...]], Finding | None] | None = None

    def for_file(self, name: str) -> Source:
        """This source without the sheets that a file of this name cannot be.

        The same sheets give the same object again, so that what is known of it stays known.
        """
        if not any(sheet.file_name for sheet in self.sheets):
            return self
        fitting = tuple(s for s in self.sheets if re.search(s.file_name, name, re.IGNORECASE))
        if len(fitting) == len(self.sheets):
            return self
        key = (id(self), tuple(map(id, fitting)))
        _, found = _WITHOUT_SHEETS.setdefault(key, (self, replace(self, sheets=fitting)))
        return found


# By source and sheets. The source is held as well, so that its id is never another one's.
_WITHOUT_SHEETS: dict[tuple[int, tuple[int, ...]], tuple[Source, Source]] = {}
