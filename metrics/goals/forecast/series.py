"""Weekly series of a goal's history: weeks end on the day it is judged, newest last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Nature(StrEnum):
    """What is added up, which decides how chance moves it."""

    COUNT = "count"  # events: at least the variance of Poisson
    AMOUNT = "amount"  # money, seconds: never negative
    SIGNED = "signed"  # gains and losses
    SHARE = "share"  # successes among the trials that are the exposure


@dataclass(frozen=True, slots=True)
class WeeklySeries:
    """``amount`` per week and its ``exposure``; a week of which nothing is known has exposure 0."""

    nature: Nature
    amount: Array
    exposure: Array

    @property
    def known(self) -> int:
        """How many weeks are known at least in part."""
        return int(np.count_nonzero(self.exposure))

    @property
    def events(self) -> float:
        """What was added up altogether."""
        return float(self.amount.sum())

    def until(self, week: int) -> WeeklySeries:
        """The series as it was known after a week."""
        end = week + 1
        return replace(self, amount=self.amount[:end], exposure=self.exposure[:end])


def whole_weeks(days: Array) -> Array:
    """Daily figures as rows of seven days, the last row ending on the last day.

    >>> whole_weeks(np.arange(15.0))[:, 0].tolist()
    [1.0, 8.0]
    """
    start = len(days) % 7
    return days[start:].reshape(-1, 7)


def weekly(nature: Nature, amount: Array, exposure: Array) -> WeeklySeries:
    """Daily amounts and exposures by week; days with either unknown (nan) do not count.

    Weeks before the first known one are left out.
    """
    known = ~(np.isnan(amount) | np.isnan(exposure))
    amounts = whole_weeks(np.where(known, amount, 0.0)).sum(axis=1)
    exposures = whole_weeks(np.where(known, exposure, 0.0)).sum(axis=1)
    first = int(np.argmax(exposures > 0)) if np.any(exposures > 0) else len(exposures)
    return WeeklySeries(nature, amounts[first:], exposures[first:])


def changes(levels: Array) -> WeeklySeries:
    """What a daily level gained from week to week; a gap takes the last known level."""
    ends = whole_weeks(levels)
    known = ~np.isnan(ends)
    some = known.any(axis=1)
    last = 6 - np.argmax(known[:, ::-1], axis=1)
    at_end = np.where(some, ends[np.arange(len(ends)), last], np.nan)
    steps = np.diff(at_end)
    return weekly_steps(steps)


def weekly_steps(steps: Array) -> WeeklySeries:
    """Weekly gains with one week of exposure each; unknown ones have none."""
    known = ~np.isnan(steps)
    return WeeklySeries(Nature.SIGNED, np.where(known, steps, 0.0), known.astype(np.float64))
