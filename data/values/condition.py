"""A condition on a visit's tags, as it is saved, said in words and tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import narwhals as nw


class TaggingError(ValueError):
    """A rule that cannot be understood; the message says which part."""


class Operator(StrEnum):
    """How a text is compared; always without regard to case."""

    EQUALS = "equals"
    CONTAINS = "contains"
    STARTS = "starts"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where ``column`` passes ``test`` for one of ``values``; an empty value is “unknown”."""

    column: str
    test: Operator
    values: tuple[str, ...]

    def holds(self, text: nw.Expr) -> nw.Expr:
        """Whether it holds for a text in lower case that is empty where unknown."""
        values = [value.lower() for value in self.values]
        if self.test is Operator.EQUALS:
            return text.is_in(values)
        tests = {
            # Literal, because people type values and no patterns: “c++” and “(not set)” are texts.
            Operator.CONTAINS: lambda value: text.str.contains(value, literal=True),
            Operator.STARTS: text.str.starts_with,
            Operator.ENDS: text.str.ends_with,
        }
        found = [tests[self.test](value) for value in values]
        return nw.any_horizontal(*found, ignore_nulls=False)

    def __str__(self) -> str:
        sign = next((mark for mark, test in _SIGNS.items() if test is self.test), "")
        return f"{self.column} {sign}= {' | '.join(self.values)}"

    @classmethod
    def of(cls, value: Any, columns: frozenset[str]) -> Condition:
        """The condition that a file or a rule describes. Raises TaggingError for anything else."""
        if not isinstance(value, dict):
            raise TaggingError("A condition has a column, a test and values.")
        column, test = text(value, "column"), text(value, "test")
        values = texts(value, "values")
        if column not in columns:
            raise TaggingError(f"“{column}” cannot be tested; choose from {_listed(columns)}.")
        if test not in set(Operator):
            raise TaggingError(f"“{test}” is no test; choose from {_listed(set(Operator))}.")
        if not values or (test != Operator.EQUALS and "" in values):
            raise TaggingError(f"The condition on {column} has nothing to compare with.")
        return cls(column, Operator(test), values)

    @classmethod
    def parse(cls, written: str, columns: frozenset[str]) -> Condition:
        """A condition as it is typed: ``source=facebook|fb``, ``campaign^=spring``.

        ``=`` equals, ``*=`` contains, ``^=`` starts and ``$=`` ends with one of the values.
        Raises TaggingError for anything else.
        """
        column, equals, values = written.partition("=")
        test = _SIGNS.get(column[-1:], Operator.EQUALS)
        name = column.rstrip("*^$").strip()
        if not equals:
            raise TaggingError(f"“{written}” is not of the form COLUMN=VALUE.")
        given = {"column": name, "test": test.value, "values": values.split("|")}
        return cls.of(given, columns)


_SIGNS = {"*": Operator.CONTAINS, "^": Operator.STARTS, "$": Operator.ENDS}


def _listed(names: frozenset[str] | set[Operator]) -> str:
    return ", ".join(sorted(names))


def text(value: Mapping[str, Any], key: str) -> str:
    """The text under ``key``. Raises TaggingError when it is missing or no text."""
    found = value.get(key)
    if not isinstance(found, str):
        raise TaggingError(f"“{key}” is missing or is not a text.")
    return found


def texts(value: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts under ``key``, none when it is missing. Raises TaggingError for other things."""
    found = value.get(key, ())
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise TaggingError(f"“{key}” is not a list of texts.")
    return tuple(found)
