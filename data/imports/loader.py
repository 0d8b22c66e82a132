"""Loader protocol of the import pipeline; ``data.sources.registry.load`` is the one in use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from data.sources.kit.parse_result import ParseResult
from data.values.column_mapping import ColumnMapping


class LoadedPart(Protocol):
    """One export found in an upload."""

    @property
    def file(self) -> str:
        """The upload's name; for a member of a bundle ``bundle.zip/member``."""

    @property
    def content(self) -> bytes:
        """The bytes of this export, which may be read from disk each time."""

    @property
    def loaded(self) -> ParseResult:
        """What was read."""

    @property
    def waits(self) -> bool:
        """Whether it is a text so large that nothing of it is read yet: it is read piece by piece."""

    @property
    def made(self) -> datetime | None:
        """When it was written, where that is not known of the upload as a whole."""


class Loader(Protocol):
    """Reads an upload; it never raises."""

    def __call__(
        self,
        name: str,
        content: bytes,
        answers: Mapping[str, str],
        *,
        today: date,
        made: datetime | None = None,
        mappings: Iterable[ColumnMapping] = (),
        accounts: Callable[[], frozenset[str]] = frozenset,
        advance: Callable[[float], object] = ...,
    ) -> tuple[LoadedPart, ...]:
        """The exports in an upload that was written at ``made``.

        ``advance`` gets the share of an archive that is read.
        """
