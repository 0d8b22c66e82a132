"""Loads record files (JSON lines, Parquet, flattened text) as a whole or, if large, in chunks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from data.reading import Document, FileKind, read
from data.reading.chunks import LargeText, Opener
from data.reading.records import RecordBatch, Records, open_records
from data.reading.sniff import no_table
from data.reading.table import RawTable
from data.sources.kit.checks import in_future
from data.sources.kit.duplicates import duplicate_columns
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.recognise import Match, recognise
from data.sources.kit.record_reader import RecordFile
from data.sources.kit.rejection import no_rows
from data.sources.kit.spec import ReadContext, Source
from data.tables.schema import TABLES

_HEAD = 1 << 16


def record_file(
    opener: Opener, kind: FileKind, given: ReadContext, sources: tuple[Source, ...]
) -> RecordFile | None:
    """The file as the source that knows its fields sees it, None where no such source does.

    Raises Unreadable for a damaged file, and for records of an unknown kind.
    """
    readers = [(source, source.records) for source in sources if source.records is not None]
    # Text names its columns in a header, so the tables that a flattened file has decide; binary
    # and JSON records have no header, and each reader looks at the names of their fields.
    if kind is FileKind.TEXT:
        return _of_text(opener, given, tuple(source for source, _ in readers))
    for source, reader in readers:
        records = open_records(opener, kind, reader.wanted, reader.shape)
        if reader.fits([*records.schema]):
            return reader.open(records, source, given)
    raise no_table(kind.label)


def load_records(file: RecordFile, given: ReadContext) -> ParseResult:
    """All of a file at once."""
    if file.loaded.refused:
        return file.loaded
    pieces = [*file.tables()]
    whole = file.whole()
    if not pieces:
        return replace(whole, issues=(*whole.issues, no_rows().at(given.file)))
    tables = {name: rows for piece in pieces for name, rows in piece.items()}
    late = [
        finding.at(given.file)
        for name, rows in tables.items()
        for finding in in_future(rows, TABLES[name].day, given.today)
    ]
    # The tables of a file are made of the same records: one warning says it.
    return replace(whole, tables=tables, issues=(*whole.issues, *late[:1]))


def of_table(match: Match, given: ReadContext, document: Document) -> ParseResult:
    """The records that a flattened file holds, one a row."""
    raw, reader = match.raw, match.source.records
    assert reader is not None  # noqa: S101  # asked of such sources only
    records = Records(_schema(raw), lambda: iter((_batch(raw),)), document.encoding or "")
    loaded = load_records(reader.open(records, match.source, given), given)
    all_rows = pl.repeat(value=True, n=raw.frame.height, eager=True)
    duplicates = (found.at(given.file, raw.sheet) for found in duplicate_columns(match, all_rows))
    return replace(loaded, issues=(*document.issues, *loaded.issues, *duplicates))


def _of_text(opener: Opener, given: ReadContext, sources: tuple[Source, ...]) -> RecordFile | None:
    """A large text file that one of ``sources`` knows."""
    with opener() as file:
        head = file.read(_HEAD)
    # Up to the last whole line: a line cut off would be reported as damage.
    seen = read(given.file, head[: head.rfind(b"\n") + 1])
    matches = recognise(seen.tables, sources)
    if not matches or (reader := matches[0].source.records) is None:
        return None
    text = LargeText.open(opener)

    def batches() -> Iterator[RecordBatch]:
        return (replace(_batch(cut.table), size=text.chunk) for cut in text.pieces())

    return reader.open(
        Records(_schema(text.head), batches, text.encoding), matches[0].source, given
    )


def _schema(raw: RawTable) -> dict[str, pl.DataType]:
    return {name.strip(): pl.String() for name in raw.header if name.strip()}


def _batch(raw: RawTable) -> RecordBatch:
    """The rows under the names of the header; of two equal names the first counts."""
    whole = _whole(raw)
    places = {name.strip(): at for at, name in reversed([*enumerate(raw.header)]) if name.strip()}
    cells = [
        pl.col(f"c{at}").alias(name) for name, at in places.items() if f"c{at}" in whole.columns
    ]
    frame = whole.select("row", *cells) if "row" not in places else whole.select(*cells)
    return RecordBatch(frame, 1, raw.frame.height - whole.height)


def _whole(raw: RawTable) -> pl.DataFrame:
    """Without records that are cut off or have more or fewer cells than the header."""
    frame = raw.frame
    if raw.cut_off is not None:
        frame = frame.filter(pl.col("row") != raw.cut_off)
    if raw.widths is not None:
        fitting = pl.col("cells").is_between(
            len(raw.header), max(len(raw.header), raw.header_cells)
        )
        frame = frame.join(raw.widths.filter(fitting), on="row", how="semi", maintain_order="left")
    return frame
