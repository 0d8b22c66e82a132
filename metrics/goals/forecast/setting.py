"""The inputs of a goal's forecast, and the forecast course of a kind of goal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from i18n.message import Message
from metrics.definitions.registry import Metric, Unit, metrics
from metrics.goals.forecast.forecast_history import Record
from metrics.goals.forecast.season_text import NONE
from metrics.goals.forecast.series import Array, Nature
from metrics.goals.goal import Goal
from metrics.goals.pace import WEEKS, holiday_factor, weekday_factors

Places = npt.NDArray[np.int64]  # days from the one that a goal is judged on


@dataclass(frozen=True, slots=True)
class Days:
    """Consecutive days of a goal's selection up to the day it is judged; nan: unknown."""

    first: date
    value: Array
    numerator: Array
    denominator: Array

    @property
    def sides(self) -> tuple[Array, Array, Array]:
        """Values, numerators and denominators."""
        return self.value, self.numerator, self.denominator

    @property
    def last(self) -> date:
        """The day that the goal is judged on."""
        return self.first + timedelta(days=len(self.value) - 1)

    @property
    def known(self) -> int:
        """How many days are known."""
        return int(np.count_nonzero(~np.isnan(self.value)))


@dataclass(frozen=True, slots=True)
class Setting:
    """A goal, its days so far (those before its start as well) and how many are still to come.

    ``inside`` of the last days belong to the goal's period. ``ripe`` is the share of each day's
    events that is reported: below 1 where qualification or a sale takes its time. It is 1 on
    all days where that is not known (``ripe_known`` is False).
    ``holidays`` bring less than their weekday.
    """

    goal: Goal
    days: Days
    inside: int
    ahead: tuple[date, ...]
    ripe: Array
    holidays: frozenset[date] = frozenset()
    ripe_known: bool = True

    @property
    def metric(self) -> Metric:
        """The goal's metric."""
        return metrics()[self.goal.metric]

    def so_far(self, values: Array) -> float:
        """What is known of the goal's own period, added up."""
        mine = values[len(values) - self.inside :]
        return float(np.nansum(mine))

    def weekdays(self, values: Array, before: date) -> Array:
        """The exposure of each known day, then of each day to come: a usual week adds up to 1."""
        # Older days do not matter for weekdays, but they may have the holidays of other years.
        recent = values if self.holidays else values[-7 * (WEEKS + 1) :]
        first = self.days.first.toordinal() + len(values) - len(recent)
        history = {date.fromordinal(first + n): _known(v) for n, v in enumerate(recent)}
        factors = weekday_factors(history, before, self.holidays)
        share = np.maximum(np.array(factors), 0.0) / 7
        past = (self.days.first.weekday() + np.arange(len(values))) % 7
        coming = np.array([day.weekday() for day in self.ahead], dtype=np.int64)
        exposure = np.asarray(share[np.append(past, coming)])
        if self.holidays:
            exposure[self._off(len(values))] *= holiday_factor(history, factors, self.holidays)
        return exposure

    def _off(self, known: int) -> list[int]:
        """The places of the holidays among the known days and the days to come."""
        first = self.days.first.toordinal()
        past = (day.toordinal() - first for day in self.holidays)
        ahead = (known + n for n, day in enumerate(self.ahead) if day in self.holidays)
        return [*(place for place in past if 0 <= place < known), *ahead]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def nature(metric: Metric) -> Nature:
    """How chance moves the metric's daily sums."""
    if any(m.sign < 0 or "net_follows" in m.columns for m in metric.numerator):
        return Nature.SIGNED
    return Nature.COUNT if metric.unit is Unit.COUNT else Nature.AMOUNT


@dataclass(frozen=True, slots=True)
class Course:
    """What a kind of goal forecasts.

    ``known`` is how many weeks are known. ``at(days, draws)`` gives that many equally likely
    figures of the goal, in the metric's unit, a row for each of some counts of days from the day
    it is judged. ``events`` is the number of events behind it (None where nothing is counted).
    ``record`` has the bands of past weeks, ``widened`` by how much today's is wider for that.
    ``pace`` is the amount of a day now, ``season`` what the forecast knows of the season.
    """

    known: int
    at: Callable[[Places, int], Array]
    events: float | None
    record: Record
    widened: float
    pace: float | None = None
    season: Message = NONE

    def after(self, days: int, count: int) -> Array:
        """``count`` equally likely figures so many days from the day it is judged."""
        return np.asarray(self.at(np.array([days]), count)[0])


Forecaster = Callable[[Setting], "Course | None"]
