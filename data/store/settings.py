"""Key-value settings of a store: a key and any JSON value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from data.base.json_values import READ_FAULTS, BrokenJson
from data.store.database.engine import Database
from data.store.database.upsert import upsert
from data.store.relations import SETTINGS

T = TypeVar("T")
D = TypeVar("D")
_UNSET = object()


@dataclass(frozen=True, slots=True)
class Settings:
    """Named JSON values."""

    database: Database

    def get(self, key: str, default: Any = None) -> Any:
        """The value of ``key``, or ``default`` when it was never set, or is no JSON any more."""
        with self.database.read() as connection:
            found = connection.execute(_value(key)).first()
        return default if found is None or isinstance(found[0], BrokenJson) else found[0]

    def read(self, key: str, reader: Callable[[Any], T], default: D) -> T | D:
        """What ``reader`` makes of the value; ``default`` when it was never set or is damaged.

        A damaged setting must not take down what depends on it: see ``READ_FAULTS``.
        """
        found = self.get(key, _UNSET)
        try:
            return default if found is _UNSET else reader(found)
        except READ_FAULTS:
            return default

    def is_readable(self, key: str, reader: Callable[[Any], object]) -> bool:
        """Whether ``read`` gives what was set; also true when nothing was."""
        with self.database.read() as connection:
            found = connection.execute(_value(key)).first()
        try:
            if found is not None:
                reader(found[0])
        except READ_FAULTS:
            return False
        return True

    def set(self, key: str, value: Any) -> None:
        """Set ``key``, replacing what was there."""
        with self.database.write() as connection:
            upsert(connection, SETTINGS, [{"key": key, "value": value}])

    def setdefault(self, key: str, value: Any) -> Any:
        """The value of ``key``, set to ``value`` now when it had none.

        Two processes that do this at once get the same answer.
        """
        try:
            with self.database.write() as connection:
                found = connection.execute(_value(key)).first()
                if found is not None:
                    return found[0]
                connection.execute(sa.insert(SETTINGS).values(key=key, value=value))
        except sa.exc.IntegrityError:  # another process inserted it between the look and here
            return self.get(key)
        return value

    def remove(self, key: str) -> None:
        """Delete ``key``; no error when it was never set."""
        with self.database.write() as connection:
            connection.execute(sa.delete(SETTINGS).where(SETTINGS.c.key == key))


def _value(key: str) -> sa.Select[tuple[Any]]:
    return sa.select(SETTINGS.c.value).where(SETTINGS.c.key == key)
