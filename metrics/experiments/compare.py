"""Pairwise comparison of variants: difference, intervals, Holm-adjusted p-value, sample size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from data.facts.source import FactSource
from i18n.message import Message
from metrics.experiments.caveats import caveats
from metrics.experiments.estimate import Estimate, estimate, of_people
from metrics.experiments.pairs import VariantPair
from metrics.experiments.query import PERIOD, ComparisonQuery
from metrics.experiments.rates import VariantRate, cells_of, rates
from metrics.experiments.units import ChanceUnit, UnitCells, cells, with_rest
from metrics.experiments.verdict import Verdict, verdict
from metrics.statistics.end_date import planned_interval, planned_p
from metrics.statistics.holm import adjusted, risks
from metrics.statistics.sample_size import Sample, sample
from metrics.statistics.success_counts import SuccessCounts
from metrics.statistics.unit_intervals import (
    anytime,
    anytime_p,
    chance_higher,
    likely,
    once,
    tuned_to,
)
from metrics.statistics.unit_rates import RateDifference

Looks = tuple[float, ...]
"""The shares of the planned time after which a test with a last day was looked at."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The result: all rates, all pairs (metric by metric), and the caveats."""

    ask: ComparisonQuery
    rates: tuple[VariantRate, ...]
    pairs: tuple[VariantPair, ...]
    notes: tuple[Message, ...]

    def of(self, metric: str) -> tuple[VariantPair, ...]:
        """The pairs by one metric."""
        return tuple(pair for pair in self.pairs if pair.metric == metric)


@dataclass(frozen=True, slots=True)
class Measured:
    """Two variants with their difference, before what is said of them."""

    a: VariantRate
    b: VariantRate
    estimate: Estimate | None
    spread: float

    @property
    def difference(self) -> RateDifference | None:
        """The difference with its variance; None where that cannot be had."""
        return None if self.estimate is None else self.estimate.difference

    @property
    def verdict(self) -> Verdict | None:
        """Why nothing can be decided; None where something can."""
        if self.a.trials is None or self.b.trials is None:
            return Verdict.UNKNOWN
        if self.a.trials.few or self.b.trials.few:
            return Verdict.TOO_LITTLE
        few = self.difference is None or self.difference.few
        return Verdict.FEW_UNITS if few else None

    def p(self, looks: Looks | None) -> float:
        """The p-value, valid at any time or at the looks of a plan; 1 where nothing is decided."""
        if self.verdict is not None or self.difference is None:
            return 1.0
        if looks is None:
            return anytime_p(self.difference, self.spread)
        return planned_p(self.difference, looks)


def compare(facts: FactSource, ask: ComparisonQuery, looks: Looks | None = None) -> Compared:
    """Every variant against every other by every metric, as one family of comparisons (Holm).

    ``looks`` are those of a test whose last day was fixed before it began; today's is the last.
    """
    known = cells(facts, ask)
    variant_rates = rates(facts, ask, known)
    pairs = _pairs(variant_rates, ask, known, looks)
    return Compared(ask, variant_rates, pairs, caveats(facts, ask, variant_rates, pairs))


def _pairs(
    variant_rates: Sequence[VariantRate],
    ask: ComparisonQuery,
    known: UnitCells,
    looks: Looks | None,
) -> tuple[VariantPair, ...]:
    by_metric = [[rate for rate in variant_rates if rate.metric == name] for name in ask.metrics]
    # All pairs by all metrics are one family, so that all verdicts together are wrong at most once
    # in twenty.
    both = [pair for own in by_metric for pair in combinations(own, 2)]
    pairs = [measured(a, b, ask, known) for a, b in both]
    p_values = [pair.p(looks) for pair in pairs]
    each = zip(pairs, adjusted(p_values), risks(p_values), strict=True)
    return tuple(_pair(pair, p, risk, ask, looks) for pair, p, risk in each)


