"""Goals in the store: the payload of a revision is a goal as JSON."""

from __future__ import annotations

from dataclasses import replace

from data.store import State
from metrics.goals.goal import Goal


def stored(state: State, archived: bool = False) -> tuple[Goal, ...]:
    """The goals as last saved, in the order they were made; ``archived`` ones only when asked."""
    found = [
        replace(Goal.from_json(revision.payload), id=revision.goal_id)
        for revision in state.goals.current()
    ]
    return tuple(goal for goal in found if archived or not goal.archived)
