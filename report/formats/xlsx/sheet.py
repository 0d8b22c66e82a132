"""Sheet writer: fills a sheet from top to bottom, texts as texts and numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from i18n.message import Message
from metrics.definitions.registry import Unit
from report.document.colours import GRID, INK, QUIET
from report.document.model import Amount, Cell
from report.wording import number_formats, render

# What Excel refuses in the name of a sheet.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 66
_LINE, _HIGHEST = 15, 400  # points; Excel knows no row above 409
A4 = 9  # Excel's number of the size
_NAME = 31  # letters of the name of a sheet
_LONGEST = 32_000  # letters; Excel refuses more than 32,767 in a cell


class CellFormats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any, language: str) -> None:
        self.book, self.language = book, language
        self._numbers: dict[str, Any] = {}

    @cached_property
    def title(self) -> Any:
        """For what a sheet shows."""
        return self.book.add_format({"bold": True, "font_size": 14, "font_color": INK})

    @cached_property
    def head(self) -> Any:
        """For names of columns."""
        look = {"bold": True, "bottom": 1, "bottom_color": INK, "text_wrap": True, "valign": "top"}
        return self.book.add_format(look)

    @cached_property
    def part(self) -> Any:
        """For the titles of sections."""
        return self.book.add_format({"bold": True})

    @cached_property
    def note(self) -> Any:
        """For small print."""
        return self.book.add_format({"font_color": QUIET, "font_size": 9})

    @cached_property
    def text(self) -> Any:
        """For words in tables."""
        return self.book.add_format(
            {"text_wrap": True, "valign": "top", "bottom": 4, "bottom_color": GRID}
        )

    def number(self, form: str) -> Any:
        """For numbers of an office number format."""
        if form not in self._numbers:
            look = {"num_format": form, "valign": "top", "bottom": 4, "bottom_color": GRID}
            self._numbers[form] = self.book.add_format(look)
        return self._numbers[form]


class SheetWriter:
    """One sheet and the row that is next."""

    def __init__(self, book: Any, name: str, pens: CellFormats) -> None:
        self.native = book.add_worksheet(name)
        self.native.hide_gridlines(2)
        self.name, self.pens, self.row = name, pens, 0
        self._widths: dict[int, int] = {}
        self._long: dict[int, dict[int, int]] = {}
        self.native.set_landscape()
        self.native.fit_to_pages(1, 0)
        self.native.set_paper(A4)

    def line(self, text: str, pen: Any) -> None:
        """A text alone in its row."""
        self.native.write_string(self.row, 0, text[:_LONGEST], pen)
        self.row += 1

    def head(self, labels: Sequence[str]) -> None:
        """Names of columns; rows above stay in view when the sheet is scrolled."""
        for column, label in enumerate(labels):
            self._string(column, label, self.pens.head)
        self.native.repeat_rows(self.row)
        self.row += 1
        self.native.freeze_panes(self.row, 0)

    def cells(self, values: Sequence[tuple[Amount | Cell, Unit | None]]) -> None:
        """A row of cells with the units of their columns; what is unknown stays empty."""
        for column, (value, unit) in enumerate(values):
            self._cell(column, value, unit)
        self.row += 1

    def _cell(self, column: int, value: Amount | Cell, unit: Unit | None) -> None:
        language = self.pens.language
        match value:
            case None:
                self.native.write_blank(self.row, column, None, self.pens.text)
            case Amount():
                self.number(column, value.value, value.unit, value.currency)
            case date():
                pen = self.pens.number(number_formats.DAY)
                self.native.write_datetime(self.row, column, value, pen)
                self._widen(column, 11)
            case str() | Message():
                self._string(column, render.cell(value, language), self.pens.text)
            case _:
                self.number(column, value, unit or Unit.COUNT, None)

    def number(self, column: int, value: float | None, unit: Unit, currency: str | None) -> None:
        """A number in the format of its unit; an empty cell where it is unknown."""
        if value is None:
            self.native.write_blank(self.row, column, None, self.pens.text)
            return
        form = number_formats.of(unit, currency, self.pens.language, [value])
        self.native.write_number(self.row, column, value, self.pens.number(form))
        self._widen(column, len(f"{value:,.2f}") + 4)

    def _string(self, column: int, text: str, pen: Any) -> None:
        self.native.write_string(self.row, column, text[:_LONGEST], pen)
        self._widen(column, len(text) + 2)
        self._long.setdefault(self.row, {})[column] = min(len(text) + 2, _LONGEST)

    def _widen(self, column: int, wanted: int) -> None:
        self._widths[column] = max(self._widths.get(column, 10), min(wanted, _WIDEST))

    def close(self) -> None:
        """Sets the widths that the cells turned out to need, and the heights of wrapped ones."""
        for column, width in self._widths.items():
            self.native.set_column(column, column, width)
        for row, lengths in self._long.items():
            lines = max(-(-length // self._widths[column]) for column, length in lengths.items())
            if lines > 1:
                self.native.set_row(row, min(_LINE * lines, _HIGHEST))


def _cut(name: str) -> str:
    """As many whole words as Excel allows letters; of a single long word its beginning."""
    words = name[:_NAME].rpartition(" ")[0] if len(name) > _NAME and name[_NAME] != " " else ""
    return (words or name[:_NAME]).strip("' ") or "Sheet"


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts and that no other sheet has (upper and lower case are one)."""
    plain = _cut(" ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("' "))
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() == "history":  # Excel reserves this name
        number += 1
        ending = f" ({number})"
        name = plain[: _NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name
