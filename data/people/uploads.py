"""Stored uploads without the records of some people. Records have the same numbers as before: they are emptied."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO

import polars as pl

from data.people.forgotten import KEY
from data.reading.delimiter import vote

_PARQUET = b"PAR1"
_HEAD = 64 << 10  # bytes that show how cells are separated
_QUOTED = re.compile(rb'"(?:[^"]|"")*"')

Gone = Callable[[str], bool]
"""Whether a key is of somebody who is to be forgotten."""


def without_records(file: BinaryIO, gone: Gone, out: BinaryIO, rows: Collection[int] = ()) -> int:
    """Write ``file`` to ``out`` without records that have a key which is ``gone``, or one of these numbers.

    Gives the number of records that were emptied. Files of people are stored as CSV or Parquet; of any
    other kind, nothing is changed as no key of a person is in it.
    """
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(_PARQUET):
        return _parquet(file, gone, out, rows)
    delimiter = vote(head.decode("utf-8", "ignore")).encode()
    emptied = 0
    for number, record in enumerate(_records(file), 1):
        if record.strip() and (number in rows or _has(record, gone)):
            # The separators stay: a record without any may be skipped when records are counted.
            record = delimiter * _QUOTED.sub(b"", record).count(delimiter) + b"\r\n"  # noqa: PLW2901
            emptied += 1
        out.write(record)
    return emptied


def _records(file: BinaryIO) -> Iterator[bytes]:
    """Records of a CSV file: a line, or several where a cell has line breaks in it."""
    parts, is_open = list[bytes](), False
    for line in file:
        parts.append(line)
        is_open ^= bool(line.count(b'"') % 2)
        if not is_open:
            yield b"".join(parts)
            parts = []
    if parts:
        yield b"".join(parts)


def _has(record: bytes, gone: Gone) -> bool:
    return any(gone(key.decode()) for key in KEY.findall(record))


def _parquet(file: BinaryIO, gone: Gone, out: BinaryIO, rows: Collection[int]) -> int:
    from pyarrow import parquet  # noqa: PLC0415  # heavy, and only for files of records

    emptied, before = 0, 0
    source = parquet.ParquetFile(file)
    with parquet.ParquetWriter(out, source.schema_arrow, compression="zstd") as writer:
        for batch in source.iter_batches():
            records = pl.DataFrame(batch)
            texts = [name for name, dtype in records.schema.items() if dtype == pl.String]
            found = {key for name in texts for key in _keys(records[name]) if gone(key)}
            numbers = pl.int_range(before + 1, before + 1 + pl.len())
            theirs = records.select(
                pl.any_horizontal(
                    numbers.is_in(sorted(rows)),
                    *(pl.col(n).str.contains_any(sorted(found)).fill_null(value=False) for n in texts if found),
                )
            ).to_series()  # fmt: skip
            emptied, before = emptied + int(theirs.sum()), before + records.height
            kept = records.select(
                pl.when(~theirs).then(pl.col(name)).alias(name) for name in records.columns
            )
            writer.write_table(kept.to_arrow().cast(source.schema_arrow))
    return emptied


def _keys(texts: pl.Series) -> set[str]:
    pattern = KEY.pattern.decode()
    return set(texts.drop_nulls().unique().str.extract_all(pattern).explode().drop_nulls())
