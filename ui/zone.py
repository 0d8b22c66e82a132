"""The company's time zone in the pages: days are counted in it, and times are shown in it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from data.tables.company_clock import UTC_ZONE
from data.values.zone import CompanyZone
from ui import cache

# Times of facts are what the company's clock showed already, typed as UTC: not to be moved again.
AS_SHOWN = UTC_ZONE


def company() -> CompanyZone:
    """The zone, with where it is known from."""
    return cache.company_zone()


def current() -> str:
    """The name of the zone."""
    return company().name


def local(instant: datetime) -> datetime:
    """An instant, such as when something was saved, in the company's time zone."""
    return instant.astimezone(ZoneInfo(current()))