def measured(a: VariantRate, b: VariantRate, ask: ComparisonQuery, known: UnitCells) -> Measured:
    """The difference of two variants by their unit of chance; ``known`` are their cells."""
    if a.trials is None or b.trials is None:
        return Measured(a, b, None, 0.0)
    (unit, of_a), (_, of_b) = (cells_of(rate, ask, known) for rate in (a, b))
    found = estimate(unit, of_a, of_b)
    if unit is ChanceUnit.PERSON:
        by_day = (
            with_rest(known.get((rate.metric, rate.arm)), counts.successes, counts.trials)
            for rate, counts in ((a, a.trials), (b, b.trials))
        )
        found = of_people(found, estimate(ChanceUnit.DAY, *by_day))
    return Measured(a, b, found, tuned_to(_pooled(a.trials, b.trials), ask.wanted))


def _pooled(a: SuccessCounts, b: SuccessCounts) -> float:
    return (a.successes + b.successes) / (a.trials + b.trials)


def _pair(
    pair: Measured, p: float, risk: float, ask: ComparisonQuery, looks: Looks | None
) -> VariantPair:
    a, b, undecided = pair.a, pair.b, pair.verdict
    found, plain = pair.difference, VariantPair(a.metric, a, b, undecided or Verdict.UNKNOWN)
    if a.trials is None or b.trials is None or pair.estimate is None:
        return plain
    known = replace(
        plain, difference=a.trials.rate - b.trials.rate, rates=(a.trials.rate, b.trials.rate),
        p=p, unit=pair.estimate.unit, units=min(a.units, b.units),
        effective=min(a.effective, b.effective),
    )  # fmt: skip
    if found is None:
        return known
    known = replace(
        known, difference=found.value, rates=(found.a, found.b), once=once(found, 1 - risk),
        chance=chance_higher(found), paired=pair.estimate.paired, units=found.units,
        effective=found.effective,
    )  # fmt: skip
    if undecided is not None:
        # Few cases are no reason to leave out how many such a difference would take.
        return known if undecided is Verdict.FEW_UNITS else _with_sample(known, pair, ask, risk)
    # At the risk of its own Holm step, so that interval and verdict always agree. The verdict
    # follows an interval that holds for many looks: tests are looked at every day.
    often = anytime(found, pair.spread, 1 - risk)
    by_plan = None if looks is None else planned_interval(found, looks, risk)
    called = verdict(by_plan or often, ask.wanted)
    judged = replace(known, verdict=called, anytime=often, planned=by_plan)
    if called.found:
        return replace(judged, likely=likely(found, pair.spread))
    return _with_sample(judged, pair, ask, risk)


def _with_sample(
    pair: VariantPair, found: Measured, ask: ComparisonQuery, risk: float
) -> VariantPair:
    needed = _needed(found, ask.wanted, 1 - risk)
    if needed is None:
        return pair
    both = (pair.a, pair.b)
    # A past period or a published post gets no more trials by waiting.
    days = None if ask.by in {PERIOD, "post"} else _days(needed, both)
    return replace(pair, sample=needed, missing=_missing(needed, both), days=days)


def _needed(pair: Measured, wanted: float | None, confidence: float) -> Sample | None:
    """For the difference wanted around the rate of both together, else for the one observed.

    As many times the trials of independent cases as the variance is larger than theirs.
    """
    found = pair.difference
    if found is None:
        return None
    ends = (found.a, found.b)
    if wanted is not None:
        # Centred on the mean rate, and moved inside 0 to 1 where it would reach beyond.
        low = min(max((found.a + found.b - wanted) / 2, 0.0), 1 - wanted)
        ends = (low, low + wanted)
    single = sample(*ends, confidence, pair.spread)
    if single is None:
        return None
    return Sample(*(math.ceil(size * found.dispersion) for size in (single.once, single.anytime)))


def _lacking(needed: Sample, rate: VariantRate) -> float:
    return max(0.0, needed.anytime - (rate.trials.trials if rate.trials else 0.0))


def _missing(needed: Sample, both: tuple[VariantRate, VariantRate]) -> int:
    return math.ceil(max(_lacking(needed, rate) for rate in both))


def _days(needed: Sample, both: tuple[VariantRate, VariantRate]) -> int:
    """Days until the slower variant has enough, at the pace of its period."""
    waits = [
        _lacking(needed, rate) * rate.days / rate.trials.trials for rate in both if rate.trials
    ]
    return math.ceil(max(waits))
