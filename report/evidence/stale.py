"""When data are too old to decide anything by them."""

from __future__ import annotations

from datetime import date, datetime

TOO_OLD = 35
"""Days: the files of a month may come a few days late."""


def is_stale(newest: date | None, made_at: datetime) -> bool:
    """Whether the newest day of the data is too old when the report is made."""
    return newest is not None and (made_at.date() - newest).days > TOO_OLD
