"""Charts added to the report, in the order of the report, with author and time, removed by soft delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from data.base.json_values import from_json, to_json
from data.store import soft_delete
from data.store.clock import instant
from data.store.database.engine import Database
from data.store.readable import Readings, read_each
from data.store.relations import ADDED_CHARTS
from data.values.added_chart import AddedChart, StoredChart


@dataclass(frozen=True, slots=True)
class AddedCharts:
    """The added charts of one store. They are no facts: figures stay as they are."""

    database: Database

    def add(self, chart: AddedChart, *, by: str = "") -> int:
        """Put a chart after all others; gives its id."""
        last = sa.select(sa.func.coalesce(sa.func.max(ADDED_CHARTS.c.position), 0))
        with self.database.write() as connection:
            place = int(connection.execute(last).scalar_one()) + 1
            content = {"chart": to_json(chart), "position": place}
            return soft_delete.add(self.database, ADDED_CHARTS, content, by)

    def change(self, chart_id: int, chart: AddedChart) -> bool:
        """Replace a chart in its place. False when there is none that is not removed."""
        return self._update(_there(chart_id), chart=to_json(chart))

    def arrange(self, chart_ids: Sequence[int]) -> None:
        """Put the charts in this order; others keep their places."""
        with self.database.write():
            for place, chart_id in enumerate(chart_ids, 1):
                self._update(ADDED_CHARTS.c.id == chart_id, position=place)

    def remove(self, chart_id: int, *, by: str = "") -> bool:
        """Take a chart out of the report; it stays in the log. False when there is no such chart."""
        return soft_delete.remove(self.database, ADDED_CHARTS, chart_id, by)

    def restore(self, chart_id: int) -> bool:
        """Put a removed chart back in its place. False when it is not removed."""
        away = (ADDED_CHARTS.c.id == chart_id) & ADDED_CHARTS.c.removed_at.is_not(None)
        return self._update(away, removed_at=None, removed_by="")

    def current(self) -> tuple[StoredChart, ...]:
        """The charts that were not removed, in the order of the report."""
        return tuple(stored for stored in self.log() if stored.removed_at is None)

    def log(self) -> tuple[StoredChart, ...]:
        """Every chart ever added, in the order of the report."""
        return self._read().values

    def unreadable(self) -> tuple[str, ...]:
        """The ids of charts that are damaged; ``log`` leaves them out."""
        return self._read().unreadable

    def _read(self) -> Readings[StoredChart]:
        query = sa.select(ADDED_CHARTS).order_by(ADDED_CHARTS.c.position, ADDED_CHARTS.c.id)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _stored, itemgetter("id"))

    def _update(self, where: sa.ColumnElement[bool], **values: Any) -> bool:
        with self.database.write() as connection:
            changed = connection.execute(sa.update(ADDED_CHARTS).where(where).values(**values))
            return changed.rowcount == 1


def _there(chart_id: int) -> sa.ColumnElement[bool]:
    return (ADDED_CHARTS.c.id == chart_id) & ADDED_CHARTS.c.removed_at.is_(None)


def _stored(row: Mapping[Any, Any]) -> StoredChart:
    removed = row["removed_at"]
    return StoredChart(
        id=row["id"],
        chart=from_json(AddedChart, row["chart"]),
        saved_at=instant(row["saved_at"]),
        saved_by=row["saved_by"],
        removed_at=None if removed is None else instant(removed),
        removed_by=row["removed_by"],
    )
