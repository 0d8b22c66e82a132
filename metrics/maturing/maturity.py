"""How mature a figure is: what is known so far, what is expected, and how good that forecast was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from data.facts.facts import Facts
from metrics.definitions.measures import Sum
from metrics.definitions.registry import Metric
from metrics.maturing.lead_ages import (
    LeadAges,
    Maturing,
    all_leads,
    curves_of,
    maturing,
    number_of,
    past_curve,
    selected_leads,
)
from metrics.question.query import Query
from metrics.statistics.maturity import (
    LEVEL,
    LONGEST,
    Floats,
    Ints,
    expected,
    nowcast,
)

MATURE = 0.95
"""Share of the final number from which on a figure is taken as final."""
TOO_EARLY = 0.30
"""Share below which there is no forecast, no return and no cost per customer."""
LEAST_EVENTS = 15
LEAST_DAYS = 90
"""Events and days of leads that a curve needs."""
LEAST_PAST = 5
"""Events of a past period whose forecast is checked."""
LEAST_SHARE = 0.10
"""Share of the final number that a comparison at an age needs to be known at that age."""
LEAST_AT_AGE = 10
"""Events of the earlier period within that age."""
_STEP, _CHECKS = 28, 12  # days between past periods, and how many are checked


class MaturityStage(StrEnum):
    """How much of a figure's final number is known."""

    MATURE = "mature"
    GROWING = "growing"
    TOO_EARLY = "too_early"
    UNKNOWN = "unknown"  # how long it takes is not known yet


@dataclass(frozen=True, slots=True)
class ForecastRecord:
    """How far past forecasts at the same age were off on average, as a share of what came."""

    error: float
    periods: int


@dataclass(frozen=True, slots=True)
class Maturity:
    """How mature a figure is.

    ``share`` of the final number is known; None where how long it takes is not known. ``expected``
    is the final figure in its own unit, with its 80 % interval. ``events`` happened so far, ``all_events``
    in all leads. ``half`` of the final number takes longer than so many days. ``until`` is the day up to which
    outcomes are known. ``low`` is the better end where less is better.
    """

    stage: MaturityStage
    until: date
    events: int
    all_events: int
    share: float | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    half: int | None = None
    record: ForecastRecord | None = None


def maturity(facts: Facts, metric: Metric, query: Query, row: Mapping[str, Any]) -> Maturity | None:
    """The maturity of a metric's answer (``row``) for a query without a split.

    None for a metric that is final at once, and where no lead was ever imported.
    """
    grown = maturing(metric)
    if grown is None:
        return None
    every = all_leads(facts, grown.column)
    if not len(every.created):
        return None
    key = ("maturity", metric.id, query)
    found: Maturity = facts.recent(key, lambda: _maturity(facts, grown, query, row))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """The leads of a query: their number that is expected in the end, and all leads for the curve."""

    every: LeadAges
    mine: LeadAges
    ages: Ints
    events: int
    share: float
    half: int


def _group_of(facts: Facts, grown: Maturing, query: Query) -> _Group:
    every = all_leads(facts, grown.column)
    mine = selected_leads(facts, grown, query, every.as_of)
    inside = mine.within(query.start, query.end)
    events = int(np.count_nonzero(~np.isnan(mine.delay[inside])))
    curve, ages = curves_of(facts, grown.column).middle, mine.age[inside]
    share = min(expected(curve, ages, events)[1], 1.0) if len(ages) else 1.0
    half = int(np.searchsorted(curve, curve[-1] / 2))
    return _Group(every, mine, ages, events, share, half)


