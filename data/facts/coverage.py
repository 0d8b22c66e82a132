"""Coverage: which days each source and account knows about, with gaps.

An import covers the period that its file states, else the days from its first to its last one. In
tables with a row for nearly every day, a day without a row is a gap. In lists of events (leads,
posts) a quiet day is none: there, only a run of empty days that is too long for chance is a gap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, reduce
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from data.tables.coverage import FileOrigin
from data.tables.schema import TABLES

Days = npt.NDArray[np.bool_]
Span = tuple[date, date]

DENSE = 0.95  # share of days with a row from which on a day without one is a gap
CHANCE = 0.01  # an empty run that comes less often than this in such a series is a gap
# Days outside an empty run that it is judged by; a few events say nothing of how silent is usual.
LEAST_OUTSIDE = 28
# A list of events ends with its last one: so many quiet days may follow (and precede) that silence
# is less likely than this.
QUIET = 0.05
USUAL = 0.5  # the silence that is as likely as not

# The tables whose days a period is made of, with the columns that say whose figures they are.
_WHOSE = {
    "posts": ("network", "account"),
    "account_days": ("network", "account"),
    "web_sessions": (None, "property"),
    "web_key_events": (None, "property"),
    "touches": (None, "property"),
    "ad_costs": ("platform", "account"),
    "leads": (None, None),
    "conversions": (None, "property"),
    "search_days": (None, "site"),
    "email_sends": (None, "account"),
}
# A row may cover a whole period in these.
_SPANS = frozenset({"web_sessions", "web_key_events", "ad_costs", "search_days"})
_EVENTS = frozenset({"posts", "leads", "conversions", "email_sends", "touches"})
# Events that come by themselves: a long run without any is a hole in the files. A company that does
# not post or write for weeks has no hole.
_STEADY = frozenset({"leads", "conversions", "touches"})
_FORMAT = 1  # version of the stored frames; raised when their layout changes, old ones are ignored


class CoverageSource(Protocol):
    """Whatever gives the imported rows and where they come from."""

    def imported(self, table: str) -> pl.LazyFrame:
        """All rows of a table, those that do not count as well."""

    def file_origins(self) -> Mapping[int, FileOrigin]:
        """The origin of each import, by its id."""

    def worked_out(self, name: str, tables: Iterable[str], work: Any) -> Mapping[str, pl.DataFrame]:
        """What ``work`` makes of ``tables``, cached for other processes where that is possible."""

    def derived(self, name: Any, work: Any) -> Any:
        """What ``work`` makes, cached."""


class Owner(NamedTuple):
    """Whose rows: a network (or ad platform) and an account (or property) of a table.

    Rows of a table without accounts belong to the ``source`` that read them.
    """

    table: str
    network: str | None
    account: str | None
    source: str | None


@dataclass(frozen=True, eq=False)
class OwnerCoverage:
    """The days that one owner's files cover, from ``first`` on.

    ``days`` says of each day whether it is covered, ``rows`` whether a row is about it, ``single``
    whether a row is about it alone; ``edges`` are the longer periods that rows are about.
    ``measures`` are the days on which each measure is known. ``sources`` are those of its imports.
    """

    owner: Owner
    sources: tuple[str, ...]
    first: date
    days: Days
    rows: Days
    single: Days
    measures: Mapping[str, Days]
    dense: bool
    edges: frozenset[Span] = field(default_factory=frozenset)

    @property
    def last(self) -> date:
        """The last covered day."""
        return self.first + timedelta(days=len(self.days) - 1)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The runs of covered days."""
        return tuple(self._runs(self.days))

    @cached_property
    def gaps(self) -> tuple[Span, ...]:
        """The runs of days between the first and the last one that no file covers."""
        return tuple(self._runs(~self.days))

    @cached_property
    def coarse(self) -> Days:
        """The days of which only rows of longer periods tell something."""
        return _marked(self.first, len(self.days), self.edges) & ~self.single

    @property
    def quiet(self) -> int:
        """How many days without an event chance explains, before the first and after the last."""
        return self._silence(QUIET)

    @property
    def pause(self) -> int:
        """How many days without an event usually follow one."""
        return self._silence(USUAL)

    def _silence(self, likely: float) -> int:
        if self.owner.table not in _EVENTS:
            return 0
        empty = float((self.days & ~self.rows).sum() + 1) / float(self.days.sum() + 2)
        return int(math.log(likely) / math.log(empty))

    def share(self, start: date, end: date, columns: Sequence[str] = ()) -> float:
        """The share of the days of a period that are covered, by any of ``columns`` where given.

        Quiet days at both ends of a list of events count as covered.
        """
        known, quiet = np.pad(self.known(columns), self.quiet, "edge"), timedelta(days=self.quiet)
        first = self.first - quiet
        low = max((start - first).days, 0)
        high = min((end - first).days + 1, len(known))
        return float(known[low:high].sum()) / ((end - start).days + 1) if high > low else 0.0

    def covers(self, start: date, end: date) -> bool:
        """Whether no day of a period is missing; quiet days at both ends are none."""
        days = (end - start).days + 1
        return round(self.share(start, end) * days) == days

    def known(self, columns: Sequence[str] = ()) -> Days:
        """The covered days on which one of ``columns`` is known; without any, all covered days."""
        if not columns:
            return self.days
        given = [self.measures[name] for name in columns if name in self.measures]
        return reduce(np.logical_or, given, np.zeros(len(self.days), dtype=bool))

    def _runs(self, days: Days) -> Iterator[Span]:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], days.astype(np.int8), [0]])))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            yield self.first + timedelta(days=start), self.first + timedelta(days=end - 1)


