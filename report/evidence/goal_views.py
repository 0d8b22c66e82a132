"""Goals as of the newest day and as of the end of the period, as tagged and with UTM fixes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isclose

from metrics.goals.forecast.likelihood_text import rounded
from metrics.goals.goal import Goal
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.progress import Progress, evaluate
from metrics.goals.status import GoalStatus
from report.evidence.data_access import ReportData
from report.evidence.goals import chance_of, most_important, worst_first

LIKELY, UNLIKELY = 0.8, 0.3
"""From which rounded likelihood on a goal will probably be reached, and up to which it will be missed."""
_OVER = frozenset({GoalStatus.REACHED, GoalStatus.MISSED})


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal on the newest day, on the last day of the period (None before it began), and with fixes.

    ``fixed`` is None where the proposed UTM fixes leave its value as it is.
    """

    now: Progress
    end: Progress | None
    fixed: Progress | None

    @property
    def goal(self) -> Goal:
        """The goal."""
        return self.now.goal

    @property
    def flips(self) -> bool:
        """Whether the fixes change what is said of it: its status, or its likelihood as shown."""
        if self.fixed is None:
            return False
        if self.fixed.status is not self.now.status:
            return True
        odds = chance_of(self.now), chance_of(self.fixed)
        return odds[0] != odds[1] and (
            None in odds or rounded(odds[0] or 0) != rounded(odds[1] or 0)
        )

    @property
    def judged(self) -> Progress:
        """The progress that sentences rest on: with the fixes where they change it."""
        return self.fixed if self.flips and self.fixed is not None else self.now

    @property
    def is_over(self) -> bool:
        """Whether it is decided."""
        return self.now.remaining_days <= 0 or self.now.status in _OVER


@dataclass(frozen=True)
class GoalViews:
    """The goals of the period that have begun by the newest day, the most important first."""

    case: ReportData

    @cached_property
    def every(self) -> tuple[GoalView, ...]:
        """All of them."""
        case = self.case
        if case.newest is None or case.as_of is None:
            return ()
        goals = [
            goal
            for goal in case.ground.goals
            if goal.start <= case.newest and goal.end >= case.request.start
        ]
        begun = [goal for goal in goals if goal.start <= case.as_of]
        ends = dict(zip(begun, evaluate_all(case.facts, begun, case.as_of), strict=True))
        views = [self._view(goal, ends.get(goal)) for goal in goals]
        return tuple(self._ordered(views))

    def _view(self, goal: Goal, end: Progress | None) -> GoalView:
        newest, corrected = self.case.newest, self.case.corrected
        assert newest is not None  # noqa: S101  # asked before
        now = evaluate(self.case.facts, goal, newest)
        fixed = None if corrected is None else evaluate(corrected, goal, newest)
        values = now.done, None if fixed is None else fixed.done
        same = None in values or isclose(values[0] or 0.0, values[1] or 0.0)
        return GoalView(now, end, None if same else fixed)

    def _ordered(self, views: Sequence[GoalView]) -> list[GoalView]:
        places = {one.goal: place for place, one in enumerate(worst_first([v.now for v in views]))}
        first = most_important([view.now for view in views], self.case.company.headlines)
        return sorted(views, key=lambda view: (view.now is not first, places[view.goal]))

    @property
    def running(self) -> tuple[GoalView, ...]:
        """Those that are not decided."""
        return tuple(view for view in self.every if not view.is_over)

    @property
    def main(self) -> GoalView | None:
        """The most important one that is not decided."""
        return next(iter(self.running), None)

    @property
    def unlikely(self) -> tuple[GoalView, ...]:
        """Those besides the main one that will probably be missed."""
        return tuple(
            view
            for view in self.running[1:]
            if (odds := chance_of(view.judged)) is not None and rounded(odds) <= UNLIKELY
        )

    @property
    def flipped(self) -> tuple[GoalView, ...]:
        """Those of which the fixes change what is said."""
        return tuple(view for view in self.running if view.flips)
