"""Reader of exports that fit into memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

import polars as pl

from data.imports.contact_free import contact_free
from data.imports.loader import LoadedPart
from data.imports.redact import ServingColumns, redacted
from data.imports.redacted_copy import redact_records
from data.people.pseudonym import Pseudonym
from data.reading import RECORDS, kind_of
from data.sources.kit.parse_result import ParseResult
from data.sources.registry import ReadContext


class SmallFile:
    """One part of an upload, which was read once to know what it is."""

    in_memory = True
    distinct = False

    def __init__(
        self,
        part: LoadedPart,
        again: Callable[[str, bytes, Mapping[str, str]], tuple[LoadedPart, ...]],
        context: ReadContext,
        hide: Callable[[], Pseudonym],
    ) -> None:
        self.file, self.size = part.file, len(part.content)
        self._part, self._again, self._context, self._hide = part, again, context, hide
        self._loaded = part.loaded

    def load(self, answers: Mapping[str, str]) -> ParseResult:
        """The part with these answers; without any it is known already."""
        self._loaded = self._part.loaded
        if answers:
            [part] = self._again(self.file, self._part.content, answers)
            self._loaded = part.loaded
        return self._loaded

    def pieces(self, answers: Mapping[str, str]) -> Iterator[Mapping[str, pl.DataFrame]]:
        """All of it at once, as it was loaded last."""
        del answers
        yield self._loaded.tables

    def whole(self) -> ParseResult:
        """What was loaded last."""
        return self._loaded

    @property
    def quarantined(self) -> int:
        """How many rows could not be used."""
        rows = self._loaded.quarantine
        return 0 if rows is None else rows.height

    def storable(self, loaded: ParseResult) -> BinaryIO:
        """The part's bytes without contacts; of people a copy of the columns that serve."""
        content = self._part.content
        if not loaded.personal:
            return io.BytesIO(contact_free(content))
        if kind_of(content) in RECORDS:
            opener = partial(io.BytesIO, content)
            return io.BytesIO(redact_records(opener, self._context, self._hide()))
        return io.BytesIO(redacted(content, ServingColumns.of(loaded), self._hide()))
