"""Chooses the reader of a large file: records are read once, other texts twice."""

from __future__ import annotations

from collections.abc import Callable

from data.imports.large_records import LargeRecordFile
from data.imports.large_text import LargeTextFile
from data.imports.reader import Advance, Reader
from data.people.pseudonym import Pseudonym
from data.reading.chunks import CHUNK, Opener
from data.sources.registry import ReadContext
from data.store import Store


def large_reader(
    store: Store,
    context: ReadContext,
    opener: Opener,
    size: int,
    advance: Advance,
    *,
    hide: Callable[[], Pseudonym],
    chunk: int = CHUNK,
) -> Reader:
    """The reader of a large file of ``size`` bytes. Raises Unreadable when it is damaged."""
    scratch = store.raw.scratch
    # Records first: a flattened file of events is text too, and its rows only make facts together.
    if LargeRecordFile.fits(context, opener):
        return LargeRecordFile(context, opener, size, advance, hide=hide, scratch=scratch)
    return LargeTextFile(
        context,
        opener,
        size,
        advance,
        mappings=store.state.mappings.all(),
        hide=hide,
        scratch=scratch,
        chunk=chunk,
    )
