"""Reporting delay: the share of late-arriving events (qualified leads, customers) known by age."""

from __future__ import annotations

from datetime import date

import narwhals as nw
import numpy as np

from data.facts.source import FactSource, collect_all
from i18n.message import Message, msg, plural
from metrics.definitions.measures import IsKnown
from metrics.definitions.registry import Metric
from metrics.goals.forecast.series import Array

LONGEST = 365  # days; what takes longer is not waited for
FEW = 15  # delays that a curve needs


def ripeness(facts: FactSource, metric: Metric, as_of: date, ages: Array) -> Array | None:
    """The share of events that are reported at each age in days.

    Everything is reported at once where a metric is not delayed; None where too few delays are
    known, or where only a part of the figure comes late. All leads are used, because a single
    selection rarely has enough of them.
    """
    if not metric.is_delayed:
        return np.ones(len(ages))
    column = _column(metric)
    if column is None:
        return None
    delays, room = _delays(facts, column, as_of)
    if len(delays) < FEW:
        return None
    return curve(delays, room)[np.clip(ages, 0, LONGEST).astype(np.int64)]


def unknown(metric: Metric) -> Message:
    """Why late reports of a metric are not foreseen, and what that means."""
    if _column(metric) is None:
        return _PARTLY
    return plural(
        "Fewer than {n} delay is known. Recent days count as complete, although they may still "
        "increase.",
        "Fewer than {n} delays are known. Recent days count as complete, although they may "
        "still increase.",
        n=FEW,
    )


_PARTLY = msg("Recent days count as complete, although sales recorded later still change them.")


def _column(metric: Metric) -> str | None:
    """The day on which an event of the numerator becomes known; None where a part of it is not late."""
    known = [
        condition.columns[0]
        for measure in metric.numerator
        if measure.table == "leads"
        for condition in measure.where
        if isinstance(condition, IsKnown)
    ]
    return known[0] if len(known) == len(metric.numerator) else None


def _delays(facts: FactSource, column: str, as_of: date) -> tuple[Array, Array]:
    """The delay of each event and the longest that ``as_of`` could have shown, in days."""
    key = ("delays", column, as_of)
    observed: tuple[Array, Array] = facts.derived(key, lambda: _read(facts, column, as_of))
    return observed


def _read(facts: FactSource, column: str, as_of: date) -> tuple[Array, Array]:
    day = nw.col(column).cast(nw.Date)
    frame = (
        nw.from_native(facts.frame("leads"))
        .filter(~nw.col(column).is_null(), nw.col("created_on") <= as_of, day <= as_of)
        .select(
            delay=(day - nw.col("created_on")).dt.total_minutes() // 1440,
            room=(nw.lit(as_of) - nw.col("created_on")).dt.total_minutes() // 1440,
        )
    )
    (delayed,) = collect_all([frame])
    delays, rooms = (delayed[name].cast(float).to_numpy() for name in ("delay", "room"))
    within = delays <= LONGEST
    return np.maximum(delays[within], 0.0), rooms[within]


def curve(delays: Array, room: Array) -> Array:
    """The share known by each age from 0 to 365 days.

    Recent events are only known when they were quick (right truncation); each delay is compared
    with those that had the time to be longer (the reverse-hazard estimator).
    """
    days = np.arange(LONGEST + 1)
    at = np.bincount(delays.astype(np.int64), minlength=LONGEST + 1)[: LONGEST + 1]
    begun = np.cumsum(at)
    short = np.bincount(np.clip(room, 0, LONGEST).astype(np.int64), minlength=LONGEST + 1)
    no_time = np.append(0, np.cumsum(short)[:-1])
    among = np.maximum(begun - no_time[days], at)
    hazard = np.divide(at, among, out=np.zeros(len(days)), where=among > 0)
    stay = 1 - np.where(hazard < 1, hazard, 0.0)
    known = np.append(np.cumprod(stay[:0:-1])[::-1], 1.0)
    # Never zero, because amounts are divided by the exposure times this share.
    return np.asarray(np.where(begun > 0, known, 0.0).clip(0.02, 1.0))
