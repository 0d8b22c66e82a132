"""Pairwise comparison of variants: difference, intervals, Holm-adjusted p-value, sample size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from data.facts.source import FactSource
from i18n.message import Message
from metrics.experiments.caveats import caveats
from metrics.experiments.query import PERIOD, ComparisonQuery
from metrics.experiments.rates import VariantRate, rates
from metrics.experiments.verdict import Verdict, verdict
from metrics.statistics.anytime import anytime, anytime_p
from metrics.statistics.binomial_sample import BinomialSample
from metrics.statistics.difference import newcombe
from metrics.statistics.holm import adjusted, risks
from metrics.statistics.posterior import chance_higher
from metrics.statistics.sample_size import Sample, sample

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class VariantPair:
    """Two variants by one metric: rate ``a`` minus rate ``b``, as shares; None where unknown.

    ``once`` is right for a single look at a moment fixed beforehand, ``anytime`` however often
    one looks; both allow for the other comparisons. ``p`` is the always-valid p-value after Holm,
    ``chance`` the posterior probability that a's rate is higher. ``sample`` is what each variant
    needs for the difference wanted (the observed one where none was given), ``missing`` the
    trials that the variant further from it lacks, ``days`` how long they take at the present pace.
    """

    metric: str
    a: VariantRate
    b: VariantRate
    verdict: Verdict
    difference: float | None = None
    once: Interval | None = None
    anytime: Interval | None = None
    p: float | None = None
    chance: float | None = None
    sample: Sample | None = None
    missing: int | None = None
    days: int | None = None


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


def compare(facts: FactSource, ask: ComparisonQuery) -> Compared:
    """Every variant against every other by every metric, as one family of comparisons (Holm)."""
    variant_rates = rates(facts, ask)
    pairs = _pairs(variant_rates, ask)
    return Compared(ask, variant_rates, pairs, caveats(facts, ask, variant_rates, len(pairs)))


def _pairs(variant_rates: Sequence[VariantRate], ask: ComparisonQuery) -> tuple[VariantPair, ...]:
    by_metric = [[rate for rate in variant_rates if rate.metric == name] for name in ask.metrics]
    # All pairs by all metrics are one family, so that all verdicts together are wrong at most once
    # in twenty.
    both = [pair for own in by_metric for pair in combinations(own, 2)]
    p_values = [
        1.0 if a.trials is None or b.trials is None else anytime_p(a.trials, b.trials, ask.wanted)
        for a, b in both
    ]
    each = zip(both, adjusted(p_values), risks(p_values), strict=True)
    return tuple(_pair(a, b, p, risk, ask) for (a, b), p, risk in each)


def _pair(
    a: VariantRate, b: VariantRate, p: float, risk: float, ask: ComparisonQuery
) -> VariantPair:
    if a.trials is None or b.trials is None:
        return VariantPair(a.metric, a, b, Verdict.UNKNOWN)
    # At the risk of its own Holm step, so that interval and verdict always agree.
    between = anytime(a.trials, b.trials, ask.wanted, 1 - risk)
    # The verdict follows the always-valid interval, not Newcombe's: tests are looked at every day.
    called = verdict(between, ask.wanted)
    needed = None if called.found else _needed(a.trials, b.trials, ask.wanted, 1 - risk)
    missing = None if needed is None else _missing(needed, (a, b))
    return VariantPair(
        a.metric,
        a,
        b,
        called,
        a.trials.rate - b.trials.rate,
        newcombe(a.trials, b.trials, 1 - risk),
        between,
        p,
        chance_higher(a.trials, b.trials),
        needed,
        missing,
        # A past period or a published post gets no more trials by waiting.
        None if needed is None or ask.by in {PERIOD, "post"} else _days(needed, (a, b)),
    )


def _needed(
    a: BinomialSample, b: BinomialSample, wanted: float | None, confidence: float
) -> Sample | None:
    """For the difference wanted around the rate of both together, else for the one observed."""
    if wanted is None:
        return sample(a.rate, b.rate, confidence)
    both = (a.successes + b.successes) / (a.trials + b.trials)
    # Centred on the pooled rate, and moved inside 0 to 1 where it would reach beyond.
    low = min(max(both - wanted / 2, 0.0), 1 - wanted)
    return sample(low, low + wanted, confidence)


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
