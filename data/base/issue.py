"""Findings about a file as values: what was seen, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.base.json_values import stored_by, text_of
from i18n.message import Message


class Level(StrEnum):
    """How much a finding gets in the way."""

    NOTE = "note"  # worth knowing, nothing to do
    WARNING = "warning"  # imported, but a figure is affected
    ERROR = "error"  # the file, sheet or row could not be used


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an upload. ``row`` counts records from 1, as a spreadsheet shows them."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(self.sheet)
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"“{self.column}”")
        return " › ".join(parts)


def _where(file: Any, sheet: Any = None, row: Any = None, column: Any = None) -> Where:
    for name in (sheet, column):
        if name is not None:
            text_of(name)
    if row is not None and type(row) is not int:
        raise TypeError(f"{row!r} is no row")
    return Where(text_of(file), sheet, row, column)


stored_by(
    Where,
    write=lambda where: [where.file, where.sheet, where.row, where.column],
    read=lambda value: _where(*value),
)


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: plain words for what was found (``what``) and the next step (``fix``)."""

    level: Level
    where: Where
    what: Message
    fix: Message


@dataclass(frozen=True, slots=True)
class Question:
    """Something a file cannot say itself; the answer is given as ``key=choice``.

    ``choices`` are (id, label) pairs and ``guess`` is the id that is pre-selected, or None.
    An open question (a year, an account name) has no choices. ``together`` is the same question
    about several files at once, where ``prompt`` speaks of one of them.
    """

    key: str
    prompt: Message
    choices: tuple[tuple[str, Message], ...] = ()
    guess: str | None = None
    together: Message | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """Rows left out on purpose (totals, descriptions, repeated sections) and how many."""

    what: Message
    count: int
