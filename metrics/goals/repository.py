"""Goal repository: goals as JSON payloads of revisions in the state."""

from __future__ import annotations

from dataclasses import replace

from data.store import State
from metrics.goals.goal import Goal


def stored(state: State, archived: bool = False) -> tuple[Goal, ...]:
    """The goals as last saved, in the order they were made; ``archived`` ones on request."""
    goals = [
        replace(Goal.from_json(revision.payload), id=revision.goal_id)
        for revision in state.goals.current()
    ]
    return tuple(goal for goal in goals if archived or not goal.archived)


def save(state: State, goal: Goal, *, by: str = "", note: str = "") -> Goal:
    """The goal as a new revision; a goal without id is created and gets one.

    Raises KeyError for an id that the store does not know.
    """
    if goal.id:
        state.goals.revise(goal.id, goal.to_json(), by=by, note=note)
        return goal
    return replace(goal, id=state.goals.create(goal.to_json(), by=by, note=note).goal_id)
