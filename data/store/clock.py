"""Timestamps as the state stores them: text in UTC, ISO 8601, fixed width."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present instant as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def instant(text: str) -> datetime:
    """The moment that stored text names."""
    return datetime.fromisoformat(text)
