"""The change of a count between two periods in parts that add up, each with its interval.

The parts are the number of days, all sessions, the mix of channels, results per session, and
results without a session. The last four compare days with days: what the earlier period brought is
first brought to the length of the newer one. How much each part moves when nothing happened is seen
in the past, as for the change of the whole (``metrics.statistics.period_change``): the same parts,
with the same lengths and the same distance, at every earlier week.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from data.facts.facts import Facts
from i18n.message import Message, msg
from metrics.comparison.like_for_like import known_days, like_for_like
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.results.decompose import shapley
from metrics.statistics.period_change import (
    ALPHA,
    LEAST_KNOWN_PAST,
    LEAST_WINDOWS,
    OVERLAP,
    Span,
    quantile,
)

Array = npt.NDArray[np.float64]
_PARTS = ("days", "sessions", "mix", "rate", "unlinked")
LABELS: dict[str, Message] = {
    "days": msg("Number of days"),
    "sessions": msg("Number of sessions"),
    "mix": msg("Mix of channels"),
    "rate": msg("Results per session"),
    "unlinked": msg("Results without a session"),
}


@dataclass(frozen=True, slots=True)
class ChangePart:
    """One part of a change, in results; ``low`` and ``high`` bound it (95 %), None where unknown."""

    id: str
    value: float
    low: float | None = None
    high: float | None = None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out. The number of days is no chance."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class ChangeParts:
    """The parts from ``before`` to ``now``, which add up to the difference of the two totals."""

    metric: str
    period: Query
    compared: Query
    before: float
    now: float
    parts: tuple[ChangePart, ...]

    def part(self, part_id: str) -> ChangePart | None:
        """One part; None where nothing of it is known."""
        return next((part for part in self.parts if part.id == part_id), None)


def change_parts(
    facts: Facts, metric_id: str, now: Query, before: Query, alpha: float = ALPHA
) -> ChangeParts | None:
    """The parts of a counted result's change.

    None where results or sessions are not known by day and channel in both periods, or where
    the files of both periods are of other accounts.
    """
    names = (metric_id, "sessions")
    if any(like_for_like(facts, metrics()[name], now, before).left_out for name in names):
        return None
    table = _days(facts, metric_id, now, before)
    if table is None:
        return None
    newer, older = (table.span(query) for query in (now, before))
    found = table.effects(newer, older)
    if found is None:
        return None
    scale, effects = found
    half = _half_widths(table, newer, older, scale, alpha)
    parts = [
        _part(name, float(value), None if half is None else float(half[place]))
        for place, (name, value) in enumerate(zip(_PARTS, effects, strict=True))
    ]
    old, new = (float(table.results[span.first : span.end].sum()) for span in (older, newer))
    shown = tuple(part for part in parts if part.value or part.id not in {"days", "unlinked"})
    return ChangeParts(metric_id, now, before, old, new, shown)


def _part(name: str, value: float, half: float | None) -> ChangePart:
    if half is None or name == "days":
        return ChangePart(name, value)
    return ChangePart(name, value, value - half, value + half)


@dataclass(frozen=True, slots=True, eq=False)
class _DayTable:
    """Results and sessions by day (rows) and channel (columns), and which days are known."""

    first: date
    results: Array
    sessions: Array
    known: npt.NDArray[np.bool_]

    def span(self, query: Query) -> Span:
        start = (query.start - self.first).days
        return Span(start, start + query.days)

    def effects(self, now: Span, before: Span) -> tuple[float, Array] | None:
        """Total before, and the five parts; None where a period has no result or no session."""
        (new, own), (old, old_own) = (
            (self.results[s.first : s.end].sum(axis=0), self.sessions[s.first : s.end].sum(axis=0))
            for s in (now, before)
        )
        if not (old.sum() and own.sum() and old_own.sum()):
            return None
        longer = now.days / before.days
        total = float(old.sum())
        parts = _effects(new, own, old * longer, old_own * longer)
        return total, np.array([total * (longer - 1), *parts])


def _effects(new: Array, own: Array, old: Array, old_own: Array) -> tuple[float, ...]:
    """Sessions, mix, rate and unlinked, summed over channels."""
    without = ((new > 0) & (own == 0)) | ((old > 0) & (old_own == 0)) | (own + old_own == 0)
    safe = np.where(own > 0, own, 1.0), np.where(old_own > 0, old_own, 1.0)
    rate, old_rate = new / safe[0], old / safe[1]
    # A channel that is new or gone has the same rate in both periods: its change is volume and mix.
    rate = np.where(own > 0, rate, old_rate)
    old_rate = np.where(old_own > 0, old_rate, rate)
    totals = own.sum(), old_own.sum()
    split = shapley((totals[0], own / totals[0], rate), (totals[1], old_own / totals[1], old_rate))
    linked = tuple(float(np.where(without, 0.0, effect).sum()) for effect in split)
    return (*linked, float((new - old)[without].sum()))


def _half_widths(
    table: _DayTable, now: Span, before: Span, scale: float, alpha: float
) -> Array | None:
    """Half of each part's interval from earlier weeks; None with too few of them."""
    weeks = max(now.days / 7, 1.0)
    # Of another level than today's: effects are compared as shares of what was there before.
    past = [
        effects / total
        for window in _windows(table, now, before)
        if (found := table.effects(*window)) is not None
        for total, effects in [found]
    ]
    if len(past) < LEAST_WINDOWS * weeks:
        return None
    free = len(past) / (OVERLAP * weeks)
    deviation = scale * np.sqrt(np.mean(np.square(past), axis=0))
    # The parts of a count never vary less than counting does.
    counted = np.sqrt(scale * now.days / before.days + table.results[now.first : now.end].sum())
    least = np.array([0.0, 0.0, 0.0, counted, 0.0])
    return np.asarray(quantile(alpha, free) * np.maximum(deviation, least))


def _windows(table: _DayTable, now: Span, before: Span) -> Iterator[tuple[Span, Span]]:
    for back in range(7, before.first + 1, 7):
        later, earlier = now.back(back), before.back(back)
        if later.end > now.first:
            continue
        if table.known[earlier.first : later.end].mean() > LEAST_KNOWN_PAST:
            yield later, earlier


def _days(facts: Facts, metric_id: str, now: Query, before: Query) -> _DayTable | None:
    names = (metric_id, "sessions")
    spans = [known_days(facts, metrics()[name], replace(now, by=())) for name in names]
    starts = [first for first, _ in spans if first is not None]
    if len(starts) < len(names) or max(starts) > before.start:
        return None
    first = max(starts)
    size = (now.end - first).days + 1
    known = np.ones(size, dtype=bool)
    for start, days in spans:
        assert start is not None  # noqa: S101  # asked before
        own = days[(first - start).days :][:size]
        known &= np.pad(own, (0, size - len(own)))
    asked = Query(first, now.end, by=("day", "channel"))
    rows = query_metrics(facts, names, asked).select("metric", "day", "channel", "value")
    grid = rows.with_columns(
        place=(pl.col("day") - first).dt.total_days(), channel=pl.col("channel").fill_null("")
    )
    channels = {name: at for at, name in enumerate(sorted(set(grid["channel"].to_list())))}
    filled = {name: np.zeros((size, len(channels))) for name in names}
    for name in names:
        rows = grid.filter(pl.col("metric") == name, pl.col("value").is_not_null())
        if rows.is_empty():
            return None
        columns = rows["channel"].replace_strict(channels, return_dtype=pl.Int64).to_numpy()
        filled[name][rows["place"].to_numpy(), columns] = rows["value"].to_numpy()
    return _DayTable(first, filled[metric_id], filled["sessions"], known)
