"""Record files (Parquet, JSON), read a batch at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import polars as pl

from data.reading.child import run
from data.reading.json_lines import read_lines
from data.reading.sniff import FileKind
from data.reading.table import Unreadable
from i18n.message import msg

Opener = Callable[[], BinaryIO]
Wanted = Callable[[Iterable[str]], list[str]]
"""The top-level names of a file that are needed."""

BATCH = 20_000  # rows; two batches are held at once, unpacked to about 3 KB an event
CHUNK = 16 << 20  # bytes of text
MAX_ARRAY = 64 << 20  # a list in brackets has to be held as a whole
_LONGEST = 4
_AGAIN = msg("Export fewer days at a time.")


@dataclass(frozen=True, slots=True)
class RecordBatch:
    """Some records and the number of the first; ``bad`` counts those that could not be read.

    ``size`` says how many bytes of the file they are, about.
    """

    frame: pl.DataFrame
    first: int
    bad: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Records:
    """A file of records: the types of its fields and, each time from the start, its batches."""

    schema: Mapping[str, pl.DataType]
    batches: Callable[[], Iterator[RecordBatch]]
    encoding: str


def open_records(
    opener: Opener, kind: FileKind, wanted: Wanted, shape: Mapping[str, pl.DataType]
) -> Records:
    """The records of a file. Raises Unreadable, as its batches do, for what is no such file.

    JSON has no types of its own: its fields are read in ``shape``, or as text where they differ.
    """
    if kind is FileKind.PARQUET:
        return _parquet(opener, wanted)
    return _json(opener, shape)


def _parquet(opener: Opener, wanted: Wanted) -> Records:
    empty = [item.frame for item in run("parquet fields", opener, _AGAIN)]
    schema = {name: dtype for frame in empty for name, dtype in frame.schema.items()}
    names = wanted(schema)

    def batches() -> Iterator[RecordBatch]:
        for item in run("parquet", opener, _AGAIN, names=names, rows=BATCH):
            yield RecordBatch(item.frame, item.about["first"], size=item.about["size"])

    return Records({name: schema[name] for name in names}, batches, "parquet")


def _json(opener: Opener, shape: Mapping[str, pl.DataType]) -> Records:
    with opener() as file:
        start = file.read(1 << 20)
    given = _names(start) & shape.keys()
    schema = {name: dtype for name, dtype in shape.items() if name in given}

    def batches() -> Iterator[RecordBatch]:
        done = 0
        for piece in _pieces(opener):
            batch = _lines(piece, schema, done + 1)
            done += batch.frame.height + batch.bad
            yield batch

    return Records(schema, batches, "utf-8 (JSON)")


def _names(start: bytes) -> set[str]:
    """The fields of the first records; an export writes all of them in every record."""
    names: set[str] = set()
    lines = start.lstrip(b"\xef\xbb\xbf \r\n\t").split(b"\n")
    for line in lines[:50]:
        value = _value(line)
        names |= value.keys() if isinstance(value, dict) else set()
    if not names:  # brackets around all of it, or records over several lines
        for record in _value(start) or []:
            names |= record.keys() if isinstance(record, dict) else set()
    return names


def _value(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _pieces(opener: Opener) -> Iterator[bytes]:
    """The text in pieces of whole lines; a list in brackets is written a record a line."""
    with opener() as file:
        rest = file.read(CHUNK).removeprefix(b"\xef\xbb\xbf")
        if rest.lstrip()[:1] == b"[":
            yield _unbracketed(rest + file.read(max(MAX_ARRAY - len(rest), 0) + 1))
            return
        while data := file.read(CHUNK):
            rest += data
            end = rest.rfind(b"\n") + 1
            if not end and len(rest) > _LONGEST * CHUNK:
                raise _damaged()
            if end:
                yield rest[:end]
                rest = rest[end:]
    if rest.strip():
        yield rest


def _unbracketed(text: bytes) -> bytes:
    if len(text) > MAX_ARRAY:
        raise Unreadable(
            msg("The file is one very long JSON list, which can only be read as a whole"),
            msg("Export it as newline-delimited JSON or as Parquet."),
        )
    records = _value(text)
    if not isinstance(records, list):
        raise _damaged()
    return b"\n".join(json.dumps(record).encode() for record in records)


def _lines(text: bytes, schema: Mapping[str, pl.DataType], first: int) -> RecordBatch:
    frame, numbers, bad = read_lines(text, schema)
    if numbers is not None:
        frame = frame.with_columns((numbers + (first - 1)).alias("row"))
    return RecordBatch(frame, first, bad, len(text))


def _damaged() -> Unreadable:
    return Unreadable(
        msg("The file is damaged or incomplete"),
        msg("Download it again."),
    )
