"""The comparison query: metrics, variants and period, as a hashable value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from metrics.definitions.measures import Count, Measure, Sum, is_money
from metrics.definitions.registry import Additivity, Metric, Unit, metrics
from metrics.question.query import Query

PERIOD = "period"
KEYS = ("campaign", "channel", "network", "use", "content", "post", PERIOD)
_BETWEEN = ".."


def comparable() -> dict[str, Metric]:
    """The metrics that divide counted events by counted trials, by id."""
    return {name: metric for name, metric in metrics().items() if _counts(metric)}


def _counts(metric: Metric) -> bool:
    # Only rates of counts are binomial; money or averages would need another test.
    divided = metric.unit is Unit.PERCENT and metric.additivity is Additivity.RATIO
    over, under = metric.numerator, metric.denominator
    return divided and bool(over and under) and all(map(_counted, (*over, *under)))


def _counted(measure: Measure) -> bool:
    return isinstance(measure, Sum | Count) and measure.sign == 1 and not is_money(measure)


def period(arm: str) -> tuple[date, date]:
    """The days of a variant that is a period (``2026-01-01..2026-01-31``).

    Raises ValueError when it is not written so, or ends before it starts.
    """
    first, between, last = arm.partition(_BETWEEN)
    start, end = date.fromisoformat(first), date.fromisoformat(last or "")
    if not between or start > end:
        raise ValueError(arm)
    return start, end


def arm_of(start: date, end: date) -> str:
    """A period in the notation of a variant."""
    return f"{start}{_BETWEEN}{end}"


@dataclass(frozen=True, slots=True)
class ComparisonQuery:
    """Variants to compare, each a value of ``by``, on one or several rates of counts.

    ``query`` gives the period and the filters (its split is not used); variants that are periods
    have their own days. ``wanted`` is the smallest difference of rates that would matter, as a
    share (0.01 is one percentage point). Raises ValueError on anything impossible.
    """

    metrics: tuple[str, ...]
    by: str
    arms: tuple[str, ...]
    query: Query
    wanted: float | None = None

    def __post_init__(self) -> None:
        known = comparable()
        if not self.metrics or not set(self.metrics) <= known.keys():
            raise ValueError(f"compare by metrics that count: {', '.join(known)}")
        if self.by not in KEYS:
            raise ValueError(f"arms are distinguished by one of {', '.join(KEYS)}")
        if len(set(self.arms)) < len(self.arms) or len(self.arms) < 2:
            raise ValueError("name two or more arms, each once")
        if self.wanted is not None and not 0 < self.wanted < 1:
            raise ValueError("the difference that matters is a share between 0 and 1")
        if self.by == PERIOD:
            _spans(self.arms)

    @property
    def keys(self) -> tuple[str, ...]:
        """The split of the facts that gives the variants; empty for periods."""
        return () if self.by == PERIOD else (self.by,)

    def questions(self) -> tuple[tuple[str | None, Query], ...]:
        """One query for all variants (None), or one for each variant that is a period."""
        if self.by != PERIOD:
            return ((None, replace(self.query, by=self.keys)),)
        return tuple(
            (arm, replace(self.query, start=first, end=last, by=()))
            for arm in self.arms
            for first, last in [period(arm)]
        )


def begin(by: str, arms: Sequence[str], today: date) -> date:
    """The default first day of a comparison: of periods the first one's first day.

    Raises ValueError where a period is not written as one.
    """
    return _spans(arms)[0][0] if by == PERIOD else today


def _spans(arms: Sequence[str]) -> list[tuple[date, date]]:
    """The periods in order. Raises ValueError where one is not written as such, or days are shared."""
    try:
        spans = sorted(period(arm) for arm in arms)
    except ValueError as error:
        raise ValueError("write each period as 2026-01-01..2026-01-31") from error
    # Samples of a comparison must be independent: a shared day would count on both sides.
    if any(after[0] <= before[1] for before, after in pairwise(spans)):
        raise ValueError("the periods overlap: the same day cannot be on both sides")
    return spans