def coverage(facts: CoverageSource, table: str | None = None) -> tuple[OwnerCoverage, ...]:
    """The coverage of every owner of a table, or of all tables. KeyError for an unknown table."""
    if table is None:
        return tuple(owner for name in _WHOSE for owner in coverage(facts, name))
    columns = _WHOSE[table]
    owners: tuple[OwnerCoverage, ...] = facts.derived(
        ("coverage by owner", table), lambda: tuple(_owners(facts, table, columns))
    )
    return owners


def rows_of(owner: Owner, origins: Mapping[int, FileOrigin]) -> pl.Expr:
    """Whether a row of the owner's table is the owner's."""
    network, account = _WHOSE[owner.table]
    if account is None:
        own = [number for number, origin in origins.items() if origin.source == owner.source]
        return pl.col("import_id").is_in(own) | (
            pl.col("import_id").is_null() & pl.lit(owner.source is None)
        )
    mine = pl.col(account).eq_missing(owner.account)
    return mine if network is None else mine & pl.col(network).eq_missing(owner.network)


def _owners(
    facts: CoverageSource, table: str, columns: tuple[str | None, str | None]
) -> Iterator[OwnerCoverage]:
    name = f"{_FORMAT} coverage {table} {TABLES[table].measures}"
    frames = facts.worked_out(name, (table,), lambda: {"days": _days(facts, table, columns)})
    origins = facts.file_origins()
    frame = frames["days"]
    source = frame["import_id"].replace_strict(
        {number: origin.source for number, origin in origins.items()},
        default=None,
        return_dtype=pl.String,
    )
    keys = ["network", "account"] if columns[1] else ["source"]
    with_source = frame.with_columns(source=source)
    for _, rows in sorted(with_source.group_by(keys), key=lambda part: str(part[0])):
        yield _owner(table, columns, rows, origins)


def _days(
    facts: CoverageSource, table: str, columns: tuple[str | None, str | None]
) -> pl.DataFrame:
    """A row per owner, import and day (or period): which measures are known there."""
    spec = TABLES[table]
    last = "period_to" if table in _SPANS else spec.day
    whose = [
        (pl.lit(None, pl.String) if column is None else pl.col(column)).alias(name)
        for name, column in zip(("network", "account"), columns, strict=True)
    ]
    known = [pl.col(name).is_not_null().any() for name in spec.measures]
    return (
        facts.imported(table)
        .filter(pl.col(spec.day).is_not_null())
        .with_columns(*whose)
        .group_by("network", "account", "import_id", start=spec.day, end=last)
        .agg(*known)
        .sort("network", "account", "import_id", "start", "end")
        .collect(engine="streaming")
    )


