"""GA4 connections: settings of properties, days that were fetched, and the lock of a sync."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any

import polars as pl
import sqlalchemy as sa

from data.base.json_values import StoredValueError, from_json, to_json
from data.store.clock import now
from data.store.database.engine import Database
from data.store.database.locks import Locks
from data.store.readable import Readings, read_each
from data.store.relations import FACTS_VERSION, GA4_CONNECTIONS, GA4_DAYS, IMPORTS

KEY_EVENTS = "web_key_events"
SETTLED = timedelta(days=4)
"""How long after a day Google may still change it: later events are not counted any more."""


class SyncRunningError(RuntimeError):
    """Another process, or another session of this one, is fetching the same property."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Settings of a property; its key is stored elsewhere, see ``data.ga4.keys``.

    ``name`` is what its rows have as ``property``: the property's name as downloaded reports
    write it, so that both are known to be the same, or its number. ``leads`` and ``purchases``
    are key events. ``since`` is the first day that is fetched. ``account`` is the e-mail address
    of the service account, None with application default credentials.
    """

    property: str
    name: str
    leads: tuple[str, ...] = ()
    purchases: tuple[str, ...] = ()
    since: date | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class FetchedDay:
    """A day of a property as one import holds it.

    ``name`` is what its rows have as ``property``, ``as_of`` is the day in the property's zone on
    which it was fetched; ``notes`` is what the responses say about their own quality, by report.
    """

    property: str
    name: str
    day: date
    as_of: date
    notes: Mapping[str, Any] = field(default_factory=dict)
    import_id: int = 0
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ga4:
    """The connections of one store."""

    database: Database
    locks: Locks

    def all(self) -> tuple[Connection, ...]:
        """Every connection, by property."""
        return self._read().values

    def unreadable(self) -> tuple[str, ...]:
        """The properties whose connection is damaged; ``all`` leaves them out."""
        return self._read().unreadable

    def _read(self) -> Readings[Connection]:
        query = sa.select(GA4_CONNECTIONS).order_by(GA4_CONNECTIONS.c.property)
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return read_each(rows, _connection, itemgetter("property"))

    def get(self, property_id: str) -> Connection | None:
        """One connection, None when the property is not connected."""
        return next((c for c in self.all() if c.property == property_id), None)

    def save(self, changed: Connection) -> None:
        """Save a connection. What counts as a lead is applied at once, to every day there is."""
        values = {"settings": to_json(changed), "saved_at": now()}
        mine = GA4_CONNECTIONS.c.property == changed.property
        with self.database.write() as connection:
            updated = connection.execute(sa.update(GA4_CONNECTIONS).where(mine).values(values))
            if updated.rowcount == 0:
                row = {"property": changed.property, **values}
                connection.execute(sa.insert(GA4_CONNECTIONS).values(row))
            _touch(connection)

    def remove(self, property_id: str) -> bool:
        """Forget a connection; its imports stay. False when there is none."""
        mine = GA4_CONNECTIONS.c.property == property_id
        with self.database.write() as connection:
            gone = connection.execute(sa.delete(GA4_CONNECTIONS).where(mine)).rowcount == 1
            _touch(connection)
        return gone

    @contextmanager
    def locked(self, property_id: str) -> Iterator[None]:
        """A lock on the property while it is fetched.

        Raises SyncRunningError when a sync of a running process has it.
        """
        name = f"ga4 {property_id}"
        if not self.locks.hold(name):
            raise SyncRunningError(property_id)
        try:
            yield
        finally:
            self.locks.free(name)

    def record(self, import_id: int, days: Iterable[FetchedDay]) -> None:
        """Note which days an import holds; it counts once the import is done."""
        rows = [
            {
                "import_id": import_id,
                "property": day.property,
                "name": day.name,
                "day": day.day.isoformat(),
                "as_of": day.as_of.isoformat(),
                "notes": dict(day.notes),
                "fetched_at": now(),
            }
            for day in days
        ]
        with self.database.write() as connection:
            connection.execute(sa.insert(GA4_DAYS), rows)

    def fetched(
        self, property_id: str, start: date = date.min, end: date = date.max
    ) -> tuple[FetchedDay, ...]:
        """The days that visible imports hold, each as in the newest one, in order."""
        span = GA4_DAYS.c.day.between(start.isoformat(), end.isoformat())
        query = (
            sa.select(GA4_DAYS)
            .join(IMPORTS, IMPORTS.c.id == GA4_DAYS.c.import_id)
            .where(IMPORTS.c.status == "done", GA4_DAYS.c.property == property_id, span)
            .order_by(GA4_DAYS.c.day, GA4_DAYS.c.import_id)  # of a day the last row wins below
        )
        with self.database.read() as connection:
            rows = connection.execute(query).mappings().all()
        newest = {row["day"]: row for row in rows}
        return read_each(newest.values(), _day, itemgetter("day")).values

    def unsettled(self) -> date | None:
        """The first of the last days that Google could still change when they were fetched."""
        days = (
            sa.select(GA4_DAYS.c.property, GA4_DAYS.c.day, GA4_DAYS.c.as_of)
            .join(IMPORTS, IMPORTS.c.id == GA4_DAYS.c.import_id)
            .where(IMPORTS.c.status == "done")
            .order_by(GA4_DAYS.c.import_id)
        )
        with self.database.read() as connection:
            newest = {(of, day): as_of for of, day, as_of in connection.execute(days)}
        fetched = [(date.fromisoformat(day), date.fromisoformat(as_of))
                for (_, day), as_of in newest.items()]  # fmt: skip
        # Days that were never fetched again stay as they are: only the last ones are unsettled.
        last = max((day for day, _ in fetched), default=date.min)
        early = (day for day, as_of in fetched if as_of - day < SETTLED and last - day < SETTLED)
        return min(early, default=None)

    def mark(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Key events with ``lead_events`` and ``purchases`` as their property has chosen.

        Null where a property has chosen none: then it is not known which ones are.
        """
        chosen = self.all()
        leads = {c.name: c.leads for c in chosen if c.leads}
        purchases = {c.name: c.purchases for c in chosen if c.purchases}
        return rows.with_columns(lead_events=_counting(leads), purchases=_counting(purchases))


def _counting(chosen: Mapping[str, tuple[str, ...]]) -> pl.Expr:
    cases = [
        pl.when(pl.col("property") == name).then(
            pl.when(pl.col("event_name").is_in(events)).then("key_events").otherwise(0.0)
        )
        for name, events in chosen.items()
    ]
    return pl.coalesce(*cases, pl.lit(None, pl.Float64))


def _touch(connection: sa.Connection) -> None:
    connection.execute(sa.update(FACTS_VERSION).values(version=FACTS_VERSION.c.version + 1))


def _connection(row: Mapping[Any, Any]) -> Connection:
    found = from_json(Connection, row["settings"])
    if found.property != row["property"]:
        raise StoredValueError("these are the settings of another property")
    return found


def _day(row: Mapping[Any, Any]) -> FetchedDay:
    return FetchedDay(
        row["property"],
        row["name"],
        date.fromisoformat(row["day"]),
        date.fromisoformat(row["as_of"]),
        row["notes"] if isinstance(row["notes"], Mapping) else {},
        row["import_id"],
        datetime.fromisoformat(row["fetched_at"]).astimezone(UTC),
    )
