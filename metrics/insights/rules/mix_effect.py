"""Insight rule: mix effect (Simpson's paradox) in conversion rates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from i18n.message import Message, Part, msg
from metrics.definitions.registry import Unit, metrics
from metrics.goals.forecast.series import Array
from metrics.insights.evidence import InsightEvidence, PeriodPair
from metrics.insights.insight import Insight, InsightRule, Need, Number, Severity
from metrics.question.query import Query
from metrics.statistics.intervals import Z

RATES = ("lead_rate", "web_conversion_rate")
NEARLY_ALL = 0.8  # share of visits in channels that moved the other way
LEAST = 30  # visits of a channel in either period


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    for name in RATES:
        pair = evidence.pair(name)
        insight = None if pair is None else _turned(evidence, name, pair)
        if insight is not None:
            yield insight
            return  # the other rate would say the same about the same visits


def _turned(evidence: InsightEvidence, name: str, pair: PeriodPair) -> Insight | None:
    """The warning where the total moved against the rates within channels (Simpson's paradox)."""
    periods = [by_channel(evidence, name, query) for query in (pair.now, pair.before)]
    both = periods[0].join(periods[1], on="channel", suffix="_old", nulls_equal=True)
    columns = ("numerator", "denominator", "numerator_old", "denominator_old")
    won, n, won_old, n_old = (both[c].to_numpy().astype(np.float64) for c in columns)
    if len(n) < 2 or n.sum() == 0 or n_old.sum() == 0:
        return None
    total = _change(won.sum(keepdims=True), n.sum(keepdims=True),
                    won_old.sum(keepdims=True), n_old.sum(keepdims=True))  # fmt: skip
    inside = _change(won, n, won_old, n_old)
    if not total.sure or not inside.sure or total.value * inside.value >= 0:
        return None
    moved = won / n - won_old / n_old
    agreeing = float((n + n_old)[moved * inside.value > 0].sum() / (n + n_old).sum())
    if agreeing < NEARLY_ALL:
        return None
    rates = float(won.sum() / n.sum()), float(won_old.sum() / n_old.sum())
    return _finding(evidence, name, pair, rates, inside, round(n.sum()))


class _Change:
    """A change of rates at the visits of both periods, and its standard error."""

    def __init__(self, value: float, error: float) -> None:
        self.value, self.low, self.high = value, value - Z * error, value + Z * error

    @property
    def sure(self) -> bool:
        return self.low > 0 or self.high < 0


def _change(won: Array, n: Array, won_old: Array, n_old: Array) -> _Change:
    # The mean mix of both periods as weights (direct standardisation), so that only rates differ.
    weights = (n / n.sum() + n_old / n_old.sum()) / 2
    rate, old = won / n, won_old / n_old
    # Binomial rates of independent channels.
    variance = rate * (1 - rate) / n + old * (1 - old) / n_old
    value = float((weights * (rate - old)).sum())
    return _Change(value, float(np.sqrt((weights**2 * np.maximum(variance, 0)).sum())))


def by_channel(evidence: InsightEvidence, name: str, query: Query) -> pl.DataFrame:
    """Results and visits of every channel, of the days on which both are known.

    One row per channel with at least ``LEAST`` visits: channel, numerator, denominator.
    """
    rows = []
    for channel, days in evidence.split(name, "channel").items():
        series = days.between(query)
        known = ~np.isnan(series.numerator) & ~np.isnan(series.denominator)
        visits = series.denominator[known].sum()
        if visits >= LEAST:
            rows.append((channel, series.numerator[known].sum(), visits))
    schema = {"channel": pl.String(), "numerator": pl.Float64(), "denominator": pl.Float64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _finding(
    evidence: InsightEvidence,
    name: str,
    pair: PeriodPair,
    rates: tuple[float, float],
    inside: _Change,
    n: int,
) -> Insight:
    now, before = rates
    figures = {"now": now, "before": before}
    return Insight(
        rule=RULE.id,
        severity=Severity.WARNING,
        message=_sentence({"metric": metrics()[name].label, **figures}, fell=now < before),
        advice=msg(
            "Judge each channel by its own rate; the total only says that visits moved between channels."
        ),
        keys=(("metric", name),),
        numbers=tuple(Number(key, value, Unit.PERCENT) for key, value in figures.items()),
        basis=evidence.basis((name,), pair.now, pair.before),
        n=n,
        weight=abs(now - before) * n,
        low=inside.low,
        high=inside.high,
    )


def _sentence(values: dict[str, Part], *, fell: bool) -> Message:
    if fell:
        return msg(
            "Mix effect: {metric} fell from {before} to {now} although it rose in nearly every channel.",
            **values,
        )
    return msg(
        "Mix effect: {metric} rose from {before} to {now} although it fell in nearly every channel.",
        **values,
    )


RULE = InsightRule(
    id="mix_effect",
    label=msg("Mix effect (Simpson’s paradox)"),
    find=_find,
    needs=tuple(Need(name, "channel") for name in RATES),
)
