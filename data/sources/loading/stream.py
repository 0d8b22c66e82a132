"""Streaming import: a large text file in chunks, with bounded memory and the same decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from data.base.issue import Issue
from data.reading import Document
from data.reading.chunks import CHUNK, LargeText, Opener
from data.reading.table import Grid, Unreadable
from data.sources.kit.parse_result import ParseResult
from data.sources.kit.recognise import Match, recognise
from data.sources.kit.spec import ReadContext
from data.sources.loading.assemble import Sources, assemble
from data.sources.loading.format_sample import sample_rows
from data.sources.loading.merge import Merged
from data.sources.mapping.source import source_of
from data.values.column_mapping import ColumnMapping
from i18n.message import msg

Step = Callable[[int], object]
"""Gets how many bytes have been read since the last time."""


@dataclass(frozen=True, slots=True)
class FactChunk:
    """The facts of one piece and its records as written, for the stored upload."""

    loaded: ParseResult
    cells: Grid


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A large file of which enough is read to know what it is; ``loaded`` describes its head.

    ``pieces`` reads all of it. What there is to say about the whole is in ``merged`` when the
    last piece has been taken.
    """

    text: LargeText
    given: ReadContext
    sources: Sources
    loaded: ParseResult
    merged: Merged
    samples: pl.DataFrame

    def answered(self, answers: Mapping[str, str]) -> LargeFile:
        """The file read with answers to what it asked."""
        given = replace(self.given, answers=answers)
        loaded = assemble(_head(self.text, self.samples), given, self.sources)
        if loaded.mapping is None or loaded.mapping == self.loaded.mapping:
            return replace(self, given=given, loaded=loaded)
        match = _mapped(self.text, loaded.mapping, self.sources)  # columns were reassigned
        return _read(self.text, given, self.sources, match, _no_step)

    def afresh(self) -> LargeFile:
        """The same file, of which nothing has been merged yet."""
        issues = [finding.at(self.given.file) for finding in self.text.findings]
        return replace(self, merged=Merged(self.merged.match, self.given.file, issues))

    @property
    def distinct(self) -> bool:
        """Whether no row of a piece can be about the same thing as one of another piece."""
        return bool(self.merged.match.sheet.unique)

    def pieces(self, step: Step) -> Iterator[FactChunk]:
        """Facts piece by piece. Raises Unreadable where the file is not one single table."""
        # Recognised once, on the head: a piece must not be taken for another source.
        one = (self.merged.match.source,)
        for cut in self.text.pieces():
            shown = replace(cut.table, witnesses=self.samples)
            given = replace(self.given, sums=self.merged.sums)
            loaded = assemble(Document((shown,), self.text.encoding), given, one)
            loaded = self.merged.add(loaded, shown)
            yield FactChunk(loaded, cut.cells)
            step(self.text.chunk)


def read_large(
    opener: Opener, given: ReadContext, sources: Sources, step: Step, chunk: int = CHUNK
) -> LargeFile | tuple[Issue, ...]:
    """The file, ready to be read to its end, or why it cannot be read."""
    try:
        text = LargeText.open(opener, chunk)
        matches = recognise((text.head,), sources)
        first = None if matches else assemble(_head(text), given, sources)
        if first is not None and first.mapping is None:
            return (*(finding.at(given.file) for finding in text.findings), *first.issues)
        mapping = None if first is None else first.mapping
        match = matches[0] if mapping is None else _mapped(text, mapping, sources)
        # What only helpers tell apart cannot be found again in another piece: they are not stored.
        if match.sheet.whole or any(name.startswith("_") for name in match.sheet.unique):
            raise _too_large(match)
        return _read(text, given, sources, match, step)
    except Unreadable as verdict:
        return (verdict.finding.at(given.file),)


def _mapped(text: LargeText, mapping: ColumnMapping, sources: Sources) -> Match:
    return recognise((text.head,), (source_of(mapping, sources),))[0]


def _too_large(match: Match) -> Unreadable:
    return Unreadable(
        msg(
            "The file is far too large for this export: {source}",
            source=match.source.label,
        ),
        msg("Check that this is the file you downloaded, and import the original."),
    )


def _head(text: LargeText, samples: pl.DataFrame | None = None) -> Document:
    return Document((replace(text.head, witnesses=samples),), text.encoding)


def _read(
    text: LargeText, given: ReadContext, sources: Sources, match: Match, step: Step
) -> LargeFile:
    """The file as what its head has shown it to be, after a first pass over all of it."""
    # A first pass over the whole file: a comma at its end decides how its beginning is read.
    samples = _sample(match, text, step)
    loaded = assemble(_head(text, samples), given, sources)
    return LargeFile(text, given, sources, loaded, Merged(match, given.file), samples).afresh()


def _sample(match: Match, text: LargeText, step: Step) -> pl.DataFrame:
    """Sample rows of the whole file, in a first pass over it."""

    def frames() -> Iterator[pl.DataFrame]:
        for cut in text.pieces():
            yield cut.table.frame
            step(text.chunk)

    return sample_rows(match, frames())


def _no_step(_size: int) -> None:
    """Counts nothing: the file is read once more than was announced."""
