"""Synthetic post ids in the networks' formats; several contain the publication time."""

from __future__ import annotations

from datetime import UTC, datetime

X_EPOCH = 1_288_834_974_657  # milliseconds, X's first snowflake
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def milliseconds(instant: datetime) -> int:
    """Unix milliseconds of an instant in UTC."""
    return int(instant.replace(tzinfo=UTC).timestamp() * 1000)


def linkedin(instant: datetime, number: int) -> str:
    """An activity id: milliseconds in the high bits."""
    return str((milliseconds(instant) << 22) + number)


def x(instant: datetime, number: int) -> str:
    """A snowflake: milliseconds since X's epoch in the high bits."""
    return str(((milliseconds(instant) - X_EPOCH) << 22) + number)


def meta(number: int) -> str:
    """A Facebook or Instagram post id: too long for a spreadsheet's numbers."""
    return str(122_090_000_000_000_000 + number * 7_919_113)


def youtube(number: int) -> str:
    """Eleven characters; some begin with a hyphen."""
    value, out = number * 2_654_435_761 + 97, []
    for _ in range(11):
        value, digit = divmod(value * 31 + 7, len(ALPHABET))
        out.append(ALPHABET[digit])
        value += number
    return "".join(out)
