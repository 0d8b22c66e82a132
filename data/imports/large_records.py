"""Reader of record files (JSON lines, Parquet) that do not fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

import polars as pl

from data.imports.reader import Advance
from data.imports.redacted_copy import RedactedWriter
from data.people.pseudonym import Pseudonym
from data.reading import Unreadable
from data.reading.chunks import Opener
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.rejection import no_rows
from data.sources.registry import ReadContext, RecordFile, open_record_file

_PIECE = 64 << 20  # bytes of a file whose visits are held at once
_MOST_PIECES = 31


class LargeRecordFile:
    """A file of records: read once, while a redacted copy is written at the same time."""

    in_memory = False
    distinct = True
    quarantined = 0

    def __init__(
        self,
        context: ReadContext,
        opener: Opener,
        size: int,
        advance: Advance,
        *,
        hide: Callable[[], Pseudonym],
        scratch: Callable[[], BinaryIO],
    ) -> None:
        self.file, self.size = context.file, size
        self._context, self._opener, self._advance = context, opener, advance
        self._hide, self._scratch = hide, scratch
        self._reading: RecordFile | None = None
        self._copy: BinaryIO | None = None

    @classmethod
    def fits(cls, context: ReadContext, opener: Opener) -> bool:
        """Whether the file holds records that some source knows. Raises Unreadable for damage."""
        return open_record_file(opener, context) is not None

    def load(self, answers: Mapping[str, str]) -> ParseResult:
        """What the names of the fields say."""
        return self._open(answers).loaded

    def pieces(self, answers: Mapping[str, str]) -> Iterator[Mapping[str, pl.DataFrame]]:
        """Visits and conversions, in few pieces. Raises Unreadable where there are none."""
        self._close()  # the copy of an earlier pass that was not finished
        self._reading, self._copy, rows = self._open(answers), self._scratch(), 0
        try:
            writer = RedactedWriter(self._copy, self._reading.loaded.personal, self._hide())
            number = 1 + min(self.size // _PIECE, _MOST_PIECES)
            for tables in self._reading.tables(pieces=number, tap=self._tap(writer)):
                rows += sum(table.height for table in tables.values())
                yield tables
            writer.close()
        except BaseException:
            self._close()
            raise
        if not rows:
            self._close()
            raise Unreadable(no_rows().what, no_rows().fix)

    def whole(self) -> ParseResult:
        """What was noticed on the way."""
        if self._reading is None:
            raise RuntimeError("the pieces of the file were not read yet")
        return self._reading.whole()

    def storable(self, loaded: ParseResult) -> BinaryIO:
        """The copy that was written while the pieces were read; before that, one made now."""
        del loaded
        if self._copy is None:
            for _ in self.pieces({}):
                pass
        copy, self._copy = self._copy, None
        assert copy is not None  # noqa: S101  # it was just written
        copy.seek(0)
        return copy

    def _open(self, answers: Mapping[str, str]) -> RecordFile:
        file = open_record_file(self._opener, replace(self._context, answers=answers))
        assert file is not None  # noqa: S101  # ``fits`` said so
        return file

    def _close(self) -> None:
        if self._copy is not None:
            self._copy.close()
            self._copy = None

    def _tap(self, writer: RedactedWriter) -> Callable[[pl.DataFrame, int], None]:
        done = 0

        def take(records: pl.DataFrame, size: int) -> None:
            nonlocal done
            writer.add(records)
            done += size
            self._advance(min(1.0, done / self.size))

        return take
