"""The outlook of a goal: likelihood, fan chart, gaps, and calibration of the band."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from i18n.message import Message, msg, plural
from metrics.goals.forecast.draws import DRAWS, band, bands_of
from metrics.goals.forecast.minimum_history import missing
from metrics.goals.forecast.series import Array
from metrics.goals.forecast.setting import Course, Forecaster, Setting
from metrics.goals.goal import Goal, GoalDirection

SURE = (0.8, 0.5, 0.2)  # the likelihoods for which targets are suggested
_POINTS = 12  # of the fan
_FAN_DRAWS = 500
_ENOUGH = 8  # bands before anything is said about them
_NOTABLE = 0.1  # a band that is wider by less is not worth a sentence


@dataclass(frozen=True, slots=True)
class FanPoint:
    """A day to come: 80 % of what may be lies between low and high."""

    day: date
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """In how many past weeks the 80 % band held, of how many.

    ``widened``: by how much today's band is wider than chance and level alone would make it,
    because such bands did not hold (0.2: by a fifth; negative: they held too often).
    """

    held: int
    n: int
    widened: float = 0.0

    @property
    def message(self) -> Message:
        """The result of the backtest in words."""
        if self.n < _ENOUGH:
            return msg("The history is too short to check such bands against the past.")
        times_held = plural("{n} time", "{n} times", n=self.held)
        if self.widened < _NOTABLE:
            return plural(
                "Checked against your own past: in {n} past week, with what was known then, the 80% band held {held}.",
                "Checked against your own past: in {n} past weeks, with what was known then, the 80% band held {held}.",
                n=self.n,
                held=times_held,
            )
        return plural(
            "Checked against your own past: in {n} past week, with what was known then, the 80% band held {held}. Narrower bands did not hold: today’s was widened by {percent}%.",
            "Checked against your own past: in {n} past weeks, with what was known then, the 80% band held {held}. Narrower bands did not hold: today’s was widened by {percent}%.",
            n=self.n,
            held=times_held,
            percent=round(100 * self.widened),
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected at the deadline, in the metric's unit.

    Everything but ``missing`` is None (or empty) where the history is too short. ``gap_end`` is
    the median finish minus the target, ``current`` the amount of a day now, ``needed`` what a day
    of the same kind has to bring from now on, ``surely`` what it has to bring for a chance of
    80 % (at most, where the target is a ceiling). ``targets`` are those that have a chance of 80, 50 and 20 %.
    """

    missing: Message | None = None
    chance: float | None = None
    low: float | None = None
    median: float | None = None
    high: float | None = None
    gap_end: float | None = None
    current: float | None = None
    needed: float | None = None
    surely: float | None = None
    targets: tuple[float, ...] = ()
    fan: tuple[FanPoint, ...] = ()
    calibration: Calibration | None = None


def outlook(setting: Setting, forecast: Forecaster) -> Outlook:
    """The outlook of a goal by the course its kind forecasts."""
    course = forecast(setting)
    lacking = missing(setting, course)
    if lacking is not None or course is None:
        return Outlook(missing=lacking)
    ends = course.after(len(setting.ahead), DRAWS)
    low, median, high = band(ends)
    goal = setting.goal
    current, needed, surely = _paces(setting, course, ends)
    return Outlook(
        chance=share_met(goal, ends),
        low=low,
        median=median,
        high=high,
        gap_end=median - goal.target,
        current=current,
        needed=needed,
        surely=surely,
        targets=reachable(goal, ends),
        fan=_fan(setting, course),
        calibration=_calibration(course),
    )


def chance(setting: Setting, forecast: Forecaster) -> float | None:
    """Only the chance; None where the history is too short."""
    course = forecast(setting)
    if course is None or missing(setting, course) is not None:
        return None
    return share_met(setting.goal, course.after(len(setting.ahead), DRAWS))


def share_met(goal: Goal, ends: Array) -> float:
    """The share of equally likely ends that meet the target."""
    below = goal.direction is GoalDirection.STAY_BELOW
    met = ends <= goal.target if below else ends >= goal.target
    return float(np.mean(met))


def reachable(goal: Goal, ends: Array) -> tuple[float, ...]:
    """The targets that 80, 50 and 20 % of the ends meet."""
    below = goal.direction is GoalDirection.STAY_BELOW
    shares = [sure if below else 1 - sure for sure in SURE]
    return tuple(float(end) for end in np.quantile(ends, shares))


def _paces(
    setting: Setting, course: Course, ends: Array
) -> tuple[float | None, float | None, float | None]:
    """The amount per day: current, needed, and needed for a likelihood of 80 %."""
    if course.pace is None or not course.rest:
        return course.pace, None, None
    now = float(np.median(course.after(0, _FAN_DRAWS)))
    lacking = max(setting.goal.target - now, 0.0)
    unlucky = reachable(setting.goal, ends)[0] - now
    surely = lacking * course.pace / unlucky if unlucky > 0 else None
    return course.pace, lacking / course.rest, surely


def _fan(setting: Setting, course: Course) -> tuple[FanPoint, ...]:
    count = len(setting.ahead)
    days = sorted({max(1, round(count * n / _POINTS)) for n in range(1, _POINTS + 1)})
    if not count:
        return ()
    bands = bands_of(course.at(np.array(days), _FAN_DRAWS)).T.tolist()
    return tuple(
        FanPoint(setting.ahead[at - 1], *ends) for at, ends in zip(days, bands, strict=True)
    )


def _calibration(course: Course) -> Calibration:
    record = course.fit.record
    widened = course.fit.after().stretch ** 0.5 - 1
    return Calibration(int(np.count_nonzero(record.held)), record.n, widened)
