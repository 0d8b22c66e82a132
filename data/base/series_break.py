"""A series break: a network changes what it counts, under the same or another name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from i18n.message import Message


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Figures of ``measures`` (canonical columns of ``tables``) before and after are not the same.

    ``first`` and ``last`` are equal where the day is known; otherwise the change happened some
    time between them. Days before ``first`` are counted the old way, days from ``last`` on the
    new way. ``source`` says where this is known from.
    """

    network: str
    tables: tuple[str, ...]
    measures: tuple[str, ...]
    first: date
    last: date
    what: Message
    source: str

    def parts(self, start: date, end: date) -> bool:
        """Whether figures from ``start`` to ``end`` may be counted in two ways."""
        return start < self.last and self.first <= end

    def reads(self, table: str, measure: str) -> bool:
        """Whether it concerns a column of a canonical table."""
        return table in self.tables and measure in self.measures
