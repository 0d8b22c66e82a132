"""What the ledger says of imports, read so that a damaged line costs only what it says itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from data.base.json_values import READ_FAULTS, BrokenJson, from_json
from data.tables.coverage import Coverage, FileOrigin
from data.tables.schema import TABLES
from i18n.message import Message, msg

# Without first and last day its rows may overlap with any others: they are all looked through.
UNKNOWN = Coverage(0, None, None, plain=False)
"""The extent of rows that the ledger cannot say anything of any more."""
_WORDS = ("source", "network")


def extents_of(stored: Any) -> dict[str, Coverage]:
    """What an import holds, by table; ``UNKNOWN`` for what is damaged, or of all tables."""
    if not isinstance(stored, Mapping):
        return dict.fromkeys(TABLES, UNKNOWN)
    return {table: _extent(value) for table, value in stored.items() if table in TABLES}


def _extent(value: Any) -> Coverage:
    try:
        found = from_json(Coverage, value)
    except READ_FAULTS:
        return UNKNOWN
    is_span = found.start is None or found.end is None or found.start <= found.end
    return found if is_span and found.rows >= 0 else UNKNOWN


def summary_of(stored: Any) -> dict[str, Any]:
    """What was noted of a file; empty where that is damaged.

    Source and network are texts or None, whatever is stored.
    """
    if not isinstance(stored, Mapping):
        return {}
    words = {name: stored.get(name) for name in _WORDS}
    return {**stored, **{name: word if _is_text(word) else None for name, word in words.items()}}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def quarantined(stored: Mapping[Any, Any]) -> dict[str, Any]:
    """A row that was set aside; a damaged reason is replaced, a damaged record is None."""
    try:
        from_json(Message, stored["reason"])
        reason = stored["reason"]
    except READ_FAULTS:
        reason = msg("The reason for skipping it cannot be read any more.").to_json()
    record = None if isinstance(stored["record"], BrokenJson) else stored["record"]
    return {**stored, "reason": reason, "record": record}


def origin_of(stored: Any) -> FileOrigin:
    """The source that read a file, and the period it states; None for what is not known."""
    summary = summary_of(stored)
    try:
        first, last = map(date.fromisoformat, summary.get("period") or ())
    except READ_FAULTS:
        return FileOrigin(summary.get("source"))
    return FileOrigin(summary.get("source"), (first, last))
