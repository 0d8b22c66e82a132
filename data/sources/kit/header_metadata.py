"""What the lines above a table say of it: “Rows: 5”, “Report Start: July 1, 2026”."""

from __future__ import annotations

from data.reading.names import normalise
from data.reading.table import RawTable


def stated(raw: RawTable) -> dict[str, str]:
    """The values above the header by their label, normalised; lines without one are left out."""
    lines = (", ".join(record).partition(":") for record in raw.preamble)
    return {normalise(label): value.strip(" ,") for label, colon, value in lines if colon}
