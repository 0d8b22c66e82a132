"""Reader protocol of the import pipeline: one file, whatever its size and kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Protocol

import polars as pl

from data.sources.kit.parse_result import ParseResult

Advance = Callable[[float], object]
"""Is given the share of the work that is done. What it raises cancels the import without a trace."""


def silent(_share: float) -> None:
    """The progress callback where none is given."""


class Reader(Protocol):
    """One export on its way into a store: read first as far as its questions need, then whole.

    Any method may raise ``data.reading.Unreadable`` where the file cannot be used, and OSError.
    """

    @property
    def file(self) -> str:
        """What the file is called in results."""

    @property
    def size(self) -> int:
        """Bytes of the upload."""

    @property
    def in_memory(self) -> bool:
        """Whether ``load`` reads the whole file, so that nothing new comes up while it is written."""

    @property
    def distinct(self) -> bool:
        """Whether no two pieces can have rows about the same thing."""

    def load(self, answers: Mapping[str, str]) -> ParseResult:
        """What the file is, read with these answers. Without ``in_memory`` tables may be missing."""

    def pieces(self, answers: Mapping[str, str]) -> Iterator[Mapping[str, pl.DataFrame]]:
        """Canonical rows of the whole file, piece by piece; each call begins anew."""

    def whole(self) -> ParseResult:
        """``load`` with everything that was noticed while the last ``pieces`` were read."""

    @property
    def quarantined(self) -> int:
        """How many rows could not be used, of which ``whole`` may list the first only."""

    def storable(self, loaded: ParseResult) -> BinaryIO:
        """The upload as it may be stored, from its beginning: people are keyed hashes."""
