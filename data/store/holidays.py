"""Days off that the company keeps: business on them is not that of their weekday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store.engine import Database
from data.store.ledger import bump
from data.store.settings import Settings

SETTING = "holidays"


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A day off and what it is called."""

    day: date
    name: str = ""


def holidays(settings: Settings) -> tuple[Holiday, ...]:
    """The days off of a store, by day."""
    kept = settings.get(SETTING, [])
    return tuple(sorted(Holiday(date.fromisoformat(day), name) for day, name in kept))


def keep_holidays(database: Database, days: tuple[Holiday, ...]) -> None:
    """Replace the days off. Expectations change with them, so this is a new version of the facts."""
    once = {holiday.day: holiday.name for holiday in days}
    kept = [[day.isoformat(), name] for day, name in sorted(once.items())]
    Settings(database).set(SETTING, kept)
    with database.write() as connection:
        bump(connection)
