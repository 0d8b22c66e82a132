"""The outcome of a sync: status, counts, quota and issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data.base.issue import Issue, Level, Where
from data.ga4.quota import Limit, Quota
from data.imports.result import issue_json
from i18n.catalogue import DEFAULT
from i18n.message import msg


class End(StrEnum):
    """How a sync ended; only ``DONE`` fetched everything that was wanted."""

    DONE = "done"
    STOPPED = "stopped"  # before the quota was used up
    FAILED = "failed"
    BUSY = "busy"  # another process is fetching the same property


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """A sync in figures and words. ``go_on_at`` is when the quota allows to go on (UTC).

    ``rows`` counts the rows imported by table, ``days`` and ``left`` the days that were fetched
    and that are still wanted. ``problem`` is the id of the known error that ended it.
    """

    property: str
    end: End
    first: date | None = None
    last: date | None = None
    days: int = 0
    left: int = 0
    imports: tuple[int, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    requests: int = 0
    retries: int = 0
    quota: Quota = field(default_factory=Quota.unknown)
    go_on_at: datetime | None = None
    zone: str = ""
    currency: str = ""
    problem: str | None = None
    issues: tuple[Issue, ...] = ()

    def to_json(self, language: str = DEFAULT) -> dict[str, Any]:
        """The object that ``sync ga4 --json`` gives, sentences in ``language``."""
        return {
            "property": self.property,
            "status": self.end.value,
            "from": self.first and self.first.isoformat(),
            "to": self.last and self.last.isoformat(),
            "days": self.days,
            "days_left": self.left,
            "imports": list(self.imports),
            "rows": dict(self.rows),
            "requests": self.requests,
            "retries": self.retries,
            "quota": self.quota.to_json(),
            "go_on_at": self.go_on_at and self.go_on_at.isoformat(timespec="seconds"),
            "time_zone": self.zone or None,
            "currency": self.currency or None,
            "problem": self.problem,
            "issues": [issue_json(issue, language) for issue in self.issues],
        }


def stopped(limit: Limit, go_on_at: datetime) -> Issue:
    """The issue that a sync stopped before the quota was used up, and when to go on."""
    what = msg(
        "Stopped before Google’s quota ({limit}) is used up, so that your other tools continue "
        "to work",
        limit=limit.value.replace("_", " "),
    )
    fix = msg(
        "Everything that is complete is stored. Start the sync again after {time} UTC to continue.",
        time=go_on_at.strftime("%Y-%m-%d %H:%M"),
    )
    return Issue(Level.WARNING, Where("Google Analytics"), what, fix)


def running() -> Issue:
    """The issue that another process is fetching the same property."""
    what = msg("Another window or program is syncing this property")
    fix = msg("Wait until it has finished.")
    return Issue(Level.ERROR, Where("Google Analytics"), what, fix)
