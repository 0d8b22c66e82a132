"""Mutations of an export, each with what may still be accepted of the result.

A mutator takes a random generator and an export and gives new bytes (with the name of the
fixture that they were joined with), or None where it does not apply to that export.
"""

import csv
import io
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from data.reading import FileKind, Unreadable, kind_of, read
from data.reading.delimiter import vote
from data.reading.encoding import decode
from data.reading.names import normalise
from data.sources.registry import SOURCES
from tests.conftest import EXPORTS
from tests.sources.exports import FIXTURES


class Allowed(StrEnum):
    """What may be accepted of a mutated file."""

    SAME = "the same rows"
    EITHER = "rows of the original or of the export that it was joined with"
    SUBSET = "rows of the original only"
    LOCAL = "rows of the original, but for the record that was hit"
    NULLS = "every figure as it was, or unknown"
    NOTICED = "figures as they were or unknown, others only with a word about the file"
    TOLD = "the same rows, others only with a warning, a question, or rows set aside"
    NOTHING = "nothing at all"
    ANYTHING = "anything that ends in rows or in a sentence"


@dataclass(frozen=True)
class Export:
    """A fixture: its bytes and, where it is one text table, its records."""

    name: str
    content: bytes
    records: tuple[tuple[str, ...], ...] = ()
    header: int = 0
    delimiter: str = ","


@dataclass(frozen=True)
class Mutation:
    """A way of damaging an export."""

    name: str
    allowed: Allowed
    make: Callable[[random.Random, Export], bytes | tuple[bytes, str] | None]


MUTATIONS: list[Mutation] = []


def mutation(allowed):
    def register(make):
        MUTATIONS.append(Mutation(make.__name__, allowed, make))
        return make

    return register


REAL = "UTMOST_FUZZ_EXPORTS"
"""The variable that adds the real exports, where they are at hand."""
_LARGEST = 150_000  # bytes; larger ones take most of the time and have no other kinds of records


@cache
def fixtures():
    """The untouched exports: those of the project and, if they are asked for, real ones."""
    real = (
        [path for path in EXPORTS.glob("*/*.*") if _is_export(path)] if REAL in os.environ else []
    )
    return tuple(sorted((*FIXTURES.iterdir(), *real)))


def _is_export(path):
    other = path.suffix in {".md", ".json", ".jsonl"}
    return path.is_file() and not other and path.stat().st_size < _LARGEST


@cache
def bytes_of(name):
    """What a fixture or a real export holds, by its name."""
    return next(path for path in fixtures() if path.name == name).read_bytes()


@cache
def _names():
    """Every header name that any source knows."""
    return frozenset(
        name
        for source in SOURCES.values()
        for sheet in source.sheets
        for field in sheet.fields
        for _, name in field.names
    )


@cache
def read_records(name, content):
    """The export with its records, if it is text and its header (any of its names) is found."""
    try:
        if kind_of(content) is not FileKind.TEXT:
            return Export(name, content)
    except Unreadable:
        return Export(name, content)
    text = decode(content).data.decode()
    if sum(bool(t.header) for t in read(name, content).tables) != 1:
        return Export(name, content)
    delimiter = vote(text)
    records = tuple(
        tuple(r) for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    )
    known = [
        (sum(normalise(cell) in _names() for cell in record), -at)
        for at, record in enumerate(records)
    ]
    hits, at = max(known, default=(0, 0))
    filled = hits > 1 and len(records) > 1 - at and any(records[1 - at :])
    return Export(name, content, records, -at, delimiter) if filled else Export(name, content)


def written(records, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(records)
    return out.getvalue()


def table(e):
    """Records above, header and rows as lists."""
    rows = [list(record) for record in e.records]
    return rows[: e.header], rows[e.header], rows[e.header + 1 :]


def body(e):
    """Positions of rows that have as many cells as the header."""
    _above, header, rows = table(e)
    return [at for at, row in enumerate(rows) if len(row) == len(header)]


def repeats_a_name(e):
    """Which of two equal names is meant nobody can tell once one of them is damaged."""
    names = [normalise(name) for name in e.records[e.header]]
    return len(set(names)) < len(names)


def changed_column(rng, e, change):
    if not e.records:
        return None
    above, header, rows = table(e)
    at = rng.randrange(len(header))
    if [normalise(name) for name in header].count(normalise(header[at])) > 1:
        return None  # which of two equal names is meant nobody can tell once one of them is gone
    new = [change(header, at, True)]
    new += [change(row, at, False) if len(row) == len(header) else row for row in rows]
    return written([*above, *new], e.delimiter).encode()


def changed_row(rng, e, change):
    if not e.records or not body(e) or len(e.records[e.header]) < 3:
        return None
    above, header, rows = table(e)
    at = rng.choice(body(e))
    rows[at] = change(rows[at])
    return written([*above, header, *rows], e.delimiter).encode()
