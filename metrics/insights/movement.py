"""The movement of a figure between two periods, where its own past says that it is one.

The past shows how far two such periods differ when nothing is known to have happened; a season that
has been seen before is in it (see ``metrics.statistics.period_change``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from i18n.message import Message, joined
from metrics.comparison.sentences import SEASON
from metrics.definitions.registry import Metric, Unit
from metrics.insights.evidence import Daily, PeriodPair
from metrics.question.query import Query
from metrics.statistics.period_change import ALPHA, Span, period_change

LEAST_DAYS = (
    21  # of each period: in fewer than three weeks a cause cannot be distinguished from a busy week
)


@dataclass(frozen=True, slots=True)
class Movement:
    """A figure now and before (sums of counts, ratios of rates), and the relative change.

    ``change`` is -0.2 for a fall by a fifth per usual day, within ``low`` and ``high``. ``n`` is
    how many events, or days where nothing is counted, it rests on. ``year_known`` says whether
    a season would have been seen in the past.
    """

    now: float
    before: float
    change: float
    low: float
    high: float
    n: int
    year_known: bool = True

    @property
    def rose(self) -> bool:
        """Whether random variation does not explain a rise."""
        return self.low > 0

    @property
    def fell(self) -> bool:
        """Whether random variation does not explain a fall."""
        return self.high < 0


def movement(metric: Metric, days: Daily, pair: PeriodPair, tests: int = 1) -> Movement | None:
    """The movement; None where too few days or too little of the past are known.

    ``days`` are all that is known of the figure. ``tests`` is how many figures are tested at
    once: the interval is wide enough for all of them together (Bonferroni).
    """
    now, before = (_place(days, query) for query in (pair.now, pair.before))
    if min(now.first, before.first) < 0 or min(now.days, before.days) < LEAST_DAYS:
        return None
    if max(now.end, before.end) > len(days.value):
        return None
    counted = metric.unit is Unit.COUNT and not days.is_ratio
    amount, exposure = (days.numerator, days.denominator) if days.is_ratio else (days.value, None)
    weekday = days.first.weekday()
    found = period_change(amount, now, before, weekday, exposure, ALPHA / tests, counted=counted)
    if found.change is None or found.low is None or found.high is None:
        return None
    new, old = _figure(days, now), _figure(days, before)
    # Without the half event that the logarithm needs, so that the sentence adds up.
    usual = 1.0 if days.is_ratio else found.days_part or 1.0
    change = found.change if old <= 0 else new / usual / old - 1
    scale = metric.scale if days.is_ratio else 1.0
    n = round(new + old) if counted else now.days + before.days
    return Movement(scale * new, scale * old, change, found.low, found.high, n, found.year_known)


def _place(days: Daily, query: Query) -> Span:
    return Span((query.start - days.first).days, (query.end - days.first).days + 1)


def with_season(advice: Message, moved: Movement) -> Message:
    """The advice, with a word on the season where it cannot be known yet."""
    return advice if moved.year_known else joined((advice, SEASON), " ")


def _figure(days: Daily, span: Span) -> float:
    """The sum of a count, or the ratio of sums."""
    cut = slice(span.first, span.end)
    if not days.is_ratio:
        return float(np.nansum(days.value[cut]))
    over, under = days.numerator[cut], days.denominator[cut]
    known = ~(np.isnan(over) | np.isnan(under))
    return float(over[known].sum() / max(under[known].sum(), 1e-9))
