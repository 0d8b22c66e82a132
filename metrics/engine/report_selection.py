"""Report selection: which rows of tables that cover days or whole periods answer a query.

A report of web sessions describes all sessions broken down one way; two reports describe the
same sessions twice. For each property and day exactly one report answers, and a row that covers
a period answers only where the period lies wholly inside the query (and inside one bucket of
it) and shorter ones do not fill it: a few days must not represent the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import NamedTuple

import polars as pl

from metrics.definitions.measures import IsKnown, IsOneOf, Measure
from metrics.question.calendar import bucket
from metrics.question.query import Query

EVENT_NAME = "event_name"
# Which report columns determine a key of a query; any one of the sets is enough.
TELLS: dict[str, tuple[frozenset[str], ...]] = {
    "channel": (frozenset({"channel_group"}), frozenset({"source", "medium"})),
    "use": (frozenset({"channel_group"}), frozenset({"source", "medium"})),
    "network": (frozenset({"source"}),),
    "campaign": (frozenset({"campaign"}),),
    "content": (frozenset({"content"}),),
    EVENT_NAME: (frozenset({EVENT_NAME}),),
}
# GA4: a session is on several pages and fires several events, so those reports repeat it.
_REPEATING = frozenset({"page", EVENT_NAME})
_PER_SESSION = frozenset(
    {"sessions", "engaged_sessions", "key_event_sessions", "engagement_seconds"}
    | {"users", "new_users"}
)


class ReportBlock(NamedTuple):
    """Rows of one report of one property, for one day or one period."""

    property: str | None
    report: str
    date: dt.date | None
    period_from: dt.date
    period_to: dt.date


@cache
def dimensions(report: str) -> frozenset[str]:
    """The columns a report is broken down by; being by day is not one of them."""
    names = {name.strip() for name in report.split(",")}
    return frozenset(names - {"date", ""})


def can_answer(report: str, keys: frozenset[str]) -> bool:
    """Whether the report can be split or filtered by every key."""
    has = dimensions(report)
    return all(any(columns <= has for columns in TELLS.get(key, ())) for key in keys)


def fits(query: Query) -> pl.Expr:
    """Whether a row's span lies inside the query and inside one bucket of it."""
    inside = (pl.col("period_from") >= query.start) & (pl.col("period_to") <= query.end)
    if query.grain is None:
        return inside
    whole = bucket("period_from", query.grain) == bucket("period_to", query.grain)
    return inside & whole


def together(measure: Measure) -> frozenset[str]:
    """The columns that one report has to fill: the measure's, and those it is paired with."""
    paired = (condition.columns for condition in measure.where if isinstance(condition, IsKnown))
    return frozenset(measure.columns).union(*paired)


def of_events(measure: Measure) -> frozenset[str]:
    """The name of the event, where the measure counts events of some names only."""
    own = {c.column for c in measure.where if isinstance(c, IsOneOf)}
    return frozenset({EVENT_NAME} & own)


@dataclass(frozen=True, slots=True)
class ReportInventory:
    """The blocks there are, whether each fits the query, and what it fills.

    ``filled`` counts the rows of each block that fill a column. There are few blocks, and a
    query looks at them once per measure: lists are faster here than frames.
    """

    blocks: Sequence[ReportBlock]
    fitting: Sequence[bool]
    filled: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, frame: pl.DataFrame, query: Query) -> ReportInventory:
        """From the rows of ``engine.inventory``."""
        columns = [name for name in frame.columns if name not in ReportBlock._fields]
        fitted = frame.with_columns(_fits=fits(query))
        blocks = [
            ReportBlock(*row) for row in zip(*(fitted[n] for n in ReportBlock._fields), strict=True)
        ]
        return cls(blocks, fitted["_fits"].to_list(), {n: fitted[n].to_list() for n in columns})

    def able(self, measure: Measure, keys: frozenset[str]) -> list[int]:
        """The places of the blocks whose report has the keys."""
        repeats = bool(_PER_SESSION & together(measure))
        keys = keys | of_events(measure)
        reports = {
            report
            for report in {block.report for block in self.blocks}
            if can_answer(report or "", keys)
            and not (repeats and _REPEATING & dimensions(report or ""))
        }
        return [place for place, block in enumerate(self.blocks) if block.report in reports]

    def filling(self, places: Iterable[int], measure: Measure) -> list[int]:
        """Those of ``places`` where all columns of the measure are filled."""
        columns = [self.filled[name] for name in together(measure)]
        return [place for place in places if all(column[place] > 0 for column in columns)]

    def choose(
        self, places: Iterable[int], wanted: frozenset[str] = frozenset()
    ) -> tuple[ReportBlock, ...]:
        """Of ``places`` that fit, one report per property and day: the coarsest.

        Fine reports hide small numbers. Of reports that have different numbers of the ``wanted``
        columns, the one with most of them goes first: a rule about tags works only where
        the tags are there.

        Of a period and the shorter ones or days inside it, these answer when they cover every day
        of it, for the same property, and the period otherwise. A file that does not name its property may
        be about any, so it fills only what all others leave.
        """
        fitting = tuple(self.blocks[place] for place in places if self.fitting[place])
        return _chosen(fitting, wanted)


@lru_cache(maxsize=64)  # the queries of a page have the same candidates
def _chosen(candidates: tuple[ReportBlock, ...], wanted: frozenset[str]) -> tuple[ReportBlock, ...]:
    blocks = sorted(candidates, key=partial(_rank, wanted))
    taken: dict[str | None, set[dt.date]] = {}
    chosen = []
    for block in blocks:
        days = _days(block)
        filled = not _of_a_day(block) and days <= _finer(block, blocks)
        used = taken.setdefault(block.property, set())
        # A report without a property may be the same site exported twice, so it competes with all.
        rivals = [used] if block.property is not None else taken.values()
        if not filled and all(days.isdisjoint(rival) for rival in rivals):
            used |= days
            chosen.append(block)
    return tuple(chosen)


def _finer(period: ReportBlock, blocks: Iterable[ReportBlock]) -> set[dt.date]:
    """The days of a period for which there are blocks of shorter spans."""
    inside = (
        _days(block)
        for block in blocks
        if block.property == period.property
        and period.period_from <= block.period_from
        and block.period_to <= period.period_to
        and _length(block) < _length(period)
    )
    return set().union(*inside)


def _length(block: ReportBlock) -> int:
    return (block.period_to - block.period_from).days + 1


def _of_a_day(block: ReportBlock) -> bool:
    # A report whose period is one day has rows without a date.
    return block.period_from == block.period_to


def _days(block: ReportBlock) -> set[dt.date]:
    return {block.period_from + dt.timedelta(days=n) for n in range(_length(block))}


def _rank(
    wanted: frozenset[str], block: ReportBlock
) -> tuple[bool, int, int, int, str, dt.date, bool]:
    has = dimensions(block.report)
    # Most wanted columns first, then the coarsest report; its name makes the choice deterministic.
    fineness = len(wanted - has), len(has), block.report
    return (
        block.property is None,
        -_length(block),
        *fineness,
        block.period_from,
        block.date is None,
    )
