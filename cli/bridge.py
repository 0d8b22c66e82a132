"""The bridge between own tags, models, claims and costs, as JSON and as a table."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from i18n.message import msg
from metrics.definitions.registry import Unit
from metrics.results.plain_text import shown, table
from metrics.returns.bridge import Bridge, BridgeRow

_SUM = msg("Total")
_HEADS = {
    "tags": "own UTM tags",
    "moved": "moved",
    "model": "model",
    "shared": "shared",
    "touched": "touched",
    "unclaimed": "not reported on",
    "unseen": "never seen",
    "claims": "platforms report",
    "ad_spend": "ad spend",
    "other_costs": "other costs",
    "cost": "total cost",
}
_COSTS = ("ad_spend", "other_costs", "cost")


def bridge_json(found: Bridge) -> dict[str, Any]:
    """The bridge with numbers instead of fractions; the total has no key."""
    return {
        "by": found.by,
        "figure": found.figure,
        "model": found.model and found.model.id,
        "counted": found.counted,
        "rows": [_row(row) for row in found.rows],
        "total": _row(found.total),
        "overhead": None if found.overhead is None else float(found.overhead),
        "currency": found.currency,
    }


def _row(row: BridgeRow) -> dict[str, Any]:
    return {
        name: float(value) if isinstance(value, Fraction) else value
        for name, value in asdict(row).items()
    }


def bridge_text(found: Bridge, language: str) -> str:
    """A table of the steps, only those that are known."""
    rows = [*found.rows, found.total]
    known = [name for name in _HEADS if any(getattr(row, name) is not None for row in rows)]
    if not known:
        return ""
    lines = [
        [
            (row.key or "?") if row is not found.total else _SUM.render(language),
            *(_cell(getattr(row, name), name, found, language) for name in known),
        ]
        for row in rows
    ]
    return table([found.by, *(_HEADS[name] for name in known)], lines)


def _cell(value: Fraction | None, name: str, found: Bridge, language: str) -> str:
    number = None if value is None else float(value)
    if name in _COSTS or found.figure == "value":
        return shown(number, Unit.MONEY, language, found.currency)
    return shown(number, Unit.RATIO, language)
