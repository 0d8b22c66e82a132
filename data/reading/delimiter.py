"""Delimiter detection: a declared separator, else a vote over quoted records."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

CANDIDATES = ",;\t|"
_SAMPLE = 300
_DECLARED = re.compile(r'^"?sep=(.)')


def declared(head: str) -> str | None:
    """The separator that a first line such as ``sep=;`` names, if there is one."""
    match = _DECLARED.match(head)
    return match[1] if match and match[1] in CANDIDATES else None


def vote(head: str) -> str:
    """The separator under which most records of ``head`` have the same, larger width.

    A declared separator wins as long as it separates anything at all.
    """
    first = declared(head)
    body = head if first is None else head.partition("\n")[2]
    if first is not None and _score(body, first) > 0:
        return first
    return max(CANDIDATES, key=lambda candidate: _score(body, candidate))


def sample(head: str, delimiter: str) -> list[list[str]]:
    """The first records of ``head``."""
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    for record in _until_error(reader):
        records.append(record)
        if len(records) == _SAMPLE:
            break
    return records


def _until_error(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        return


def _score(head: str, delimiter: str) -> float:
    widths = [len(r) for r in sample(head, delimiter) if any(cell.strip() for cell in r)]
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0
    # The share of records with the same width, wide ones counting up to twice as much.
    return max(count * (1 + min(width, 12) / 12) for width, count in several.items()) / len(widths)
