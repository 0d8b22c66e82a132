"""Measures: sums, counts, last values and distinct counts of table columns.

Measures are declarations that the engine reads, never functions over rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from data.tables.schema import MONEY

# Event tables list what happened one by one: no row means that nothing happened. Everywhere else
# a missing row means that the export does not say.
EVENT_TABLES = frozenset({"leads", "conversions"})


class Absent(StrEnum):
    """What it means for a sum of several that one of its parts has no row at all."""

    UNKNOWN = "unknown"  # then the sum is unknown
    NOT_HERE = "not_here"  # it is nothing for this key, as long as there are rows for others
    NOT_COUNTED = "not_counted"  # the sum is made without it, and its provenance says so


@dataclass(frozen=True, slots=True)
class IsOneOf:
    """Only rows whose ``column`` is one of ``values``."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsKnown:
    """Only rows where at least one of ``columns`` is known."""

    columns: tuple[str, ...]


Condition = IsOneOf | IsKnown


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of ``columns`` over rows; within a row, what is known is added up.

    ``sign`` is -1 where the sum is taken away (cost in a return).
    """

    table: str
    columns: tuple[str, ...]
    where: tuple[Condition, ...] = ()
    sign: int = 1
    absent: Absent = Absent.UNKNOWN


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows."""

    table: str
    where: tuple[Condition, ...] = ()
    columns: tuple[str, ...] = ()
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Last:
    """A level metric: each account's last known value up to the end of the query.

    With ``at_start``: the last value known before the query's (or the bucket's) first day.
    """

    table: str
    columns: tuple[str, ...]
    at_start: bool = False
    where: tuple[Condition, ...] = ()
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Distinct:
    """Unique people: known only where a single row answers, never added up."""

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

    A level is not counted row by row, so nothing is paired with it.
    """
    # A ratio is computed over rows with both sides, or missing cells would bias it.
    counted = measure.columns and other.columns and measure.table == other.table
    if not counted or isinstance(measure, Last) or isinstance(other, Last):
        return measure
    return replace(measure, where=(*measure.where, IsKnown(other.columns)))


def spent(sign: int = 1, *, full: bool = False) -> tuple[Sum, Sum]:
    """Ad spend and all other costs; ``full`` says that ad spend alone is not enough."""
    # ROI with ad spend alone would look too good, so it needs other costs as well.
    other = Absent.NOT_HERE if full else Absent.NOT_COUNTED
    return (
        Sum("ad_costs", ("spend",), sign=sign, absent=Absent.NOT_COUNTED),
        Sum("costs", ("amount",), sign=sign, absent=other),
    )


def may_lack(measure: Measure, why: str | None) -> bool:
    """Whether a sum of several is made without this part when it has no row, for this reason."""
    allowed = {
        Absent.UNKNOWN: (),
        Absent.NOT_HERE: ("no_rows",),
        Absent.NOT_COUNTED: ("no_rows", "no_file", "no_costs"),
    }
    return isinstance(measure, Sum) and why in allowed[measure.absent]
