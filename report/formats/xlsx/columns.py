"""Columns of a workbook's tables: numbers apart from words, so that they can be sorted and added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from i18n.catalogue import DEFAULT
from i18n.message import Message, Part, Quantity, msg
from metrics.definitions.registry import Unit
from report.document.model import Amount, ReportColumn, ReportTable
from report.formats.xlsx.row_columns import RowColumn
from report.wording import render

BEFORE_OF = msg("{figure}: before")
CHANGE_OF = msg("{figure}: change")
WORDS_OF = msg("{figure}: in words")
# What numbers inside sentences are written in, as units of cells.
_UNITS = {"signed-count": Unit.COUNT, "whole-percent": Unit.PERCENT, "change-percent": Unit.PERCENT}
_SIGNS = {
    "up {step}": 1.0,
    "down {step}": -1.0,
    "up {step} per usual day": 1.0,
    "down {step} per usual day": -1.0,
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of cells; ``key`` is what formulas call it, ``unit`` that of bare numbers.

    ``signed`` numbers are changes, written with their sign.
    """

    key: str
    label: str
    cells: tuple[Any, ...]
    unit: Unit | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class _Split:
    """A cell in parts: its number, that of the period before, the change, and further words."""

    value: Amount | None = None
    before: Amount | None = None
    change: Amount | None = None
    words: Message | None = None


def table_columns(block: ReportTable, language: str) -> list[TableColumn]:
    """The columns of a table: each as it is, or its numbers, bounds and words side by side."""
    return [
        made
        for index, column in enumerate(block.columns)
        for made in _columns(column, [row[index] for row in block.rows], language)
    ]


def picture_columns(columns: Sequence[RowColumn], rows: int) -> list[TableColumn]:
    """The numbers of a picture of the rows."""
    return [
        TableColumn(each.key, each.label, tuple(each.cell(row)[0] for row in range(rows)))
        for each in columns
    ]


def _columns(column: ReportColumn, cells: Sequence[Any], language: str) -> list[TableColumn]:
    label = render.said(column.label, language)
    splits = [_split(cell) for cell in cells]
    if any(split is not None for split in splits):
        return _numbers_and_words(column, cells, splits, language)
    made = [TableColumn(column.id, label, tuple(cells), column.unit)]
    if any(isinstance(one, Amount) and (one.low, one.high) != (None, None) for one in cells):
        for name, end in zip(render.bounds_of(label, language), ("low", "high"), strict=True):
            bounds = tuple(_end(cell, end) for cell in cells)
            made.append(TableColumn(f"{column.id}:{end}", name, bounds))
    return made


def _end(cell: Any, name: str) -> Amount | None:
    end = getattr(cell, name) if isinstance(cell, Amount) else None
    return None if end is None else Amount(end, cell.unit, cell.currency)


def _numbers_and_words(
    column: ReportColumn, cells: Sequence[Any], splits: Sequence[_Split | None], language: str
) -> list[TableColumn]:
    """The number, then the number before, the change and the words, where there are any."""
    label = render.said(column.label, language)
    parts = [
        _whole(cell) if split is None else split for cell, split in zip(cells, splits, strict=True)
    ]
    signed = any(_is_change(cell) for cell in cells)
    made = [TableColumn(column.id, label, tuple(part.value for part in parts), signed=signed)]
    before = tuple(part.before for part in parts)
    if any(before):
        name = render.filled(BEFORE_OF, language, figure=label)
        made.insert(0, TableColumn(f"{column.id}:before", name, before))
    change = tuple(part.change for part in parts)
    if any(change):
        name = render.filled(CHANGE_OF, language, figure=label)
        made.append(TableColumn(f"{column.id}:change", name, change, signed=True))
    words = tuple(part.words for part in parts)
    if any(words):
        name = render.filled(WORDS_OF, language, figure=label)
        made.append(TableColumn(f"{column.id}:words", name, words))
    return made


def _whole(cell: Any) -> _Split:
    """A cell that is either a number or words."""
    return _Split(value=cell) if isinstance(cell, Amount) else _Split(words=cell)


def _split(cell: Any) -> _Split | None:
    """The parts of a cell that has a number in its words; None for all others."""
    if not isinstance(cell, Message):
        return None
    values = dict(cell.values)
    match values:
        case {"step": Quantity() | Message() as step}:
            return _change(cell, step)
        case {"value": Quantity() as value, "verdict": Message() as words}:
            verdict = _split(words)
            change = None if verdict is None else verdict.value
            return _Split(_amount(value), change=change, words=words)
        case {"before": Quantity() as before, "now": Quantity() as now}:
            return _Split(_amount(now), _amount(before))
        case {"p0": Message() as pair, "p1": Message() as words} if len(values) == 2:
            inner = _split(pair)
            return None if inner is None else replace(inner, words=words)
    return None


def _change(cell: Message, step: Quantity | Message) -> _Split:
    """A change with its sign; one in points keeps its words, for its unit is in them."""
    if isinstance(step, Quantity):
        amount = _amount(step, _SIGNS.get(cell.text, 1.0))
        return _Split(amount, words=cell if cell.text in _SIGNS else None)
    return _Split(words=cell)


def _is_change(cell: Any) -> bool:
    return isinstance(cell, Message) and "step" in dict(cell.values)


def _amount(part: Quantity, sign: float = 1.0) -> Amount | None:
    if part.value is None:
        return None
    unit = _UNITS.get(part.unit) or Unit(part.unit)
    return Amount(sign * part.value, unit, part.currency)


def headline_name(cell: Any) -> str:
    """The English name of what a row is about: that of its metric, without period and value."""
    part: Part = cell
    while isinstance(part, Message):
        inner = dict(part.values)
        further = next(
            (inner[name] for name in ("label", "name", "goal", "p0") if name in inner), None
        )
        if further is None:
            return render.said(part, DEFAULT)
        part = further
    return "" if part is None else str(part)
