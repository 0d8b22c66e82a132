"""Goals with their status: order, names that never meet, colours and badges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from i18n import format as shown
from metrics.definitions.registry import metrics
from metrics.goals.goal import Goal
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.progress import Progress
from metrics.goals.repository import stored
from metrics.goals.scope import scope as scope_of
from metrics.goals.status import GoalStatus
from ui import cache, state
from ui.components.goals.values import written
from ui.components.sources.import_issues import plain
from ui.text import _, language, show

Badge = Literal["green", "orange", "red", "gray"]

COLOURS: dict[GoalStatus, Badge] = {
    GoalStatus.ON_TRACK: "green",
    GoalStatus.REACHED: "green",
    GoalStatus.CLOSE: "orange",
    GoalStatus.BEHIND: "red",
    GoalStatus.MISSED: "red",
    GoalStatus.NOT_STARTED: "gray",
    GoalStatus.NOT_MEASURABLE: "gray",
}
ICONS = {
    GoalStatus.ON_TRACK: "trending_up",
    GoalStatus.REACHED: "check",
    GoalStatus.CLOSE: "trending_flat",
    GoalStatus.BEHIND: "trending_down",
    GoalStatus.MISSED: "close",
    GoalStatus.NOT_STARTED: "schedule",
    GoalStatus.NOT_MEASURABLE: "question_mark",
}
ROLES = {"green": "good", "orange": "warn", "red": "bad", "gray": "quiet"}
WORST_FIRST = (
    GoalStatus.BEHIND,
    GoalStatus.MISSED,
    GoalStatus.CLOSE,
    GoalStatus.NOT_MEASURABLE,
    GoalStatus.ON_TRACK,
    GoalStatus.REACHED,
    GoalStatus.NOT_STARTED,
)
CLOSED = frozenset({GoalStatus.REACHED, GoalStatus.MISSED})


def standing() -> list[Progress]:
    """The progress of every goal on the last complete day, the worst status first."""
    last = cache.overview().last
    if last is None:
        return []
    asked = (stored(state.store().state), last)
    found = cache.remember("goals", asked, lambda facts: evaluate_all(facts, *asked))
    return sorted(found, key=_order)


def _order(found: Progress) -> tuple[int, float]:
    known = found.outlook.chance if found.outlook else None
    return WORST_FIRST.index(found.status), 1.0 if known is None else known


def open_first(found: Sequence[Progress]) -> list[Progress]:
    """The goals that are not decided yet, then those that are reached or missed, else as given."""
    return sorted(found, key=lambda one: one.status in CLOSED)


def scope(goal: Goal) -> str:
    """The metric and the selection of a goal, escaped for Markdown."""
    return plain(show(scope_of(goal)))


def names(goals: Sequence[Goal]) -> dict[str, str]:
    """A name for each goal by id, as plain text.

    That is its metric and selection; where two goals share these, with the deadline, and where
    they share that too, with the target.
    """
    short = {goal.id: show(scope_of(goal)) for goal in goals}
    long = {goal.id: _with_deadline(goal, short[goal.id]) for goal in goals}
    times, long_times = Counter(short.values()), Counter(long.values())
    found = {}
    for goal in goals:
        one, other = short[goal.id], long[goal.id]
        twice = long_times[other] > 1
        found[goal.id] = one if times[one] == 1 else _with_target(goal, other) if twice else other
    return found


def _with_deadline(goal: Goal, name: str) -> str:
    return _("{goal} by {day}", goal=name, day=shown.day(goal.end, language()))


def _with_target(goal: Goal, name: str) -> str:
    return f"{name} ({written(goal.target, metrics()[goal.metric], None)})"


def badge(status: GoalStatus) -> str:
    """The status as a word, an icon and a colour."""
    return f":{COLOURS[status]}-badge[:material/{ICONS[status]}: {show(status.label)}]"
