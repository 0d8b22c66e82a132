"""Goal repository: goals as JSON payloads of revisions in the state."""

from __future__ import annotations

from dataclasses import replace

from data.base.json_values import from_json
from data.store import State
from data.store.goals import Revision
from data.store.readable import read_each
from metrics.definitions.registry import metrics
from metrics.goals.goal import Goal
from metrics.goals.kinds import kinds

_YEARS = frozenset(range(1970, 2101))


def stored(state: State, archived: bool = False) -> tuple[Goal, ...]:
    """The goals as last saved, in the order they were made; ``archived`` ones on request."""
    goals = read_each(state.goals.current(), goal_of, _name).values
    return tuple(goal for goal in goals if archived or not goal.archived)


def readable_history(state: State, goal_id: str) -> tuple[Revision, ...]:
    """The revisions of a goal that can be read, oldest first."""
    return tuple(
        revision
        for revision in state.goals.history(goal_id)
        if not read_each([revision], goal_of, _name).unreadable
    )


def unreadable(state: State) -> tuple[str, ...]:
    """The damaged revisions of goals, as ``goal:revision``; ``stored`` leaves such goals out."""
    return read_each(state.goals.all_revisions(), goal_of, _name).unreadable


def goal_of(revision: Revision) -> Goal:
    """The goal that a revision saved.

    Raises what ``READ_FAULTS`` lists where it is damaged, or names a metric or kind that there is not.
    """
    goal = replace(from_json(Goal, revision.payload), id=revision.goal_id)
    if goal.metric not in metrics() or goal.kind not in kinds():
        raise ValueError(f"there is no metric {goal.metric!r}, or no kind of goal {goal.kind!r}")
    if goal.start > goal.end or not {goal.start.year, goal.end.year} <= _YEARS:
        raise ValueError(f"{goal.start} to {goal.end} is no period for a goal")
    goal.query(goal.start, goal.end)  # refuses what nothing can be asked of
    return goal


def _name(revision: Revision) -> str:
    return f"{revision.goal_id}:{revision.revision}"
