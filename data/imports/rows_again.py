"""Reads the rows of an import again from its stored upload, as they were read the first time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

import polars as pl

from data.base.json_values import from_json
from data.imports.answers import read
from data.imports.open_file import is_large
from data.imports.pipeline import Importer
from data.imports.reader import Reader
from data.imports.summary import Summary
from data.reading import Unreadable
from data.sources import registry
from data.store import Import, Store
from i18n.message import msg


def rows_again(store: Store, entry: Import) -> Iterator[Mapping[str, pl.DataFrame]]:
    """The canonical rows of an import, piece by piece, people as keys.

    Raises FileNotFoundError when its upload is gone, Unreadable when that is no file a person gave or
    is understood in another way than it was.
    """
    summary = from_json(Summary, entry.summary)
    # Of the same moment as the first time, or the rows would win over those of later exports.
    seen = summary.observed_at
    made = entry.started_at if seen is None else datetime.fromisoformat(seen)
    importer = Importer(store, registry.load, entry.started_at.astimezone().date(), made)
    reader = _reader(importer, entry)
    reading = read(reader, summary.answers)
    if reading.loaded.source != summary.source or reading.loaded.questions:
        raise Unreadable(
            msg("The stored file is no longer recognised as it was when imported"),
            msg("Import the file again."),
        )
    for tables in reader.pieces(reading.used):
        yield importer.tables(tables, reading.loaded)


def _reader(importer: Importer, entry: Import) -> Reader:
    opener = partial(importer.store.raw.open, entry.sha256)
    with opener() as file:
        size = file.seek(0, io.SEEK_END)
    if is_large(opener, size):
        return importer.large(entry.file, opener, size)
    return importer.reader(entry.file, importer.store.raw.get(entry.sha256))
