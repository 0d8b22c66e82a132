"""What is known of a goal that is not saved yet: its forecast, its days so far, the days before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.facts.source import FactSource
from i18n import format as shown
from metrics.definitions.registry import Additivity, metrics
from metrics.goals.forecast.outlook import Outlook
from metrics.goals.goal import Goal
from metrics.goals.pre_save_odds import outlook_before
from metrics.goals.progress import Point, Progress, evaluate
from ui import cache
from ui.charts.outlook import Fan
from ui.text import language


@dataclass(frozen=True, slots=True)
class Prospect:
    """A goal before it has a target.

    ``so_far`` is its progress on the last day with data; ``before`` are the days of an earlier
    period of the same length, ``before_span``, on the goal's own days; of a level the days up to
    now. ``currency`` is that of its values.
    """

    outlook: Outlook
    so_far: Progress | None
    before: tuple[Point, ...] = ()
    before_span: tuple[date, date] | None = None
    currency: str | None = None

    def chance(self, target: float) -> float | None:
        """The likelihood of a target; None where the history is too short."""
        return self.outlook.aimed_at(target).chance if self.outlook.ends is not None else None

    @property
    def earlier(self) -> str:
        """The days of the earlier period in words."""
        return shown.span(*self.before_span, language()) if self.before_span else ""

    def fan(self, goal: Goal) -> Fan:
        """The band of the forecast, from what is there today or at the goal's start."""
        points = self.outlook.fan
        if not points:
            return Fan()
        rows = [(p.day, p.low, p.median, p.high) for p in points]
        first = self._first(goal)
        if first is not None and first[0] < rows[0][0]:
            day, value = first
            rows = [(day, value, value, value), *rows]
        return Fan(*(list(side) for side in zip(*rows, strict=True)))

    def _first(self, goal: Goal) -> tuple[date, float] | None:
        """Where the band starts: at the last known value, a total that has not begun at zero."""
        if self.so_far is not None and self.so_far.done is not None:
            return self.so_far.as_of, self.so_far.done
        additivity = metrics()[goal.metric].additivity
        if additivity is Additivity.STOCK:
            known = [(p.day, p.actual) for p in self.before if p.actual is not None]
            return known[-1] if known else None
        return (goal.start, 0.0) if additivity is Additivity.FLOW and goal.kind != "stay" else None


def prospect(goal: Goal) -> Prospect:
    """The prospect of a goal, computed once for all its targets."""
    last = cache.overview().last
    if last is None or goal.start > goal.end:
        return Prospect(Outlook(), None)
    plain = Goal(
        "", goal.metric, 0.0, goal.start, goal.end, goal.kind, goal.direction,
        goal.channel, goal.use, goal.network, goal.campaign, share=goal.share,
    )  # fmt: skip
    return cache.remember("prospect", (plain, last), lambda facts: _found(facts, plain, last))


def _found(facts: FactSource, goal: Goal, last: date) -> Prospect:
    ahead = outlook_before(facts, goal, date.max)
    so_far = evaluate(facts, goal, last) if goal.start <= last else None
    earlier = _earlier(goal, last)
    past = evaluate(facts, earlier, last)
    figure = (so_far or past).figure or past.figure
    before = past.series
    if metrics()[goal.metric].additivity is not Additivity.STOCK:
        # A period that began before the data would be too low all along.
        back = goal.start - earlier.start
        known = bool(before) and before[0].actual is not None
        before = tuple(point._replace(day=point.day + back) for point in before) if known else ()
    return Prospect(
        ahead, so_far, before, (earlier.start, earlier.end), figure.currency if figure else None
    )


def _earlier(goal: Goal, last: date) -> Goal:
    """The goal on the newest days with data before its own, moved by whole weeks.

    Of a level on the days up to its start or to the last day with data.
    """
    if metrics()[goal.metric].additivity is Additivity.STOCK:
        end = min(last, goal.start - timedelta(days=1))
        return replace(goal, start=end - timedelta(days=goal.days - 1), end=end)
    weeks = -(-max((goal.end - last).days, goal.days) // 7)
    back = timedelta(weeks=weeks)
    return replace(goal, start=goal.start - back, end=goal.end - back)
