"""Rows of figures above the header, where an export has only its title and its filters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.base.issue import Level
from data.base.message import msg
from data.reading.sections import has_figures
from data.reading.table import Finding, RawTable

_CELLS = 3  # a filter or a period is a name and a value
_COUNT = re.compile(r"\d[\d.,]*\s?%?")


def rows_above(raw: RawTable) -> Iterator[Finding]:
    """A warning that names how many were not read: they belong to another table."""
    if raw.later:
        return
    wide = [record for record in raw.preamble if len(record) >= _CELLS and has_figures(record)]
    pairs = [r for r in raw.preamble if len(r) == _CELLS - 1 and _COUNT.fullmatch(r[1])]
    lost = [*wide, *pairs] if wide or len(pairs) > 1 else []
    if lost:
        yield Finding(
            Level.WARNING,
            msg(
                "Rows with figures above the header: {count}. They were not read; the first one begins with “{cell}”",
                fr="Lignes de chiffres au-dessus de l’en-tête\u00a0: {count}. Elles n’ont pas été lues\u00a0; la première commence par «\u00a0{cell}\u00a0»",
                count=len(lost),
                cell=lost[0][0][:40],
            ),
            msg(
                "If several exports were copied into one file, import each of them as it was downloaded.",
                fr="Si plusieurs exports ont été réunis dans un fichier, importez chacun tel qu’il a été téléchargé.",
            ),
        )
