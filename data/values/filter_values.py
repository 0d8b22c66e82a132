"""Filters of a stored question: their values by key, always in the same order."""

from __future__ import annotations

FIELDS = {
    "channel": "channels",
    "use": "uses",
    "network": "networks",
    "account": "accounts",
    "campaign": "campaigns",
}
"""The field that holds the values of each key."""


def put_in_order(question: object) -> None:
    """Sort the values of every filter, each once, so that the same question is the same value.

    ``question`` is a frozen dataclass that is being made, with the fields of ``FIELDS`` and
    ``excluded``. Raises ValueError where ``excluded`` names a filter that does not exist.
    """
    if not FIELDS.keys() >= set(getattr(question, "excluded")):  # noqa: B009  # of any such class
        raise ValueError(f"filters are {', '.join(sorted(FIELDS))}")
    for name in (*FIELDS.values(), "excluded"):
        object.__setattr__(question, name, tuple(sorted(set(getattr(question, name)))))


def set_filters(question: object) -> dict[str, tuple[str, ...]]:
    """The values of the filters that are set, by the key that they test."""
    given = {key: tuple(getattr(question, name)) for key, name in FIELDS.items()}
    return {key: values for key, values in given.items() if values}