def _owner(
    table: str,
    columns: tuple[str | None, str | None],
    rows: pl.DataFrame,
    origins: Mapping[int, FileOrigin],
) -> OwnerCoverage:
    """The coverage of one owner from its days by import."""
    extents = [_extent(part, origins) for part in rows.partition_by("import_id")]
    first, last = min(start for start, _ in extents), max(end for _, end in extents)
    size = (last - first).days + 1
    with_rows = _marked(first, size, _spans_of(rows))
    of_a_day = pl.col("start") == pl.col("end")
    single = _marked(first, size, _spans_of(rows.filter(of_a_day)))
    inside = _marked(first, size, extents)
    measures = {
        name: _known(table, name, rows, first, size, origins) for name in TABLES[table].measures
    }
    # A row that covers a period says nothing of a single day: its days count as known.
    dense = table not in _EVENTS and bool(with_rows[inside].mean() >= DENSE)
    days = inside & with_rows if dense else inside
    if table in _STEADY:
        days = days & ~_empty_runs(inside, with_rows, first)
    found = rows["source"].unique().drop_nulls().sort().to_list()
    head = rows.row(0, named=True)
    owner = Owner(table, head["network"], head["account"], None if columns[1] else head["source"])
    edges = rows.filter(~of_a_day)
    return OwnerCoverage(
        owner, tuple(found), first, days, with_rows, single,
        {name: known & days for name, known in measures.items()},
        dense, frozenset(_spans_of(edges)),
    )  # fmt: skip


def _extent(rows: pl.DataFrame, origins: Mapping[int, FileOrigin]) -> Span:
    """The period of one import of an owner: the one its file states, with every day of its rows."""
    number = rows["import_id"][0]
    spans = _spans_of(rows)
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    stated = origins.get(number, FileOrigin()).period if number is not None else None
    return (first, last) if stated is None else (min(first, stated[0]), max(last, stated[1]))


def _known(
    table: str,
    measure: str,
    rows: pl.DataFrame,
    first: date,
    size: int,
    origins: Mapping[int, FileOrigin],
) -> Days:
    """The days on which a measure is known.

    Of an account's days each says so by itself; any other file has a measure, or not, as a whole.
    """
    having = rows.filter(pl.col(measure))
    if table == "account_days":
        return _marked(first, size, _spans_of(having))
    parts = rows.filter(pl.col("import_id").is_in(having["import_id"].implode(), nulls_equal=True))
    extents = [_extent(part, origins) for part in parts.partition_by("import_id")]
    return _marked(first, size, extents)


def _spans_of(rows: pl.DataFrame) -> list[Span]:
    return rows.select("start", "end").unique().rows()


def _marked(first: date, size: int, spans: Iterable[Span]) -> Days:
    """True on the days of some spans, by their place after ``first``."""
    steps = np.zeros(size + 1, dtype=np.int64)
    places = [((start - first).days, (end - first).days + 1) for start, end in spans]
    if places:
        starts, ends = (np.array(side) for side in zip(*places, strict=True))
        np.add.at(steps, starts, 1)
        np.add.at(steps, ends, -1)
    return np.asarray(np.cumsum(steps)[:size] > 0)


def _empty_runs(inside: Days, with_rows: Days, first: date) -> Days:
    """The empty runs of days that are too long for chance, by how often their weekdays are empty.

    A run is a gap where the product of these shares, for every day on which it could have begun,
    is below ``CHANCE``. Two days, one of them empty, are added to each weekday.
    """
    gap = np.zeros(len(inside), dtype=bool)
    empty = inside & ~with_rows
    weekday = (first.weekday() + np.arange(len(inside))) % 7
    all_empty = np.bincount(weekday[empty], minlength=7)
    seen = np.bincount(weekday[inside], minlength=7)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], empty.astype(np.int8), [0]])))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if inside.sum() - (end - start) < LEAST_OUTSIDE:
            continue
        mine = np.bincount(weekday[start:end], minlength=7)
        shares = (all_empty - mine + 1) / (seen - mine + 2)
        if math.log(inside.sum()) + float(mine @ np.log(shares)) < math.log(CHANCE):
            gap[start:end] = True
    return gap
