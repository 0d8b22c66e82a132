"""Demo files: delimited text with the quoting styles of the exporters."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Quoting = Literal["minimal", "all", "spaces"]


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file's name and bytes."""

    name: str
    content: bytes


def table(
    rows: Iterable[Sequence[object]],
    *,
    quoting: Quoting = "minimal",
    separator: str = ",",
    newline: str = "\n",
) -> str:
    """Rows as delimited text; ``spaces`` quotes cells with spaces too, as Meta's exporter does."""
    if quoting == "spaces":
        lines = (separator.join(_meta(cell) for cell in row) for row in rows)
        return newline.join(lines) + newline
    style: Literal[0, 1] = csv.QUOTE_ALL if quoting == "all" else csv.QUOTE_MINIMAL
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=style, lineterminator=newline).writerows(rows)
    return out.getvalue()


def _meta(cell: object) -> str:
    text = "" if cell is None else str(cell)
    if any(mark in text for mark in ' ,"\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
