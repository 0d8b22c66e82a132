"""Insight rule: mix effect (Simpson's paradox) in conversion rates."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from i18n.message import Message, Part, msg
from metrics.definitions.registry import Unit, metrics
from metrics.goals.forecast.series import Array
from metrics.insights.evidence import Daily, InsightEvidence, PeriodPair
from metrics.insights.insight import Insight, InsightRule, Need, Number, Severity
from metrics.statistics.period_change import ALPHA, quantile

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
    weeks = _by_week(evidence, name, pair)
    if weeks is None or len(weeks.now.visits) < 2 or not weeks.can_be_left_out:
        return None
    total, inside = weeks.together().change(), weeks.change()
    if not total.sure or not inside.sure or total.value * inside.value >= 0:
        return None
    won, n, won_old, n_old = weeks.sums()
    moved = won / n - won_old / n_old
    agreeing = float((n + n_old)[moved * inside.value > 0].sum() / (n + n_old).sum())
    if agreeing < NEARLY_ALL:
        return None
    rates = float(won.sum() / n.sum()), float(won_old.sum() / n_old.sum())
    return _finding(evidence, name, pair, rates, inside, round(n.sum()))


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of rates, and its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, eq=False)
class _Weeks:
    """Results and visits of one period: a row per channel, a column per week."""

    won: Array
    visits: Array

    def together(self) -> _Weeks:
        return _Weeks(self.won.sum(axis=0, keepdims=True), self.visits.sum(axis=0, keepdims=True))

    def leaving_out(self) -> Iterator[tuple[Array, Array]]:
        """Results and visits of every channel without one week, for each week."""
        for week in range(self.won.shape[1]):
            yield (
                np.delete(self.won, week, axis=1).sum(axis=1),
                np.delete(self.visits, week, axis=1).sum(axis=1),
            )


@dataclass(frozen=True, slots=True, eq=False)
class _TwoPeriods:
    now: _Weeks
    before: _Weeks

    def sums(self) -> tuple[Array, Array, Array, Array]:
        """Results and visits by channel, now and before."""
        parts = (self.now.won, self.now.visits, self.before.won, self.before.visits)
        won, n, won_old, n_old = (part.sum(axis=1) for part in parts)
        return won, n, won_old, n_old

    @property
    def can_be_left_out(self) -> bool:
        """Whether both periods have visits without any one of their weeks."""
        return all((one.visits.sum(axis=0) > 0).sum() > 1 for one in (self.now, self.before))

    def together(self) -> _TwoPeriods:
        """All channels as one."""
        return _TwoPeriods(self.now.together(), self.before.together())

    def change(self) -> _Change:
        """The change of rates within channels, with its interval.

        A visit is no independent trial: weeks are what differs, so one after the other is left
        out (jackknife, the cluster variance CR3; Bell, McCaffrey 2002, Survey Methodology
        28:169). Never surer than independent visits would be.
        """
        won, n, won_old, n_old = self.sums()
        value, variance, free = _standardised(won, n, won_old, n_old), 0.0, -2
        each = [_standardised(*one, won_old, n_old) for one in self.now.leaving_out()]
        each_before = [_standardised(won, n, *one) for one in self.before.leaving_out()]
        for found in (np.array(each), np.array(each_before)):
            variance += float((len(found) - 1) / len(found) * ((found - found.mean()) ** 2).sum())
            free += len(found)
        if free < 1:
            return _Change(value, -math.inf, math.inf)
        half = quantile(ALPHA, free) * math.sqrt(max(variance, _binomial(won, n, won_old, n_old)))
        return _Change(value, value - half, value + half)


def _standardised(won: Array, n: Array, won_old: Array, n_old: Array) -> float:
    """The change of rates at the mean mix of both periods (direct standardisation)."""
    weights = (n / n.sum() + n_old / n_old.sum()) / 2
    rates = [
        np.divide(k, of, out=np.zeros(len(k)), where=of > 0)
        for k, of in ((won, n), (won_old, n_old))
    ]
    return float((weights * (rates[0] - rates[1])).sum())


def _binomial(won: Array, n: Array, won_old: Array, n_old: Array) -> float:
    weights = (n / n.sum() + n_old / n_old.sum()) / 2
    rate, old = won / n, won_old / n_old
    variance = rate * (1 - rate) / n + old * (1 - old) / n_old
    return float((weights**2 * np.maximum(variance, 0)).sum())


def _by_week(evidence: InsightEvidence, name: str, pair: PeriodPair) -> _TwoPeriods | None:
    """Both periods, of every channel with at least ``LEAST`` visits in each."""
    rows = [
        (*_weeks(days.between(pair.now)), *_weeks(days.between(pair.before)))
        for days in evidence.compared(name, "channel").values()
    ]
    large = [row for row in rows if min(row[1].sum(), row[3].sum()) >= LEAST]
    if not large:
        return None
    won, visits, won_old, visits_old = (np.array(side) for side in zip(*large, strict=True))
    return _TwoPeriods(_Weeks(won, visits), _Weeks(won_old, visits_old))


def _weeks(days: Daily) -> tuple[Array, Array]:
    """Results and visits of each seven days, of the days on which both are known."""
    known = ~np.isnan(days.numerator) & ~np.isnan(days.denominator)
    place = np.arange(len(known)) // 7
    won = np.bincount(place, weights=np.where(known, days.numerator, 0.0))
    visits = np.bincount(place, weights=np.where(known, days.denominator, 0.0))
    return won.astype(np.float64), visits.astype(np.float64)


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
            "Compare each channel by its own rate. The total only says that visits shifted "
            "between channels."
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
