"""Goal kinds, one file each with one ``KIND``; discovered from this folder."""

from __future__ import annotations

from functools import cache

from data.base.discovery import discover
from metrics.goals.kind import GoalKind


@cache
def kinds() -> dict[str, GoalKind]:
    """Every kind of goal by id."""
    return {kind.id: kind for kind in discover(__name__, "KIND")}
