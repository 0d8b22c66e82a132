"""Rates of variants: successes among trials with a Wilson interval, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from data.facts.source import FactSource
from i18n.message import Message, msg
from metrics.definitions.reasons import WhyNull
from metrics.engine import query_metrics
from metrics.experiments.query import ComparisonQuery
from metrics.statistics.binomial_sample import BinomialSample
from metrics.statistics.intervals import wilson

_NO_TRIALS = msg(
    "More results than trials were counted, so this is no share of them: the two figures come from files that do not cover the same visits."
)


@dataclass(frozen=True, slots=True)
class VariantRate:
    """One variant's successes among its trials over ``days`` days.

    ``low`` and ``high`` are Wilson's 95 % interval. Where ``trials`` is None, ``why`` says why.
    """

    metric: str
    arm: str
    days: int
    trials: BinomialSample | None
    low: float | None = None
    high: float | None = None
    why: Message | None = None


def rates(facts: FactSource, ask: ComparisonQuery) -> tuple[VariantRate, ...]:
    """Every variant's rate, metric by metric, in the variants' order."""
    by_variant = {(rate.metric, rate.arm): rate for rate in _read(facts, ask)}
    return tuple(
        by_variant.get((metric, arm)) or _missing(metric, arm, ask)
        for metric in ask.metrics
        for arm in ask.arms
    )


def _read(facts: FactSource, ask: ComparisonQuery) -> Iterator[VariantRate]:
    for arm, query in ask.questions():
        for row in query_metrics(facts, ask.metrics, query).to_dicts():
            named = row[ask.by] if arm is None else arm
            if named in ask.arms:
                yield _rate(row, named, query.days)


def _missing(metric: str, arm: str, ask: ComparisonQuery) -> VariantRate:
    return VariantRate(metric, arm, ask.query.days, None, why=WhyNull.NO_ROWS.message)


def _rate(row: dict[str, Any], arm: str, days: int) -> VariantRate:
    if row["value"] is None:
        return VariantRate(row["metric"], arm, days, None, why=WhyNull(row["why_null"]).message)
    counts = BinomialSample(row["numerator"], row["denominator"])
    ends = wilson(counts.successes, counts.trials)
    # Two files may cover different visits, so that there are more successes than trials.
    if ends is None:
        return VariantRate(row["metric"], arm, days, None, why=_NO_TRIALS)
    return VariantRate(row["metric"], arm, days, counts, *ends)
