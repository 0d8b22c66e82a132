"""A demo store as before its company had goals."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from data.store import Store
from data.store.relations import GOAL_REVISIONS, GOALS


def without_goals(folder: Path) -> Path:
    """The store with every goal and its history gone."""
    with closing(Store.open(folder)) as store, store.state.database.write() as connection:
        connection.execute(sa.delete(GOAL_REVISIONS))
        connection.execute(sa.delete(GOALS))
    return folder
