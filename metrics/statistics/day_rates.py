"""Rates of a period with the variance of its days, because events of one day go together.

Trials of a day succeed together, so that independent trials would vary far less than days do. Each
day is left out once (``unit_rates``). A rate of a part has Wilson's interval for as many trials as
that variance is worth; events of one source over trials of another may exceed them, and have the
score interval of a Poisson mean (L. Barker, The American Statistician 56 (2002) 85-89) for as many
events.
"""

from __future__ import annotations

import math

import numpy as np

from metrics.statistics.period_change import quantile
from metrics.statistics.unit_intervals import CONFIDENCE, Interval, rate_interval
from metrics.statistics.unit_rates import Array, Cells, jackknife, kish, unit_rate


def part_rate(part: Array, whole: Array) -> Interval | None:
    """The 95 % interval of the share that ``part`` has of ``whole``, a value of each per day.

    None where fewer than two days have anything.
    """
    if np.count_nonzero(whole > 0) < 2:
        return None
    return rate_interval(unit_rate(Cells(np.arange(len(part)), part, whole)))


def event_rate(events: Array, trials: Array) -> Interval | None:
    """The 95 % interval of ``events`` per trial, a value of each per day.

    Events are counts that need not be some of the trials, nor on their days. None where fewer than
    two days have trials.
    """
    if np.count_nonzero(trials > 0) < 2:
        return None
    there = (events > 0) | (trials > 0)
    events, trials = events[there], trials[there]
    count, size = float(events.sum()), float(trials.sum())
    # How many times the variance is Poisson's, and never less than that.
    dispersion = max(jackknife(events, trials) * size**2 / count, 1.0) if count else 1.0
    worth = count / dispersion
    # Few days do not know their variance: Student's t.
    t = quantile(1 - CONFIDENCE, kish(trials) - 1)
    middle, half = worth + t * t / 2, t * math.sqrt(worth + t * t / 4)
    scale = dispersion / size
    return max(middle - half, 0.0) * scale, (middle + half) * scale
