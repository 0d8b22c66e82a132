"""Holiday calendar: the company's days off, on which business is not that of their weekday.

They are the public holidays of the company's country, without those on which it works, and days of
its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from data.base.json_values import text_of
from data.store.database.engine import Database
from data.store.goals import Goals, Revision
from data.store.ledger import Ledger, bump
from data.store.readable import read_each
from data.store.settings import Settings
from data.values.public_holidays import public_holidays
from i18n.catalogue import DEFAULT

SETTING = "holidays"
CALENDAR = "holiday_calendar"
_AHEAD = 5  # years: a goal that is saved later makes no new version of the facts
_FARTHEST = 30  # years from now: a damaged date asks for no thousand years
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A day off and what it is called."""

    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The country whose public holidays are days off, a part of it, and days worked all the same."""

    country: str = ""
    region: str = ""
    worked: frozenset[date] = frozenset()

    def days(self, years: Iterable[int], language: str = DEFAULT) -> tuple[Holiday, ...]:
        """Its public holidays in these years, those that are worked included; none without country.

        Raises ValueError for a country or region that is not known.
        """
        if not self.country:
            return ()
        named = public_holidays(self.country, self.region, years, language)
        return tuple(Holiday(day, name) for day, name in named.items())


def own_holidays(settings: Settings) -> tuple[Holiday, ...]:
    """The days off that were entered by hand, by day."""
    return settings.read(SETTING, days_off, ())


def days_off(stored: Any) -> tuple[Holiday, ...]:
    """The days off in the setting. Raises what ``READ_FAULTS`` lists where they are damaged."""
    return tuple(sorted(Holiday(date.fromisoformat(day), text_of(name)) for day, name in stored))


def holiday_calendar(settings: Settings) -> HolidayCalendar:
    """The calendar that was chosen; one without a country where none was."""
    return settings.read(CALENDAR, calendar_of, HolidayCalendar())


def calendar_of(stored: Any) -> HolidayCalendar:
    """The calendar in the setting. Raises what ``READ_FAULTS`` lists where it is damaged."""
    worked = frozenset(date.fromisoformat(day) for day in stored.get("worked", ()))
    country, region = (text_of(stored.get(name, "")) for name in ("country", "region"))
    return HolidayCalendar(country, region, worked)


def holidays(settings: Settings, years: Iterable[int] = ()) -> tuple[Holiday, ...]:
    """All days off, by day: public ones of these years that are not worked, and the company's own."""
    calendar = holiday_calendar(settings)
    try:
        public = [one for one in calendar.days(years) if one.day not in calendar.worked]
    except ValueError:  # chosen with another version of the library: pages go on without it
        _log.warning("The chosen country's holidays are not known to this version", exc_info=True)
        public = []
    # Own days off are added last, so they hold on a worked holiday too.
    both = {one.day: one for one in (*public, *own_holidays(settings))}
    return tuple(sorted(both.values()))


def years_reached(ledger: Ledger, goals: Goals, *, ahead: int = _AHEAD) -> range:
    """The years from the first fact or goal to the last, this year included, and some ``ahead``."""
    now = datetime.now(UTC).year
    years = {now}
    for entry in ledger.done():
        for extent in entry.extents.values():
            years |= {day.year for day in (extent.start, extent.end) if day is not None}
    years |= {year for goal in read_each(goals.current(), _years, _id).values for year in goal}
    first, last = max(min(years), now - _FARTHEST), min(max(years), now + _FARTHEST)
    return range(first, last + ahead + 1)


def _years(goal: Revision) -> set[int]:
    return {date.fromisoformat(goal.payload[end]).year for end in ("start", "end")}


def _id(goal: Revision) -> str:
    return goal.goal_id


def keep_holidays(database: Database, days: tuple[Holiday, ...]) -> None:
    """Replace the own days off.

    Expectations change with them, so this is a new version of the facts.
    """
    once = {holiday.day: holiday.name for holiday in days}
    _store(database, SETTING, [[day.isoformat(), name] for day, name in sorted(once.items())])


def keep_calendar(database: Database, calendar: HolidayCalendar) -> None:
    """Replace the calendar; this is a new version of the facts too.

    Raises ValueError for a country or region that is not known.
    """
    calendar.days([])  # an unknown country must not be stored: it fails here
    _store(
        database,
        CALENDAR,
        {
            "country": calendar.country,
            "region": calendar.region,
            "worked": sorted(day.isoformat() for day in calendar.worked),
        },
    )


def _store(database: Database, key: str, value: object) -> None:
    Settings(database).set(key, value)
    with database.write() as connection:
        bump(connection)
