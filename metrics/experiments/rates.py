"""Rates of variants: successes among trials with an interval by unit, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from data.facts.source import FactSource
from i18n.message import Message, msg
from metrics.definitions.reasons import WhyNull
from metrics.engine import query_metrics
from metrics.experiments.estimate import arm_rate
from metrics.experiments.query import ComparisonQuery
from metrics.experiments.units import ChanceUnit, UnitCells, people, unit_of, with_rest
from metrics.statistics.success_counts import SuccessCounts
from metrics.statistics.unit_intervals import rate_interval
from metrics.statistics.unit_rates import Cells

_NO_TRIALS = msg(
    "There are more results than cases, so this is not a rate. The two files do not cover the "
    "same visits."
)


@dataclass(frozen=True, slots=True)
class VariantRate:
    """One variant's successes among its trials over ``days`` days.

    ``low`` and ``high`` are the 95 % interval by the variant's ``units``, which are worth
    ``effective`` of equal size; None where a single unit does not show how much units differ.
    Where ``trials`` is None, ``why`` says why.
    """

    metric: str
    arm: str
    days: int
    trials: SuccessCounts | None
    low: float | None = None
    high: float | None = None
    why: Message | None = None
    units: int = 0
    effective: float = 0.0


def rates(facts: FactSource, ask: ComparisonQuery, known: UnitCells) -> tuple[VariantRate, ...]:
    """Every variant's rate, metric by metric, in the variants' order; ``known`` are its cells."""
    by_variant = {(rate.metric, rate.arm): rate for rate in _read(facts, ask, known)}
    return tuple(
        by_variant.get((metric, arm)) or _missing(metric, arm, ask)
        for metric in ask.metrics
        for arm in ask.arms
    )


def cells_of(rate: VariantRate, ask: ComparisonQuery, known: UnitCells) -> tuple[ChanceUnit, Cells]:
    """The unit of a known rate, and its cells by it. Raises ValueError where it is unknown."""
    if rate.trials is None:
        raise ValueError(f"the rate of {rate.arm} is unknown")
    unit, counts = unit_of(rate.metric, ask.by), rate.trials
    if unit is ChanceUnit.PERSON:
        return unit, people(counts.successes, counts.trials)
    found = known.get((rate.metric, rate.arm))
    return unit, with_rest(found, counts.successes, counts.trials)


def _read(facts: FactSource, ask: ComparisonQuery, known: UnitCells) -> Iterator[VariantRate]:
    for arm, query in ask.questions():
        for row in query_metrics(facts, ask.metrics, query).to_dicts():
            named = row[ask.by] if arm is None else arm
            if named in ask.arms:
                yield _with_units(_rate(row, named, query.days), ask, known)


def _missing(metric: str, arm: str, ask: ComparisonQuery) -> VariantRate:
    return VariantRate(metric, arm, ask.query.days, None, why=WhyNull.NO_ROWS.message)


def _rate(row: dict[str, Any], arm: str, days: int) -> VariantRate:
    if row["value"] is None:
        return VariantRate(row["metric"], arm, days, None, why=WhyNull(row["why_null"]).message)
    counts = SuccessCounts(row["numerator"], row["denominator"])
    # Two files may cover different visits, so that there are more successes than trials.
    if not 0 <= counts.successes <= counts.trials:
        return VariantRate(row["metric"], arm, days, None, why=_NO_TRIALS)
    return VariantRate(row["metric"], arm, days, counts)


def _with_units(rate: VariantRate, ask: ComparisonQuery, known: UnitCells) -> VariantRate:
    if rate.trials is None:
        return rate
    found = arm_rate(*cells_of(rate, ask, known))
    low, high = rate_interval(found) or (None, None)
    return replace(rate, low=low, high=high, units=found.units, effective=found.effective)
