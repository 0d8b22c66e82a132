"""Stored rows as values, one by one: a row that cannot be read is left out and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.base.json_values import READ_FAULTS

R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Readings(Generic[T]):
    """What could be read, in the order of the rows, and the ids of the rows that could not."""

    values: tuple[T, ...]
    unreadable: tuple[str, ...]


def read_each(
    rows: Iterable[R], read: Callable[[R], T], name: Callable[[R], object]
) -> Readings[T]:
    """Reads rows; one that raises what damaged values raise costs only itself.

    A damaged row must not take down what is shown next to it: see ``READ_FAULTS``.
    """
    values: list[T] = []
    unreadable: list[str] = []
    for row in rows:
        try:
            values.append(read(row))
        except READ_FAULTS:
            unreadable.append(str(name(row)))
    return Readings(tuple(values), tuple(unreadable))
