"""Coverage of an import: rows and date range per table, and whether its rows need deduplication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from data.base.json_values import stored_as
from data.tables.deduplicate import RULES, Days
from data.tables.schema import TABLES


@stored_as(names={"start": "from", "end": "to"})
@dataclass(frozen=True, slots=True)
class Coverage:
    """Rows of one import in one table.

    ``start`` and ``end`` are the first and last day, None when no row has a day. ``plain``
    says that every row has a day and no two rows of the import are about the same thing.
    """

    rows: int
    start: date | None
    end: date | None
    plain: bool

    @classmethod
    def of(cls, table: str, rows: pl.DataFrame) -> Coverage:
        """The extent of ``rows`` of a canonical table."""
        last = "period_to" if "period_to" in rows.columns else TABLES[table].day
        start, end = rows[TABLES[table].day].min(), rows[last].max()
        assert start is None or isinstance(start, date)  # noqa: S101  # the schema says so
        assert end is None or isinstance(end, date)  # noqa: S101  # the schema says so
        dated = rows[TABLES[table].day].null_count() == 0
        return cls(rows.height, start, end, dated and RULES[table].plain(rows))

    def and_also(self, other: Coverage, distinct: bool) -> Coverage:
        """Both together; ``distinct`` says that no row of one repeats one of the other."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return Coverage(
            self.rows + other.rows,
            min(starts, default=None),
            max(ends, default=None),
            self.plain and other.plain and distinct,
        )

    def shown(self) -> dict[str, Any]:
        """The JSON of the command line: rows, from, to."""
        return {
            "rows": self.rows,
            "from": self.start and self.start.isoformat(),
            "to": self.end and self.end.isoformat(),
        }


class FileOrigin(NamedTuple):
    """The source that read an imported file, and the first and last day the file says it covers."""

    source: str | None = None
    period: tuple[date, date] | None = None


def shared_days(table: str, extents: Iterable[Coverage]) -> Days | None:
    """The days on which rows of these imports overlap and must be deduplicated.

    Empty for a single plain import and, where a rule goes by days, for plain imports that follow
    one another in time; None when rows of any day may overlap. More days than
    necessary may be named, never fewer.
    """
    coverages = list(extents)
    if len(coverages) <= 1 and all(extent.plain for extent in coverages):
        return ()
    spans = [(e.start, e.end, e.plain) for e in coverages]
    if not RULES[table].by_day or any(start is None for start, _, _ in spans):
        return None
    return tuple(
        _overlaps(sorted((s, e, p) for s, e, p in spans if s is not None and e is not None))
    )


def _overlaps(spans: Iterable[tuple[date, date, bool]]) -> Iterator[tuple[date, date]]:
    """Days of each span, in order of their start, that an earlier one has as well."""
    latest = date.min
    for start, end, plain in spans:
        if not plain:
            yield start, end
        elif start <= latest:
            yield start, min(end, latest)
        latest = max(latest, end)
