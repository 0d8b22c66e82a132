"""Filters of a stored question: the query that they make, and their words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from data.values.filter_values import FIELDS
from i18n.message import Message, Part, joined, msg, plural
from metrics.question.names import key_name
from metrics.question.query import Query

_NAMED = 3  # values of a filter; of more, the others are counted
_KEYS: Mapping[str, Message] = {
    "channel": msg("Channel"),
    "use": msg("Paid or unpaid"),
    "network": msg("Network"),
    "account": msg("Account"),
    "campaign": msg("Campaign"),
}


def filtered_query(
    filters: Mapping[str, tuple[str, ...]], excluded: Collection[str], start: date, end: date
) -> Query:
    """The query about a period under filters (values by key); ``excluded`` are the keys left out."""
    chosen: dict[str, Any] = {FIELDS[key]: values for key, values in filters.items()}
    return Query(start, end, **chosen, excluded=frozenset(excluded))


def filter_names(
    filters: Mapping[str, tuple[str, ...]], excluded: Collection[str]
) -> tuple[Message, ...]:
    """The filters in words, one each; none where everything counts."""
    return tuple(_filter(key, values, key in excluded) for key, values in filters.items())


def _filter(key: str, values: tuple[str, ...], is_excluded: bool) -> Message:
    names: list[Part] = [key_name(key, value) for value in values[:_NAMED]]
    more = len(values) - _NAMED
    if more > 0:
        names.append(plural("{n} more", "{n} more", n=more))
    listed = joined(names, ", ")
    if is_excluded:
        return msg("{what}: all except {values}", what=_KEYS[key], values=listed)
    return msg("{what}: {values}", what=_KEYS[key], values=listed)
