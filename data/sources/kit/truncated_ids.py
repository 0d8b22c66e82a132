"""Truncated ids: a spreadsheet took them for numbers and rounded them to fifteen digits."""

from __future__ import annotations

import polars as pl

from data.sources.kit.recognise import Match
from i18n.message import Message, msg

_SHORTENED = r"(?:^| )\d(?:[.,]\d+)?[eE]\+\d+$"  # also after the name of a system
_LONG = r"^\d{16,}$"
_ROUNDED = r"^\d{15}0+$"


def spoilt_ids(match: Match, frame: pl.DataFrame) -> dict[int, Message]:
    """Reasons by row number for rows whose identity cannot be known any more.

    ``1.79E+16`` is always such an id; ``17900000000000000`` only where all long ids end so.
    """
    reasons: dict[int, Message] = {}
    for name in match.sheet.unique:
        if frame.schema[name] == pl.String:
            bad = frame.filter(_is_spoilt(frame[name]))
            reasons |= {row: _reason(value) for row, value in bad.select("source_row", name).rows()}
    return reasons


def _is_spoilt(ids: pl.Series) -> pl.Series:
    spoilt = ids.str.contains(_SHORTENED)
    if ids.head(2).str.contains(_ROUNDED).all():  # seldom true, and the rest costs time
        rounded = ids.str.contains(_ROUNDED)
        # One long id may really end in zeros; all of several hardly can.
        if rounded.sum() > 1 and (rounded == ids.str.contains(_LONG)).all():
            spoilt |= rounded
    return spoilt.fill_null(value=False)


def _reason(value: str) -> Message:
    return msg(
        "A spreadsheet has shortened the id to “{value}”, so the real one is lost", value=value
    )
