"""Plain-text output: values and tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from i18n.format import format_metric, number
from i18n.message import Value
from metrics.definitions.registry import Unit

UNKNOWN = "—"


def shown(value: float | None, unit: Unit, language: str, currency: str | None = None) -> str:
    """A metric's value with the decimals that pages and reports give its unit.

    Counts are exact here, where a terminal has room for them. A dash where it is unknown.
    """
    if value is None:
        return UNKNOWN
    if unit is Unit.COUNT:
        return number(value, language, 0)
    return format_metric(value, unit.value, currency, language)


def in_words(value: Value, unit: Unit, language: str) -> str:
    """A value inside a sentence, where floats are figures of the unit."""
    if value is None or isinstance(value, float):
        return shown(value, unit, language)
    return str(value)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows in aligned columns under a heading."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    lines = [head, ["─" * width for width in widths], *rows]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def growth_table(rows: Sequence[dict[str, Any]]) -> str:
    """Growth between snapshots, a line for each measure and day."""
    head = [name for name in rows[0] if name != "import_id"]
    return table(head, [[_cell(row[name]) for name in head] for row in rows])


def _cell(value: Any) -> str:
    return UNKNOWN if value is None else str(value)