def _maturity(facts: Facts, grown: Maturing, query: Query, row: Mapping[str, Any]) -> Maturity:
    # Customers, revenue and cost per customer are about the same leads.
    key = ("lead group", grown.column, grown.measure.where, query)
    found: _Group = facts.recent(key, lambda: _group_of(facts, grown, query))
    every = found.every
    in_all = every.events
    if not has_curve(every):
        return Maturity(MaturityStage.UNKNOWN, every.until, found.events, in_all)
    share = found.share
    base = Maturity(stage_of(share), every.until, found.events, in_all, share, half=found.half)
    if base.stage is not MaturityStage.GROWING or row["value"] is None:
        return base
    now = nowcast(curves_of(facts, grown.column), found.ages, found.events)
    extra = _extra(grown, found.mine, now.rest)
    ends = np.quantile(extra, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    middle = (now.expected - found.events) * _worth(grown, found.mine)
    low, high = sorted(_with(grown, row, float(more)) for more in ends)
    return replace(
        base,
        expected=_with(grown, row, middle),
        low=low,
        high=high,
        record=_record(facts, grown, found.mine, query),
    )


def can_compare(facts: Facts, metric: Metric, before: Query, age: int) -> bool:
    """Whether enough happens within ``age`` days of a lead to compare two periods by it."""
    grown = maturing(metric)
    if grown is None:
        return True
    every = all_leads(facts, grown.column)
    curve = curves_of(facts, grown.column).middle
    early = curve[min(age, LONGEST)] >= LEAST_SHARE * curve[-1]
    mine = selected_leads(facts, grown, before, every.as_of)
    soon = mine.within(before.start, before.end) & (mine.delay <= age)
    return bool(early and np.count_nonzero(soon) >= LEAST_AT_AGE)


def has_curve(every: LeadAges) -> bool:
    """Whether enough leads are known, for long enough, to say how long they take."""
    begun = int(every.as_of - every.created.min(initial=every.as_of))
    return every.events >= LEAST_EVENTS and begun >= LEAST_DAYS


def stage_of(share: float) -> MaturityStage:
    """The stage of a figure of whose final number this share is known."""
    if share >= MATURE:
        return MaturityStage.MATURE
    return MaturityStage.GROWING if share >= TOO_EARLY else MaturityStage.TOO_EARLY


def _worth(grown: Maturing, mine: LeadAges) -> float:
    """What one more event adds: one, or the mean amount of the last year's deals."""
    return 1.0 if not isinstance(grown.measure, Sum) else float(np.mean(_amounts(mine)))


def _amounts(mine: LeadAges) -> Floats:
    recent = mine.created + np.nan_to_num(mine.delay) >= mine.as_of - LONGEST
    there = ~np.isnan(mine.delay) & ~np.isnan(mine.amount) & recent
    return mine.amount[there] if there.any() else np.zeros(1)


def _extra(grown: Maturing, mine: LeadAges, rest: Floats) -> Floats:
    """Equally likely amounts that the events to come add."""
    if not isinstance(grown.measure, Sum):
        return rest
    amounts = _amounts(mine)
    mean, spread = float(amounts.mean()), float(amounts.var())
    if mean <= 0 or spread <= 0:
        return rest * mean
    # A sum of n amounts with this mean and variance, skewed as amounts are.
    random = np.random.default_rng(2)
    drawn = random.gamma(np.maximum(rest, 1e-9) * mean**2 / spread, spread / mean)
    return np.where(rest > 0, drawn, 0.0)


def _with(grown: Maturing, row: Mapping[str, Any], extra: float) -> float:
    """The figure with so much more of what grows."""
    over, under = float(row["numerator"]), row["denominator"]
    if grown.on_top:
        over += extra
    elif under is not None:
        under += extra
    return over if under is None else over / under


def _record(facts: Facts, grown: Maturing, mine: LeadAges, query: Query) -> ForecastRecord | None:
    """Forecasts for past periods of this length, as they would have been made at this age."""
    length = (query.end - query.start).days
    end = number_of(query.end)
    young = mine.as_of - end
    curve = curves_of(facts, grown.column).middle
    final = int(np.searchsorted(curve, MATURE * curve[-1]))
    misses: list[float] = []
    for last in range(end - _STEP, end - LONGEST - _STEP * _CHECKS, -_STEP):
        if mine.as_of - last < final or last - length < mine.created.min(initial=end):
            continue
        came = _group(mine, last - length, last)
        events, final_sum = _sums(grown, mine, came)
        if events < LEAST_PAST or final_sum <= 0:
            continue
        theirs = mine.before(last + young)
        group = _group(theirs, last - length, last)
        so_far, sum_so_far = _sums(grown, theirs, group)
        then = past_curve(facts, grown.column, last + young)
        guess, _ = expected(then, theirs.age[group], so_far)
        misses.append(abs((sum_so_far + (guess - so_far) * _worth(grown, theirs)) / final_sum - 1))
        if len(misses) == _CHECKS:
            break
    return ForecastRecord(float(np.mean(misses)), len(misses)) if misses else None


def _group(leads: LeadAges, first: int, last: int) -> npt.NDArray[np.bool_]:
    return (leads.created >= first) & (leads.created <= last)


def _sums(grown: Maturing, leads: LeadAges, group: npt.NDArray[np.bool_]) -> tuple[int, float]:
    """How many events a group has, and what they add up to: their number or their amounts."""
    there = group & ~np.isnan(leads.delay)
    events = int(np.count_nonzero(there))
    if not isinstance(grown.measure, Sum):
        return events, float(events)
    return events, float(np.nansum(leads.amount[there]))
