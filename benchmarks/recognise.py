"""Benchmark of recognition: what a table is, among one, two and four times as many sources.

The further sources are copies whose columns have other names, as those of another vendor have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.timing import Line, median
from data.reading import read
from data.reading.table import RawTable
from data.sources.kit.recognise import recognise
from data.sources.kit.spec import Source
from data.sources.registry import SOURCES

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "exports"
TIMES = (1, 2, 4)


def run() -> Iterator[Line]:
    """A line for each number of sources: seconds per file."""
    documents = [read(path.name, path.read_bytes()).tables for path in FIXTURES.glob("*.csv")]
    for times in TIMES:
        sources = tuple(
            _renamed(source, copy) if copy else source
            for copy in range(times)
            for source in SOURCES.values()
        )
        seconds = median(partial(_all, documents, sources)) / len(documents)
        yield Line(f"recognition of a file among {len(sources)} sources", seconds)


def _all(documents: list[tuple[RawTable, ...]], sources: tuple[Source, ...]) -> None:
    for tables in documents:
        recognise(tables, sources)


def _renamed(source: Source, number: int) -> Source:
    sheets = tuple(
        replace(
            sheet,
            fields=tuple(
                replace(
                    field, names=tuple((lang, f"{name} {number}") for lang, name in field.names)
                )
                for field in sheet.fields
            ),
        )
        for sheet in source.sheets
    )
    return replace(source, id=f"{source.id}_{number}", sheets=sheets, reshape=None)
