"""Business objectives: the tree that goals belong to, and the mission of each channel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from data.base.json_values import text_map, texts_of
from data.store import State
from i18n.message import Message, plural
from metrics.goals.goal import Goal

OBJECTIVES, MISSIONS = "objectives", "missions"
ADVISED = 3


@dataclass(frozen=True, slots=True)
class Objective:
    """A business objective by its name, under the one named ``parent`` (empty: at the top)."""

    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective in its place: ``depth`` 0 is the top, ``goals`` hang directly under it."""

    objective: Objective
    depth: int
    goals: tuple[Goal, ...]


def objectives(state: State) -> tuple[Objective, ...]:
    """The objectives of a store, in the order they were made."""
    return state.settings.read(OBJECTIVES, objectives_of, ())


def objectives_of(stored: Any) -> tuple[Objective, ...]:
    """The objectives in the setting. Raises what ``READ_FAULTS`` lists where they are damaged."""
    return sound(Objective(*texts_of(pair)) for pair in stored)


def sound(candidates: Iterable[Objective]) -> tuple[Objective, ...]:
    """Objectives that make a tree: those without a name are left out, of equal names the last stays.

    Parents that do not exist, or that would hang under their own child, are dropped.
    """
    once = {
        objective.name.strip(): objective.parent.strip()
        for objective in candidates
        if objective.name.strip()
    }
    good = {
        name: parent if parent in once and not _circular(once, name, parent) else ""
        for name, parent in once.items()
    }
    return tuple(Objective(*pair) for pair in good.items())


def _circular(parents: dict[str, str], name: str, parent: str) -> bool:
    """Whether the ancestors of a parent contain the name or a cycle."""
    seen: set[str] = set()
    while parent and parent not in seen:
        if parent == name:
            return True
        seen.add(parent)
        parent = parents.get(parent, "")
    return bool(parent)


def tree(known: Sequence[Objective], goals: Sequence[Goal]) -> tuple[Branch, ...]:
    """Every objective below its parent, with its goals.

    Objectives that only goals name are at the top, goals without any at the end,
    under an objective without a name.
    """
    names = {objective.name for objective in known}
    loose = dict.fromkeys(g.objective for g in goals if g.objective and g.objective not in names)
    every = [*known, *map(Objective, loose)]
    branches = [
        branch for top in every if not top.parent for branch in _below(top, 0, every, goals)
    ]
    without_objective = tuple(goal for goal in goals if not goal.objective)
    return (
        (*branches, Branch(Objective(""), 0, without_objective))
        if without_objective
        else tuple(branches)
    )


def _below(
    objective: Objective, depth: int, every: Sequence[Objective], goals: Sequence[Goal]
) -> list[Branch]:
    own = Branch(
        objective, depth, tuple(goal for goal in goals if goal.objective == objective.name)
    )
    children = [child for child in every if child.parent == objective.name]
    return [own, *(branch for c in children for branch in _below(c, depth + 1, every, goals))]


def missions(state: State) -> dict[str, str]:
    """What each channel is for, in one sentence, by channel."""
    return state.settings.read(MISSIONS, text_map, dict[str, str]())


def advice(goals: Sequence[Goal]) -> Message | None:
    """Advice on the number of goals; None from three on."""
    if len(goals) >= ADVISED:
        return None
    return plural(
        "{n} goal so far. At least {advised} are advised, so that one metric does not improve "
        "at the cost of the others.",
        "{n} goals so far. At least {advised} are advised, so that one metric does not improve "
        "at the cost of the others.",
        n=len(goals),
        advised=ADVISED,
    )
