"""Reader of text files that do not fit into memory, in chunks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

import polars as pl

from data.imports.contact_free import clean_lines, has_contacts
from data.imports.reader import Advance
from data.imports.redact import ServingColumns, redacted_records
from data.people.pseudonym import Pseudonym
from data.reading import Unreadable
from data.reading.chunks import CHUNK, Opener
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.rejection import no_rows
from data.sources.registry import LargeFile, ReadContext, load_large
from data.values.column_mapping import ColumnMapping


class LargeTextFile:
    """A text file that is read twice: its head and its values first, then all rows in pieces."""

    in_memory = False

    def __init__(
        self,
        context: ReadContext,
        opener: Opener,
        size: int,
        advance: Advance,
        *,
        mappings: Iterable[ColumnMapping] = (),
        hide: Callable[[], Pseudonym],
        scratch: Callable[[], BinaryIO],
        chunk: int = CHUNK,
    ) -> None:
        self.file, self.size = context.file, size
        self._context, self._opener, self._chunk = context, opener, chunk
        self._mappings, self._hide, self._scratch = tuple(mappings), hide, scratch
        self._step = _Steps(size, advance)
        self._opened: LargeFile | ParseResult | None = None
        self._reading: LargeFile | None = None

    def load(self, answers: Mapping[str, str]) -> ParseResult:
        """What the head of the file says; refused where it is not one single known table."""
        opened = self._open()
        return opened if isinstance(opened, ParseResult) else opened.answered(answers).loaded

    def pieces(self, answers: Mapping[str, str]) -> Iterator[Mapping[str, pl.DataFrame]]:
        """The rows piece by piece. Raises Unreadable where none of them can be used."""
        opened = self._open()
        if isinstance(opened, ParseResult):
            return
        self._reading, rows = opened.answered(answers).afresh(), 0
        for piece in self._reading.pieces(self._step):
            rows += sum(table.height for table in piece.loaded.tables.values())
            yield piece.loaded.tables
        if not rows:
            raise Unreadable(no_rows().what, no_rows().fix)

    def whole(self) -> ParseResult:
        """What all pieces say together."""
        large = self._read
        return large.merged.whole(large.loaded)

    @property
    def distinct(self) -> bool:
        """Whether the export has a key by which no row can come twice."""
        return self._read.distinct

    @property
    def quarantined(self) -> int:
        """How many rows could not be used."""
        return self._read.merged.quarantined

    def storable(self, loaded: ParseResult) -> BinaryIO:
        """The file without contacts; of people a copy of the columns that serve, piece by piece."""
        opened = self._open()
        if isinstance(opened, ParseResult):
            return self._opener()
        if loaded.personal:
            return self._copied(self._redacted(opened, ServingColumns.of(loaded)))
        with self._opener() as file:
            if not has_contacts(file):
                return self._opener()
        delimiter = opened.text.head.delimiter
        return self._copied(clean_lines(part, delimiter) for part in opened.text.decoded())

    def _copied(self, pieces: Iterable[bytes]) -> BinaryIO:
        copy = self._scratch()
        try:
            copy.writelines(pieces)
        except BaseException:
            copy.close()
            raise
        copy.seek(0)
        return copy

    @property
    def _read(self) -> LargeFile:
        if self._reading is None:
            raise RuntimeError("the pieces of the file were not read yet")
        return self._reading

    def _open(self) -> LargeFile | ParseResult:
        if self._opened is None:
            found = load_large(self._opener, self._context, self._step, self._chunk, self._mappings)
            self._opened = (
                found if isinstance(found, LargeFile) else ParseResult(None, issues=found)
            )
        return self._opened

    def _redacted(self, large: LargeFile, columns: ServingColumns) -> Iterator[bytes]:
        """The redacted upload, piece by piece; what cannot be redacted is left out."""
        header: tuple[str, ...] = ()
        for cut in large.text.pieces():
            yield redacted_records(cut.cells, columns, self._hide(), header) or b""
            # Only the first piece has the header; later ones are given it to find the columns.
            header = large.text.head.header


class _Steps:
    """Turns bytes read, which happens twice, into a share of the work."""

    def __init__(self, size: int, advance: Advance) -> None:
        self._total, self._done, self._advance = 2 * size, 0, advance

    def __call__(self, read: int) -> None:
        self._done += read
        self._advance(min(1.0, self._done / self._total))
