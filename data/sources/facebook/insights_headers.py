"""Facebook Page Insights exports (until 2021): two header rows, repeated column names, sheets.

The first row names the figures, the second describes them. Two columns may share a name and
differ only in what their descriptions end with: people “(Unique Users)” or times “(Total Count)”.
Workbooks have each breakdown in a sheet of its own, whose name Excel cut off.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import polars as pl

from data.reading.names import normalise
from data.reading.table import RawTable
from data.sources.kit.spec import Exclude, ReadContext
from i18n.message import msg

PEOPLE = " (unique users)"
_EITHER = " (people or times)"
_LOOK = 5  # rows among which the descriptions must be
# Sheets of a workbook by the beginning of their names, as the groups are called in a CSV.
_GROUPS = {
    "lifetime talking about this(": "Lifetime Talking About This (Post) by action type",
    "lifetime post stories by act": "Lifetime Post Stories by action type",
    "lifetime post consumers by": "Lifetime Post consumers by type",
    "lifetime post consumptions b": "Lifetime Post Consumptions by type",
    "lifetime negative feedback f": "Lifetime Negative Feedback from Users by Type",
    "lifetime negative feedback": "Lifetime Negative feedback by type",
    "daily page consumptions by t": "Daily Page consumptions by type",
}
# As in “Facebook Insights Data Export (Post Level) - Maison Volta - 2014-05-01 - 2014-05-31.csv”.
_FILE = re.compile(
    r"Facebook Insights Data Export(?: \([^)]*\))? - (.+) - \d{4}-\d\d-\d\d - \d{4}-\d\d-\d\d"
)


def page_named(given: ReadContext) -> str | None:
    """The page, which these exports name in the file name only."""
    named = _FILE.search(given.file)
    return named[1] if named else None


def descriptions(first: str) -> Exclude:
    """Leaves out the second header row: its column ``first`` is empty."""
    return Exclude(msg("Row of descriptions"), pl.col(first).is_null())


def told_apart(raw: RawTable) -> RawTable:
    """The table with ``PEOPLE`` added to repeated names whose description counts people.

    Where the descriptions do not line up with the names, repeated ones cannot be
    distinguished, and all of them lose their names.
    """
    counts = Counter(map(normalise, raw.header))
    rows = raw.frame.head(_LOOK).rows()
    row, *described = next((r for r in rows if not _is(raw.header, r[1:])), (0,))
    texts = _filled(tuple(described), len(raw.header))
    shifted = _width(raw, row) != raw.header_cells
    header = tuple(
        name + _addition(text, shifted=shifted) if counts[normalise(name)] > 1 else name
        for name, text in zip(raw.header, texts, strict=True)
    )
    return replace(raw, header=header)


def _addition(description: str | None, *, shifted: bool) -> str:
    if shifted:
        return _EITHER
    return PEOPLE if _counts_people(description) else ""


def _width(raw: RawTable, row: int) -> int:
    """How many cells a record has; one that is not counted has as many as the header."""
    known = () if raw.widths is None else raw.widths.filter(pl.col("row") == row)["cells"]
    return max(known, default=raw.header_cells)


def _is(header: tuple[str, ...], record: tuple[str | None, ...]) -> bool:
    """Whether the record is the header once more, as where files were put one below the other."""
    return tuple(cell or "" for cell in record[: len(header)]) == header


def _filled(cells: tuple[str | None, ...], width: int) -> tuple[str | None, ...]:
    return (*cells, *[None] * width)[:width]


def _counts_people(description: str | None) -> bool:
    return description is not None and normalise(description).endswith(PEOPLE.strip())


def with_groups(main: RawTable, others: tuple[RawTable, ...], key: str) -> RawTable:
    """The rows of ``main`` with the columns of the sheets that break their figures down.

    Rows belong together by their column ``key``. The columns get the names they have in a CSV,
    such as “Lifetime Post Stories by action type - like”.
    """
    for other in others:
        main = _joined(main, other, key)
    return main


def is_group(raw: RawTable, key: str) -> bool:
    """Whether the table is such a sheet."""
    return _group(raw) is not None and key in map(normalise, raw.header)


def _group(raw: RawTable) -> str | None:
    sheet = normalise(raw.sheet or "")
    return next((name for start, name in _GROUPS.items() if sheet.startswith(start)), None)


def _joined(main: RawTable, other: RawTable, key: str) -> RawTable:
    own, names = [[normalise(name) for name in raw.header] for raw in (main, other)]
    new = [at for at, name in enumerate(names) if name not in {*own, "description", ""}]
    figures = other.frame.select(
        pl.col(f"c{names.index(key)}").alias("_key"),
        *(pl.col(f"c{at}").alias(f"c{len(own) + i}") for i, at in enumerate(new)),
    )
    frame = main.frame.select("row", *(f"c{at}" for at in range(len(own)))).join(
        # A key that is there twice would double the rows of the main sheet.
        figures.unique("_key", keep="first"),
        left_on=f"c{own.index(key)}",
        right_on="_key",
        how="left",
        maintain_order="left",
    )
    header = (*main.header, *(f"{_group(other)} - {other.header[at]}" for at in new))
    return replace(main, header=header, frame=frame)
