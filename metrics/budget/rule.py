"""A rule that ends a test of more budget, with both of its errors.

More budget for a campaign brings between nothing and as much per unit of money as before. By the
end of the days, a number of results says which of both it was nearer to; halfway, so few may
have come that the money was better where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

import numpy as np

from metrics.budget.count_errors import at_most, best_line
from metrics.question.query import Query

MOST_ERROR = 0.10
"""The largest error of a rule that decides."""
MOST_WEEKS = 26
"""Weeks after which a test is too long to be proposed."""
_EARLY = 0.01  # how often full effect may be stopped halfway
_FORTNIGHT = 14


@dataclass(frozen=True, slots=True)
class TestRule:
    """Keep the larger budget of ``campaign`` from ``keep_from`` results by ``end`` on.

    Stop it where there are fewer than ``stop_below`` by the evening of ``stop_day`` (0: never that
    early). ``false_keep`` is the probability to keep it although it brings nothing, ``false_stop``
    to stop it although it brings in proportion. ``weeks`` of such a budget have both at
    ``MOST_ERROR`` or less; None where ``MOST_WEEKS`` have not. ``nothing`` and ``full`` are the
    results that are expected without and with the full effect.
    """

    campaign: str
    start: date
    end: date
    keep_from: int
    stop_day: date
    stop_below: int
    false_keep: float
    false_stop: float
    weeks: int | None
    nothing: float
    full: float
    __test__: ClassVar[bool] = False  # by its name, pytest would take it for a test

    @property
    def decides(self) -> bool:
        """Whether the days are long enough for both errors to be small."""
        return max(self.false_keep, self.false_stop) <= MOST_ERROR


@dataclass(frozen=True, slots=True)
class Response:
    """Results a day of a campaign: ``usual`` at today's budget, ``added`` by more of it in proportion.

    ``dispersion`` is how many times Poisson's variance their number has, and ``past`` the days that
    ``usual`` was seen on. ``enough`` are the results a day that the budget as a whole would bring
    elsewhere.
    """

    campaign: str
    usual: float
    added: float
    enough: float
    dispersion: float
    past: int


def rule_of(response: Response, days: Query) -> TestRule:
    """The rule for the days of a plan."""
    length = days.days
    half = _FORTNIGHT if length >= 2 * _FORTNIGHT else _FORTNIGHT // 2
    keep_from, stop_below, false_keep, false_stop = _errors(response, length, half)
    return TestRule(
        response.campaign,
        days.start,
        days.end,
        keep_from,
        days.start + timedelta(days=half - 1),
        stop_below,
        false_keep,
        false_stop,
        _weeks(response),
        response.usual * length,
        (response.usual + response.added) * length,
    )


def _weeks(response: Response) -> int | None:
    """The fewest whole weeks whose errors are small."""
    for weeks in range(2, MOST_WEEKS + 1):
        *_, false_keep, false_stop = _errors(response, 7 * weeks, 7 * (weeks // 2))
        if max(false_keep, false_stop) <= MOST_ERROR:
            return weeks
    return None


def _errors(response: Response, length: int, half: int) -> tuple[int, int, float, float]:
    """The line at the end, the one halfway, and both errors of keeping to both."""
    low, high = response.usual, response.usual + response.added
    ends = low, high
    times = tuple(_times(response, rate, length) for rate in ends)
    line = best_line(low * length, high * length, (times[0], times[1])).line
    early = np.arange(line + 1)
    rare = early[at_most(high * half, times[1], early - 1) <= _EARLY]
    stop_below = min(int(np.ceil(response.enough * half)), int(rare[-1]))
    passes = [
        _passes(rate, half, length - half, spread, stop_below, line)
        for rate, spread in zip(ends, times, strict=True)
    ]
    return line, stop_below, passes[0], 1 - passes[1]


def _times(response: Response, rate: float, length: int) -> float:
    """The dispersion of a count of some days around a line that was drawn from past counts.

    The line lies at about the mean of no and full effect, in proportion to the usual rate: its own
    variance is added, as that of a prediction.
    """
    middle = response.usual + response.added / 2
    return response.dispersion * (1 + middle**2 / (response.usual * rate) * length / response.past)


def _passes(rate: float, half: int, rest: int, times: float, stop_below: int, line: int) -> float:
    """How likely a rate a day passes both lines."""
    first = np.arange(stop_below, line)
    chance = at_most(rate * half, times, first) - at_most(rate * half, times, first - 1)
    later = 1 - at_most(rate * rest, times, line - 1 - first)
    # From the line on, the first half alone is enough.
    at_once = 1 - at_most(rate * half, times, [max(line, stop_below) - 1])[0]
    return float(chance @ later + at_once)
