"""Findings about a file as values: what was seen, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from i18n.message import Message


class Level(StrEnum):
    """How much a finding stands in the way."""

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


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: plain words for what was found (``what``) and the next step (``fix``)."""

    level: Level
    where: Where
    what: Message
    fix: Message

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that keeps every translation."""
        where = self.where
        return {
            "level": self.level.value,
            "where": [where.file, where.sheet, where.row, where.column],
            "what": self.what.to_json(),
            "fix": self.fix.to_json(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Issue:
        """The issue that ``to_json`` described."""
        return cls(
            Level(value["level"]),
            Where(*value["where"]),
            Message.from_json(value["what"]),
            Message.from_json(value["fix"]),
        )


@dataclass(frozen=True, slots=True)
class Question:
    """Something a file cannot say itself; the answer is given as ``key=choice``.

    ``choices`` are (id, label) pairs and ``guess`` is the id that is pre-selected, or None.
    An open question (a year, an account name) has no choices.
    """

    key: str
    prompt: Message
    choices: tuple[tuple[str, Message], ...] = ()
    guess: str | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that keeps every translation."""
        return {
            "key": self.key,
            "prompt": self.prompt.to_json(),
            "choices": [[choice, label.to_json()] for choice, label in self.choices],
            "guess": self.guess,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Question:
        """The question that ``to_json`` described."""
        return cls(
            value["key"],
            Message.from_json(value["prompt"]),
            tuple((choice, Message.from_json(label)) for choice, label in value["choices"]),
            value["guess"],
        )


@dataclass(frozen=True, slots=True)
class Excluded:
    """Rows left out on purpose (totals, descriptions, repeated sections) and how many."""

    what: Message
    count: int

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready value that keeps every translation."""
        return {"what": self.what.to_json(), "count": self.count}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Excluded:
        """What ``to_json`` described."""
        return cls(Message.from_json(value["what"]), value["count"])
