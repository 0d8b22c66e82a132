"""The outlook of a goal: likelihood, fan chart, gaps, and calibration of the band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from i18n.message import Message, msg, plural
from metrics.goals.forecast.draws import DRAWS, band, bands_of
from metrics.goals.forecast.ends import GoalEnds
from metrics.goals.forecast.minimum_history import missing
from metrics.goals.forecast.reporting_delay import unknown
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
            return msg("The history is too short to check forecasts against the past.")
        times_held = plural("{n} time", "{n} times", n=self.held)
        if self.widened < _NOTABLE:
            return plural(
                "Checked against {n} past week: the 80% range was right {held}.",
                "Checked against {n} past weeks: the 80% range was right {held}.",
                n=self.n,
                held=times_held,
            )
        return plural(
            "Checked against {n} past week: the 80% range was right {held}. Narrower ranges "
            "were not, so today’s is {percent}% wider.",
            "Checked against {n} past weeks: the 80% range was right {held}. Narrower ranges "
            "were not, so today’s is {percent}% wider.",
            n=self.n,
            held=times_held,
            percent=round(100 * self.widened),
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected at the deadline, in the metric's unit.

    Everything but ``missing`` and ``limits`` is None (or empty) where the history is too short. ``gap_end`` is
    the median finish minus the target, ``current`` the amount of a day now, ``needed`` what a day
    has to bring from now on, ``surely`` what it has to bring for a chance of 80 % (at most, where
    the target is a ceiling). ``targets`` are those that have a chance of 80, 50 and 20 %.
    ``fan`` ends with the band of the deadline: all of it comes from the same draws, ``ends``, which
    also give the likelihood of any other target. ``limits`` say what is not known: the season, and how late figures come to light.
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
    limits: tuple[Message, ...] = ()
    ends: GoalEnds | None = field(default=None, compare=False, repr=False)

    def aimed_at(self, target: float) -> Outlook:
        """The same forecast for another target; what a day has to bring is not part of it."""
        if self.ends is None or self.median is None:
            return self
        return replace(
            self,
            chance=self.ends.chance(target),
            gap_end=self.median - target,
            needed=None,
            surely=None,
        )


def outlook(setting: Setting, forecast: Forecaster, needed: float | None = None) -> Outlook:
    """The outlook of a goal by the course its kind forecasts.

    ``needed`` is what is still missing per day, as the goal's kind counts it.
    """
    course = forecast(setting)
    lacking = missing(setting, course)
    if lacking is not None or course is None:
        return Outlook(missing=lacking, limits=tuple(_late(setting)))
    drawn, goal = course.after(len(setting.ahead), DRAWS), setting.goal
    low, median, high = band(drawn)
    ends = _ends(goal, drawn)
    return Outlook(
        chance=ends.chance(goal.target),
        low=low,
        median=median,
        high=high,
        gap_end=median - goal.target,
        current=course.pace,
        needed=needed,
        surely=_surely(course, ends, needed),
        targets=reachable(ends),
        fan=_fan(setting, course, (low, median, high)),
        calibration=Calibration(
            int(np.count_nonzero(course.record.held)), course.record.n, course.widened
        ),
        limits=tuple(_limits(setting, course)),
        ends=ends,
    )


def chance(setting: Setting, forecast: Forecaster) -> float | None:
    """Only the chance; None where the history is too short."""
    course = forecast(setting)
    if course is None or missing(setting, course) is not None:
        return None
    goal = setting.goal
    return _ends(goal, course.after(len(setting.ahead), DRAWS)).chance(goal.target)


def reachable(ends: GoalEnds) -> tuple[float, ...]:
    """The targets that have a likelihood of 80, 50 and 20 %."""
    return tuple(map(ends.reachable, SURE))


def _ends(goal: Goal, drawn: Array) -> GoalEnds:
    return GoalEnds.of(drawn, below=goal.direction is GoalDirection.STAY_BELOW)


def _surely(course: Course, ends: GoalEnds, needed: float | None) -> float | None:
    """What a day has to bring for a chance of 80 %: as much more as an unlucky end falls short."""
    if needed is None or course.pace is None:
        return None
    now = float(np.median(course.after(0, _FAN_DRAWS)))
    expected, unlucky = ends.reachable(0.5) - now, ends.reachable(SURE[0]) - now
    return needed * expected / unlucky if unlucky > 0 else None


def _fan(setting: Setting, course: Course, end: tuple[float, float, float]) -> tuple[FanPoint, ...]:
    """The bands of a dozen days to come; the last one is the band of the deadline itself."""
    count = len(setting.ahead)
    days = sorted({max(1, round(count * n / _POINTS)) for n in range(1, _POINTS)} - {count})
    if not count:
        return ()
    bands = bands_of(course.at(np.array(days), _FAN_DRAWS)).T.tolist() if days else []
    return tuple(
        FanPoint(setting.ahead[at - 1], *ends)
        for at, ends in zip([*days, count], [*bands, end], strict=True)
    )


def _limits(setting: Setting, course: Course) -> Iterator[Message]:
    """What the forecast does not know: the season, and how late figures come to light."""
    yield course.season
    yield from _late(setting)


def _late(setting: Setting) -> Iterator[Message]:
    if not setting.ripe_known:
        yield unknown(setting.metric)
