"""Sheet writer: fills a sheet from top to bottom, texts as texts and numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from i18n.format import MISSING
from i18n.message import Message
from metrics.definitions.registry import Unit
from report.document.colours import GRID, INK, QUIET
from report.document.model import Amount
from report.formats.xlsx.cells import Formula, SignedAmount
from report.wording import number_formats, render

# What Excel refuses in the name of a sheet.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_SHEET = 31  # letters in the name of a sheet
_WIDEST = 66
_LINK = "#1D4ED8"
_BUTTON = 3  # letters that the button of a filter takes
_LINE, _HIGHEST = 15, 400  # points; Excel knows no row above 409
A4 = 9  # Excel's number of the size
_LONGEST_NAME = 60  # letters in the name of an Excel table
_LONGEST_HEAD = 255  # letters that Excel allows in the name of a column
_LONGEST = 32_000  # letters; Excel refuses more than 32,767 in a cell


class CellFormats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, book: Any, language: str) -> None:
        self.book, self.language = book, language
        self._numbers: dict[str, Any] = {}
        self.lists: list[str] = []  # names of the Excel tables so far
        self.names: set[str] = set()  # and of single cells

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
    def link(self) -> Any:
        """For links to other sheets."""
        return self.book.add_format({"font_color": _LINK, "underline": 1, "font_size": 9})

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
        self._labels: tuple[str, ...] = ()
        self._top = 0
        self._widths: dict[int, int] = {}
        self._long: dict[int, dict[int, int]] = {}
        self.native.set_landscape()
        self.native.fit_to_pages(1, 0)
        self.native.set_paper(A4)

    def line(self, text: str, pen: Any) -> None:
        """A text alone in its row."""
        self.native.write_string(self.row, 0, text[:_LONGEST], pen)
        self.row += 1

    def link(self, text: str, sheet: str) -> None:
        """A link to another sheet, alone in its row."""
        address = "internal:" + quoted(sheet) + "!A1"
        self.native.write_url(self.row, 0, address, self.pens.link, text[:_LONGEST])
        self.row += 1

    def back(self) -> None:
        """A link to the first sheet."""
        first = self.pens.book.worksheets()[0].get_name()
        if first != self.name:
            self.link(f"← {first}", first)

    def head(self, labels: Sequence[str]) -> None:
        """Names of columns; rows above stay in view when the sheet is scrolled.

        A list object needs a name for each column, and no two alike.
        """
        self._labels = distinct(labels)
        for column, label in enumerate(self._labels):
            self._string(column, label, self.pens.head)
            self._widen(column, len(label) + 2 + _BUTTON)
        self.native.repeat_rows(self.row)
        self.row += 1
        self.native.freeze_panes(self.row, 0)
        self._top = self.row

    def list_object(self, name: str) -> None:
        """Makes the rows since the head an Excel table with filters; none where there are no rows."""
        if self.row == self._top:
            return
        plain = re.sub(r"\W", "_", name, flags=re.ASCII)[:_LONGEST_NAME]
        heads = [{"header": label, "header_format": self.pens.head} for label in self._labels]
        number = len(self.pens.lists) + 1
        self.pens.lists.append(plain)
        # The number makes names unique, also of blocks whose ids differ in other letters.
        options = {"name": f"t{number}_{plain}", "style": None, "columns": heads}
        self.native.add_table(self._top - 1, 0, self.row - 1, len(heads) - 1, options)

    def cells(self, values: Sequence[tuple[Any, Unit | None]]) -> None:
        """A row of cells with the units of their columns; what is unknown stays empty."""
        for column, (value, unit) in enumerate(values):
            self._cell(column, value, unit)
        self.row += 1

    def _cell(self, column: int, value: Any, unit: Unit | None) -> None:
        language = self.pens.language
        match value:
            case None:
                self.native.write_blank(self.row, column, None, self.pens.text)
            case Formula():
                self._formula(column, value)
            case SignedAmount():
                self._signed(column, value.value)
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

    def _formula(self, column: int, formula: Formula) -> None:
        """A formula with the value that it has, for programs that do not compute."""
        own = formula.value
        pen = self._pen(own, signed=formula.signed)
        self.native.write_formula(self.row, column, formula.text, pen, own.value)
        self._widen(column, len(f"{own.value:,.2f}") + 4)

    def _signed(self, column: int, own: Amount) -> None:
        if own.value is None:
            self.native.write_blank(self.row, column, None, self.pens.text)
            return
        self.native.write_number(self.row, column, own.value, self._pen(own, signed=True))
        self._widen(column, len(f"{own.value:,.2f}") + 4)

    def _pen(self, own: Amount, *, signed: bool) -> Any:
        form = number_formats.of(own.unit, own.currency, self.pens.language, [own.value])
        if signed and ";" not in form:  # amounts of money have a form for each size
            form = f"+{form};\u2212{form};{form}"
        return self.pens.number(form)

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


def quoted(sheet: str) -> str:
    """The name of a sheet inside a formula or a link."""
    return "'" + sheet.replace("'", "''") + "'"


def distinct(labels: Sequence[str]) -> tuple[str, ...]:
    """Names of columns that Excel accepts: none empty, no two alike in any case.

    >>> distinct(["Value", "value", ""])
    ('Value', 'value (2)', '–')
    """
    taken: set[str] = set()
    made = []
    for label in labels:
        plain = label[:_LONGEST_HEAD] or MISSING
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = plain[: _LONGEST_HEAD - len(ending)] + ending
        taken.add(name.casefold())
        made.append(name)
    return tuple(made)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts and that no other sheet has (upper and lower case are one).

    A long one is cut after a word.
    """
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("' ")
    plain = _cut(plain, _LONGEST_SHEET) or "Sheet"
    name, number = plain, 1
    while name.casefold() in taken or name.casefold() == "history":  # Excel reserves this name
        number += 1
        ending = f" ({number})"
        name = _cut(plain, _LONGEST_SHEET - len(ending)) + ending
    taken.add(name.casefold())
    return name


def _cut(name: str, most: int) -> str:
    """The name as far as its last whole word; inside of it where there is only one."""
    if len(name) <= most:
        return name
    whole = name[: most + 1].rpartition(" ")[0]
    return (whole or name[:most]).rstrip("' ,:;–-\u00a0\u202f")
