"""The period that a page opens with: the latest one in which most of what the company has is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from data.facts.coverage import OwnerCoverage

DAYS = 90  # a period that opens by itself
ENOUGH = 0.5  # share of the best coverage of any period from which on the latest one is taken
RECENT = 14  # days by which the file of an outcome may end before the others and still set the end
_LONGEST = 120  # days of a period that is made of whole weeks or months of reports

# How much a table says about what marketing brings; a stray file of another kind weighs less.
WEIGHTS: Mapping[str, float] = {
    "leads": 3,
    "web_sessions": 2,
    "conversions": 2,
    "ad_costs": 2,
    "account_days": 1,
    "posts": 1,
    "web_key_events": 1,
    "touches": 1,
    "search_days": 1,
    "email_sends": 1,
}
_OUTCOMES = ("web_sessions", "leads", "conversions")
Series = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DefaultPeriod:
    """``last`` is the day that "the last 28 days" ends with.

    ``dates`` are set where figures of single days are missing, so that only whole weeks or months
    of a report have an answer.
    """

    last: date
    dates: tuple[date, date] | None = None


def default_period(covered: Sequence[OwnerCoverage]) -> DefaultPeriod | None:
    """The latest period with at least half of the best coverage; None without any coverage.

    Its last day has at least half of what its usual day has.
    """
    if not covered:
        return None
    first, known = _daily(covered)
    total = np.sum([WEIGHTS[table] * days for (table, _), days in known.items()], axis=0)
    score, days = _window(total), _window(np.sign(total))
    ends = np.unique([(end - first).days for owner in covered for _, end in owner.spans])
    usual = score[ends] / days[ends]
    most = score[ends] >= ENOUGH * score[ends].max()
    end = int(ends[most & (total[ends] >= ENOUGH * usual)].max(initial=ends[most].min()))
    alive = {
        key: _last(days[: end + 1])
        for key, days in known.items()
        if key[0] in _OUTCOMES and days[max(end - RECENT, 0) : end + 1].any()
    }
    last = first + timedelta(days=min(alive.values(), default=end))
    return DefaultPeriod(last, _whole_reports(covered, last))


def opening_dates(covered: Sequence[OwnerCoverage]) -> tuple[date, date] | None:
    """The dates that a page opens with."""
    found = default_period(covered)
    if found is None:
        return None
    return found.dates or (found.last - timedelta(days=DAYS - 1), found.last)


def nearest_period(
    covered: Sequence[OwnerCoverage], start: date, end: date
) -> tuple[date, date] | None:
    """The period of the same length nearest to the given one in which something is known."""
    length = end - start

    def away(span: tuple[date, date]) -> int:
        return max((start - span[1]).days, (span[0] - end).days, 0)

    def moved(span: tuple[date, date]) -> tuple[date, date]:
        """As many days of a covered span as were asked for, nearest to these."""
        if span[1] < start:
            return max(span[1] - length, span[0]), span[1]
        if span[0] > end:
            return span[0], min(span[0] + length, span[1])
        return max(span[0], start), min(span[1], end)

    options: set[tuple[date, date]] = set()
    for owner in covered:
        # A row about a whole period has no answer for a part of it.
        options |= {moved(span) for span in owner.spans} if owner.single.any() else owner.edges
    return min(
        options, key=lambda span: (away(span), -(span[1] - span[0]).days, span), default=None
    )


def _daily(
    covered: Sequence[OwnerCoverage],
) -> tuple[date, dict[tuple[str, str | None], Series]]:
    """1 on each day that a network's files of a table cover, from the first day of any."""
    first = min(owner.first for owner in covered)
    size = (max(owner.last for owner in covered) - first).days + 1
    known: dict[tuple[str, str | None], Series] = {}
    for owner in covered:
        key = (owner.owner.table, owner.owner.network)
        days = known.setdefault(key, np.zeros(size))
        place = (owner.first - first).days
        own = days[place : place + len(owner.days)]
        np.maximum(own, owner.days, out=own)
    return first, known


def _window(total: Series) -> Series:
    """The sum of the ``DAYS`` days up to each day."""
    sums = np.append(0.0, np.cumsum(total))
    places = np.arange(1, len(sums))
    return np.asarray(sums[places] - sums[np.maximum(places - DAYS, 0)])


def _last(days: Series) -> int:
    return int(np.flatnonzero(days)[-1])


def _whole_reports(covered: Sequence[OwnerCoverage], last: date) -> tuple[date, date] | None:
    """Whole periods of the reports up to ``last``, where an outcome has no figures of single days.

    Figures of single days answer for these dates as well as for any others.
    """
    start = last - timedelta(days=DAYS - 1)
    there = [owner for owner in covered if owner.share(start, last) > 0]
    outcomes = [owner for owner in there if owner.owner.table in _OUTCOMES] or there
    for table in sorted({owner.owner.table for owner in outcomes}):
        mine = [owner for owner in outcomes if owner.owner.table == table]
        edges = sorted({edge for owner in mine for edge in owner.edges if edge[1] <= last})
        recent = any(end >= last - timedelta(days=RECENT) for _, end in edges)
        if recent and not any(_has_days(owner, start, last) for owner in mine):
            return _chain(edges)
    return None


def _has_days(owner: OwnerCoverage, start: date, end: date) -> bool:
    """Whether a row is about a single day of the period."""
    low, high = max((start - owner.first).days, 0), max((end - owner.first).days + 1, 0)
    return bool(owner.single[low:high].any())


def _chain(edges: Sequence[tuple[date, date]]) -> tuple[date, date]:
    """Adjoining periods of reports up to the last one, no longer than ``_LONGEST`` together."""
    start, end = edges[-1]
    shortest = {last: first for first, last in edges}  # of two that end together, the shorter one
    start = shortest[end]
    while (before := shortest.get(start - timedelta(days=1))) is not None:
        if (end - before).days >= _LONGEST:
            break
        start = before
        if (end - start).days + 1 >= DAYS:
            break
    return start, end
