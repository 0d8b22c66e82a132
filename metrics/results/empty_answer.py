"""An empty answer: which files cover which days, and the nearest period that has figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from data.facts.coverage import OwnerCoverage, Span, coverage
from data.facts.facts import Facts
from metrics.results.default_period import nearest_period


@dataclass(frozen=True, slots=True)
class EmptyAnswer:
    """``covered`` are the owners of the asked tables, ``nearest`` a period with figures of theirs.

    Without any file of these tables both are empty.
    """

    covered: tuple[OwnerCoverage, ...]
    nearest: Span | None


def empty_answer(
    facts: Facts, start: date, end: date, tables: Collection[str] = ()
) -> EmptyAnswer | None:
    """What to say where no file of ``tables`` (all by default) covers a day of the period.

    None where a file covers some of it.
    """
    covered = tuple(owner for owner in coverage(facts) if not tables or owner.owner.table in tables)
    if any(first <= end and last >= start for owner in covered for first, last in owner.spans):
        return None
    return EmptyAnswer(covered, nearest_period(covered, start, end))
