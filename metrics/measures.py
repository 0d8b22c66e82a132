"""What a figure is made of: sums, counts, last values and distinct counts of table columns.

Measures are declarations that the engine reads, never functions over rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# Tables that list happenings one by one: no row means that nothing happened. Everywhere else
# a missing row means that the export does not say.
EVENT_TABLES = frozenset({"leads", "conversions"})
# Columns that hold money; the currency stands in the row's ``currency`` column.
MONEY = frozenset({"spend", "revenue", "amount", "conversion_value", "value"})


@dataclass(frozen=True, slots=True)
class Is:
    """Only rows whose ``column`` is one of ``values``."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Only rows where at least one of ``columns`` is known."""

    columns: tuple[str, ...]


Condition = Is | Known


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of ``columns`` over rows; within a row, what is known is added up.

    ``sign`` is -1 where the sum is taken away (cost in a return).
    """

    table: str
    columns: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows."""

    table: str
    where: tuple[Condition, ...] = ()
    columns: tuple[str, ...] = ()
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Last:
    """A stock: each account's last known value up to the end of the question.

    With ``at_start``: the last value known before the question's (or the bucket's) first day.
    """

    table: str
    columns: tuple[str, ...]
    at_start: bool = False
    where: tuple[Condition, ...] = ()
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Distinct:
    """Unique people: known only where the question is one single row, never added up."""

    table: str
    columns: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    sign: int = 1


Measure = Sum | Count | Last | Distinct


def total(table: str, columns: str, *where: Condition, sign: int = 1) -> Sum:
    """A sum; ``columns`` are separated by blanks."""
    return Sum(table, tuple(columns.split()), where, sign)


def is_money(measure: Measure) -> bool:
    """Whether the measure adds up amounts in a currency."""
    return isinstance(measure, Sum) and not MONEY.isdisjoint(measure.columns)


def absent_is_zero(measure: Measure) -> bool:
    """Whether no row at all means zero (within the days the table covers)."""
    return isinstance(measure, Count) or measure.table in EVENT_TABLES


def paired(measure: Measure, other: Measure) -> Measure:
    """``measure`` over the rows where the ``other`` side of the same table's ratio is known too.

    A stock is not counted row by row, so nothing is paired with it.
    """
    counted = measure.columns and other.columns and measure.table == other.table
    if not counted or isinstance(measure, Last) or isinstance(other, Last):
        return measure
    return replace(measure, where=(*measure.where, Known(other.columns)))
