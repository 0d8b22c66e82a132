"""Goal repository: goals as JSON payloads of revisions in the state."""

from __future__ import annotations

from dataclasses import replace

from data.base.json_values import from_json
from data.store import State
from metrics.goals.goal import Goal


def stored(state: State, archived: bool = False) -> tuple[Goal, ...]:
    """The goals as last saved, in the order they were made; ``archived`` ones on request."""
    goals = [
        replace(from_json(Goal, revision.payload), id=revision.goal_id)
        for revision in state.goals.current()
    ]
    return tuple(goal for goal in goals if archived or not goal.archived)
