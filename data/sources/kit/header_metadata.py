"""Header metadata: “label: value” lines above a table, such as “Report Start: July 1, 2026”."""

from __future__ import annotations

from data.reading.names import normalise
from data.reading.table import RawTable


def stated(raw: RawTable) -> dict[str, str]:
    """The values above the header by their label, normalised; lines without one are left out."""
    # A value with a comma in it was split into cells by the reader: joined again before the colon.
    lines = (", ".join(record).partition(":") for record in raw.preamble)
    return {normalise(label): value.strip(" ,") for label, colon, value in lines if colon}
