"""Rewrapped CSV: every line of the file packed into one quoted cell by a spreadsheet."""

from __future__ import annotations

import csv

from data.reading.delimiter import CANDIDATES

_FEWEST = 5  # a single cell that parses to more columns than this was a whole record


def is_rewrapped(head: str) -> bool:
    """Whether the first line is one quoted cell that itself holds a record, and so is the next."""
    line, *more = (text.rstrip("\r") for text in head.split("\n", 2)[:2])
    inner = _peel(line)
    # A line of quoted cells also begins and ends with a quotation mark: it has several cells.
    several = any(len(_cells(line, delimiter)) > 1 for delimiter in CANDIDATES)
    if inner == line or several or not "".join(more or '"').startswith('"'):
        return False
    return max(len(_cells(inner, delimiter)) for delimiter in CANDIDATES) > _FEWEST


def unwrap(text: str) -> str:
    """``text`` with the outer quotes of each wrapped line removed; other lines stay.

    A caption of several lines was split before it was wrapped, so each physical line is
    treated by itself: only then do the caption's own quotes close where they should.
    """
    return "\n".join(_peel(line.rstrip("\r")) for line in text.split("\n"))


def _peel(line: str) -> str:
    wrapped = len(line) > 1 and line.startswith('"') and line.endswith('"')
    return line[1:-1].replace('""', '"') if wrapped else line


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
