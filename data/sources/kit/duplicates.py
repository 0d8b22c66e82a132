"""Duplicate columns, columns without a name, and duplicate rows: a warning for each."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level
from data.reading.names import normalise
from data.reading.table import Finding
from data.sources.kit.convert import only_excludes
from data.sources.kit.recognise import Match
from i18n.message import msg, plural


def duplicate_columns(match: Match, aligned: pl.Series) -> Iterator[Finding]:
    """A warning for each name that several columns have, with different values.

    One of them may be a figure that has lost its own name, so it matters where none is read too.
    """
    names = [normalise(name) for name in match.raw.header]
    read = set(match.located.positions.values())
    twice = dict.fromkeys(name for name in names if name and names.count(name) > 1)
    fields = {name for field in match.sheet.fields for _, name in field.names}
    for name in twice:
        places = [i for i, other in enumerate(names) if other == name]
        at = next((i for i in places if i in read), places[0])
        # Old exports, whose rows are uneven, have some names twice that are not read; no field has.
        if at not in read and match.source.uneven(match.raw) and name not in fields:
            continue
        others = [i for i in places if i != at]
        if (row := _first_difference(match, aligned, at, others)) is not None:
            yield _doubled(match.raw.header[at].strip(), row, at in read)


def _first_difference(match: Match, aligned: pl.Series, at: int, others: list[int]) -> int | None:
    cells = [f"c{i}" for i in (at, *others) if f"c{i}" in match.raw.frame.columns]
    # ``aligned`` may be longer: sample rows of a large file follow the rows of the piece.
    there = match.raw.frame.filter(aligned.head(match.raw.frame.height)).select("row", *cells)
    differ = pl.any_horizontal(pl.col(cells[0]).ne_missing(pl.col(c)) for c in cells[1:])
    rows = there.filter(differ)["row"]
    return int(rows[0]) if len(rows) else None


def _doubled(name: str, row: int, read: bool) -> Finding:
    first = msg(
        "The column “{column}” appears twice with different values. The first one was read",
        column=name,
    )
    neither = msg(
        "The column “{column}” appears twice with different values. One of them may be another "
        "metric that is missing now",
        column=name,
    )
    return Finding(
        Level.WARNING,
        first if read else neither,
        msg(
            "If the file was edited, import the original. If not, compare the values with the "
            "network’s own page."
        ),
        row,
        name,
    )


def nameless_columns(match: Match) -> Iterator[Finding]:
    """A warning where a column without a header has values: the header may be shifted."""
    raw, frame = match.raw, match.raw.frame
    read = [field for field in match.sheet.fields if not only_excludes(field)]
    positions = match.located.positions
    known = {f"c{positions[field.to]}" for field in read if field.to in positions}
    named = {f"c{at}" for at, name in enumerate(raw.header) if name.strip()}
    rest = [c for c in frame.columns[1:] if c not in known | named]
    # Filled in most rows: a stray remark in a spreadsheet fills only a few.
    if any(2 * frame[c].count() > frame.height for c in rest):
        yield Finding(
            Level.WARNING,
            msg("A column without a name has values, so the header may be above the wrong columns"),
            msg(
                "Compare a few values with the network’s own page. If they differ, import the "
                "original."
            ),
        )


def doubtful_columns(match: Match) -> Iterator[Finding]:
    """A warning for each column that is not read because a better one may have lost its name."""
    header = match.raw.header
    for left, better in match.located.doubtful:
        yield Finding(
            Level.WARNING,
            msg(
                "“{left}” is not read, because “{better}” looks like a column that takes priority",
                left=header[left].strip(),
                better=header[better].strip(),
            ),
            msg("Correct the name of that column and import the file again."),
            column=header[better].strip(),
        )


def duplicate_rows(match: Match, frame: pl.DataFrame, facts: pl.DataFrame) -> Iterator[Finding]:
    """A warning where rows are equal in every cell, those that are not read included.

    Where an export has a column that identifies its rows, repeats are quarantined instead.
    Where ``facts``, a row each, were counted together into ``frame``, they are looked at themselves.
    """
    if not match.sheet.unique and frame.height < facts.height:
        again = _written_again(match, facts["source_row"], facts["source_row"])
        if len(again):
            yield _again(len(again), int(again[0]))
        return
    measured = [name for name in match.sheet.table.measures if name in frame.columns]
    if match.sheet.unique or not measured or frame.height < 2:
        return
    filled = [
        c for c in frame.columns if c != "source_row" and frame[c].null_count() < frame.height
    ]
    # Usually the figures alone differ from row to row, and numbers are quick to compare.
    if any(_all_differ(frame.select(names)) for names in (measured, filled)):
        return
    # Rows of zeros are often alike and change no sum.
    counted = frame.filter(pl.any_horizontal(pl.col(name) != 0 for name in measured))
    again = counted.filter(~pl.struct(filled).is_first_distinct())["source_row"]
    if len(again) and len(again := _written_again(match, counted["source_row"], again)):
        yield _again(len(again), int(again[0]))


def _written_again(match: Match, counted: pl.Series, alike: pl.Series) -> pl.Series:
    """Those of the rows ``alike`` that the file has twice with all their cells.

    A breakdown that is not read, such as age or week, tells rows apart whose figures are the same.
    """
    raw = match.raw.frame
    cells = [name for name in raw.columns if name != "row"]
    written = raw.filter(pl.col("row").is_in(counted.implode()))
    again = written.filter(~pl.struct(cells).is_first_distinct())["row"]
    return alike.filter(alike.is_in(again.implode()))


def _all_differ(frame: pl.DataFrame) -> bool:
    return frame.hash_rows().n_unique() == frame.height


def _again(count: int, row: int) -> Finding:
    return Finding(
        Level.WARNING,
        plural(
            "{count} row is exactly like an earlier one. It is counted too",
            "{count} rows are exactly like an earlier one. All of them are counted",
            count=count,
        ),
        msg(
            "If files were copied together, import the original exports. In a report with few "
            "columns such rows can be right."
        ),
        row,
    )
