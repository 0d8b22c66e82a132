"""Source registry: all export sources, found by their modules, and the loading functions.

``load`` is the entry point: bytes in, canonical tables and findings out, whatever the bytes are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from data.base.discovery import discover
from data.base.issue import Issue
from data.reading import kind_of
from data.reading.chunks import CHUNK, Opener
from data.sources.kit.record_reader import RecordFile
from data.sources.kit.spec import ReadContext, Source
from data.sources.loading.load import Part, load_parts, silent
from data.sources.loading.records import record_file
from data.sources.loading.stream import LargeFile, Step, read_large
from data.sources.mapping.source import refused_for_what_it_is, source_of
from data.values.column_mapping import ColumnMapping

__all__ = [
    "SOURCES",
    "LargeFile",
    "Part",
    "ReadContext",
    "RecordFile",
    "Source",
    "load",
    "load_large",
    "open_record_file",
]


def _discover() -> dict[str, Source]:
    found: list[Source] = discover("data.sources", "SOURCE", optional=True)
    return {source.id: source for source in sorted(found, key=lambda source: source.id)}


SOURCES: dict[str, Source] = _discover()


def load(
    name: str,
    content: bytes,
    answers: Mapping[str, str],
    *,
    today: date,
    made: datetime | None = None,
    mappings: Iterable[ColumnMapping] = (),
    accounts: Callable[[], frozenset[str]] = frozenset,
    advance: Callable[[float], object] = silent,
) -> tuple[Part, ...]:
    """Reads one upload: normally one part; a zip of several exports gives one part for each.

    Never raises on any content: what cannot be used is an issue of its part. ``answers`` maps
    question keys to choices; ``today`` settles years that a file leaves out; ``made`` is when the
    file was written, which orders exports of the same posts that do not say it themselves;
    ``mappings`` are those that were confirmed for files of no known source, and ``accounts`` gives
    the names of our own accounts. ``advance`` gets the share of a zip that is read; what it raises
    is raised.
    """
    given = ReadContext(name, today, answers, made, accounts=accounts)
    parts = load_parts(content, given, _with(mappings), advance)
    return tuple(replace(part, loaded=refused_for_what_it_is(part.loaded)) for part in parts)


def _with(mappings: Iterable[ColumnMapping]) -> tuple[Source, ...]:
    return (*SOURCES.values(), *map(_mapped, mappings))


@lru_cache(maxsize=256)
def _mapped(mapping: ColumnMapping) -> Source:
    return source_of(mapping, tuple(SOURCES.values()))


def load_large(
    opener: Opener,
    given: ReadContext,
    step: Step,
    chunk: int = CHUNK,
    mappings: Iterable[ColumnMapping] = (),
) -> LargeFile | tuple[Issue, ...]:
    """A text file too large for memory, to be read in pieces of ``chunk`` bytes, or why not."""
    return read_large(opener, given, _with(mappings), step, chunk)


def open_record_file(opener: Opener, given: ReadContext) -> RecordFile | None:
    """A file of records, or a flattened one, as the source that knows it; None for other files.

    Raises Unreadable for a damaged file and for records that no source knows.
    """
    with opener() as file:
        head = file.read(1 << 20)
    return record_file(opener, kind_of(head), given, tuple(SOURCES.values()))
