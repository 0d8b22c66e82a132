"""Like for like: which accounts have files for both periods of a comparison, and which have not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from data.facts.coverage import Owner, OwnerCoverage, coverage
from data.facts.facts import Facts
from metrics.definitions.registry import Metric
from metrics.question.query import Query

LEAST = 0.9  # share of the days of a period that a file must cover

_BY_NETWORK = frozenset({"posts", "account_days"})
_BY_ACCOUNT = _BY_NETWORK | {"ad_costs", "email_sends"}

Days = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LikeForLike:
    """The owners of a metric's rows by the periods that their files cover.

    ``partly`` cover neither period enough, but some days of one.
    """

    both: tuple[OwnerCoverage, ...]
    only_now: tuple[OwnerCoverage, ...]
    only_before: tuple[OwnerCoverage, ...]
    partly: tuple[OwnerCoverage, ...]

    @property
    def left_out(self) -> tuple[OwnerCoverage, ...]:
        """Those that a comparison must leave out."""
        return (*self.only_now, *self.only_before, *self.partly)

    @property
    def tables_without_both(self) -> frozenset[str]:
        """The tables of which no owner covers both periods."""
        return frozenset(o.owner.table for o in self.left_out) - {o.owner.table for o in self.both}


def like_for_like(facts: Facts, metric: Metric, now: Query, before: Query) -> LikeForLike:
    """The owners of the metric's rows, by which of the two periods they cover."""
    both, only_now, only_before, partly = [], [], [], []
    for owner, columns in owners_of(facts, metric, now):
        shares = [owner.share(q.start, q.end, columns) for q in (now, before)]
        covers = tuple(share >= LEAST for share in shares)
        if covers == (True, True):
            both.append(owner)
        elif covers == (True, False):
            only_now.append(owner)
        elif covers == (False, True):
            only_before.append(owner)
        elif any(shares):
            partly.append(owner)
    return LikeForLike(tuple(both), tuple(only_now), tuple(only_before), tuple(partly))


def known_days(facts: Facts, metric: Metric, query: Query) -> tuple[date | None, Days]:
    """The first day of the metric's history, and of each day from it on whether all owners cover it.

    A day inside a row of a longer period is not known by itself: what it brought may not be zero.
    Owners that ended before the query or begin after it are not asked for.
    """
    owners = [
        (owner, columns)
        for owner, columns in owners_of(facts, metric, query)
        if owner.share(query.start, query.end, columns) >= LEAST
    ]
    if not owners:
        return None, np.zeros(0, dtype=bool)
    first = max(owner.first for owner, _ in owners)
    size = max((query.end - first).days + 1, 0)
    known = np.ones(size, dtype=bool)
    for owner, columns in owners:
        single = owner.known(columns) & ~owner.coarse
        own = np.pad(single, (0, owner.quiet), "edge")[(first - owner.first).days :]
        known[: len(own)] &= own[:size]
        known[len(own) :] = False
    return first, known


@dataclass(frozen=True, slots=True)
class AnsweredDays:
    """The days of a period that rows of whole weeks or months leave of it: first, last, and number."""

    first: date
    last: date
    number: int


def cut_by_long_rows(facts: Facts, metric: Metric, query: Query) -> AnsweredDays | None:
    """What is answered of a period whose ends cut rows of longer periods; None where none is cut.

    Such a row answers only where all of it is inside: no one knows what its days brought.
    """
    for owner, _ in owners_of(facts, metric, query):
        if not owner.edges:
            continue
        first, size = owner.first, len(owner.days)
        days = np.arange(size)
        asked = (days >= (query.start - first).days) & (days <= (query.end - first).days)
        inside = np.zeros(size, dtype=bool)
        for start, end in owner.edges:
            if query.start <= start and end <= query.end:
                inside[(start - first).days : (end - first).days + 1] = True
        lost = asked & owner.coarse & ~inside
        answered = np.flatnonzero(asked & owner.days & ~lost)
        if lost.any() and len(answered):
            start, end = (first + timedelta(days=int(answered[at])) for at in (0, -1))
            return AnsweredDays(start, end, len(answered))
    return None


def owners_of(
    facts: Facts, metric: Metric, query: Query
) -> Iterator[tuple[OwnerCoverage, tuple[str, ...]]]:
    """Each owner of rows that the metric reads, with the columns it reads there."""
    columns: dict[str, set[str]] = {}
    for measure in (m for side in metric.measures for m in side):
        columns.setdefault(measure.table, set()).update(measure.columns)
    for table, names in columns.items():
        for owner in _of_table(facts, table):
            read = tuple(sorted(names)) if owner.owner.table == table else ()
            whose = owner.owner
            # An ad platform is no network: one account serves several.
            if table in _BY_NETWORK and not query.wants("network", whose.network):
                continue
            if table in _BY_ACCOUNT and not query.wants("account", whose.account):
                continue
            yield owner, read


def _of_table(facts: Facts, table: str) -> tuple[OwnerCoverage, ...]:
    if table == "costs":  # entered by hand for whole periods: they cover what they name
        return ()
    # Without a report of web analytics, sessions are summed up from visits.
    return coverage(facts, table) or (coverage(facts, "touches") if table == "web_sessions" else ())


def ends_of(facts: Facts, metric: Metric, query: Query) -> list[date]:
    """The last covered day of each table that the metric reads.

    A list of events goes on for as many days after its last one as usually pass between two.
    """
    ends: dict[str, date] = {}
    for owner, columns in owners_of(facts, metric, query):
        known = np.flatnonzero(owner.known(columns))
        if len(known):
            last = owner.first + timedelta(days=int(known[-1]) + owner.pause)
            ends[owner.owner.table] = max(last, ends.get(owner.owner.table, last))
    return list(ends.values())


def owners(found: tuple[OwnerCoverage, ...]) -> frozenset[Owner]:
    """Whose rows they are."""
    return frozenset(coverage.owner for coverage in found)
