"""The result of comparing two variants by one metric."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.experiments.rates import VariantRate
from metrics.experiments.units import ChanceUnit
from metrics.experiments.verdict import Verdict
from metrics.statistics.sample_size import Sample
from metrics.statistics.unit_intervals import Interval


@dataclass(frozen=True, slots=True)
class VariantPair:
    """Two variants by one metric: rate ``a`` minus rate ``b``, as shares; None where unknown.

    ``rates`` are those compared: variants that ran on the same days are compared day by day, and
    each rate then weighs the days alike. ``once`` is right for a single look at a moment fixed
    beforehand, ``anytime`` however often one looks, ``planned`` at every look of a test whose last
    day was fixed beforehand; all allow for the other comparisons. ``p`` is the p-value after Holm
    that goes with the verdict, ``chance`` the probability that a's rate is higher. ``likely`` is
    the difference to expect once one was found. ``units`` of the variant that has fewer are worth
    ``effective`` of equal size. ``sample`` is what each variant needs for the difference wanted
    (the observed one where none was given), ``missing`` the trials that the variant further from it
    lacks, ``days`` how long they take at the present pace.
    """

    metric: str
    a: VariantRate
    b: VariantRate
    verdict: Verdict
    difference: float | None = None
    once: Interval | None = None
    anytime: Interval | None = None
    planned: Interval | None = None
    p: float | None = None
    chance: float | None = None
    likely: float | None = None
    sample: Sample | None = None
    missing: int | None = None
    days: int | None = None
    rates: tuple[float, float] | None = None
    unit: ChanceUnit | None = None
    paired: bool = False
    units: int | None = None
    effective: float | None = None
