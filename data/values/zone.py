"""The company's time zone as a value: its name, and where it is known from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from zoneinfo import available_timezones

from data.tables.company_clock import UTC_ZONE

# Other names are old aliases, or fixed offsets without summer time.
_REGIONS = (
    "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/",
    "Indian/", "Pacific/",
)  # fmt: skip


class ZoneEvidence(StrEnum):
    """Where a time zone is known from."""

    CHOSEN = "chosen"
    GA4 = "ga4"  # a connected property of Google Analytics
    DEMO = "demo"  # nothing but demo files is there
    MACHINE = "machine"  # the computer that runs Utmost


@dataclass(frozen=True, slots=True)
class CompanyZone:
    """The zone (IANA name) on whose days leads, visits and posts are counted."""

    name: str
    evidence: ZoneEvidence

    @property
    def is_chosen(self) -> bool:
        """Whether a person has said so; otherwise it is a guess."""
        return self.evidence is ZoneEvidence.CHOSEN


@cache
def zones() -> tuple[str, ...]:
    """The names to choose from, UTC first."""
    named = sorted(name for name in available_timezones() if name.startswith(_REGIONS))
    return (UTC_ZONE, *named)
