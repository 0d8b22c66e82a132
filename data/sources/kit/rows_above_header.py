"""Data rows above the header, where an export has only its title and filters: a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.base.issue import Level
from data.reading.sections import has_figures
from data.reading.table import Finding, RawTable
from i18n.message import msg, plural

_CELLS = 3  # a filter or a period is a name and a value
_COUNT = re.compile(r"\d[\d.,]*\s?%?")


def rows_above(raw: RawTable) -> Iterator[Finding]:
    """A warning that names how many were not read: they belong to another table."""
    if raw.later:  # the rows above a later table of a sheet are the table before it
        return
    wide = [record for record in raw.preamble if len(record) >= _CELLS and has_figures(record)]
    pairs = [r for r in raw.preamble if len(r) == _CELLS - 1 and _COUNT.fullmatch(r[1])]
    # One name with a number may be a line of metadata (“Rows, 5”); several are a table.
    lost = [*wide, *pairs] if wide or len(pairs) > 1 else []
    if lost:
        yield Finding(
            Level.WARNING,
            plural(
                "{count} row with values above the header was not read. It begins with “{cell}”",
                "{count} rows with values above the header were not read. The first one begins "
                "with “{cell}”",
                count=len(lost),
                cell=lost[0][0][:40],
            ),
            msg(
                "If several exports were copied into one file, import each of them as it was downloaded."
            ),
        )
