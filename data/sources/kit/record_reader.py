"""Record readers: protocols of sources whose records (such as events) only make facts together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

import polars as pl

from data.reading.records import Records
from data.sources.kit.parse_result import ParseResult

if TYPE_CHECKING:  # a source names its reader, and a reader its source
    from data.sources.kit.spec import ReadContext, Source

Tap = Callable[[pl.DataFrame, int], object]


class RecordFile(Protocol):
    """A file of records that was recognised; ``loaded`` is what is known before it is read.

    ``tables`` reads all of it; the findings about the whole are in ``whole`` afterwards.
    """

    @property
    def loaded(self) -> ParseResult:
        """What is known from the names of the fields: refused, or without tables."""

    def tables(
        self, *, pieces: int = 1, tap: Tap | None = None
    ) -> Iterator[Mapping[str, pl.DataFrame]]:
        """Canonical rows, in so many ``pieces`` or fewer, none about the same as another.

        ``tap`` is given every batch of records as far as they are read, under names by which they
        can be read again, and how many bytes of the file it was. Raises
        ``data.reading.Unreadable``.
        """

    def whole(self) -> ParseResult:
        """``loaded`` with everything that was noticed on the way."""


class RecordReader(Protocol):
    """What a source offers that reads records."""

    @property
    def shape(self) -> Mapping[str, pl.DataType]:
        """The fields of JSON records that are read, with the types they are read in."""

    def wanted(self, names: Iterable[str]) -> list[str]:
        """Those of some field names that are worth reading."""

    def fits(self, names: list[str]) -> bool:
        """Whether records of these fields are the export."""

    def open(self, records: Records, source: Source, given: ReadContext) -> RecordFile:
        """The file, not yet read."""
