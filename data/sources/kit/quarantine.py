"""Quarantined rows: records that cannot be used, with their cells and the reason of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from data.base.issue import Level
from data.reading.table import Finding, RawTable
from data.sources.kit.convert import Typed
from data.sources.kit.recognise import Match
from i18n.message import Message, msg, plural

SCHEMA = pl.Schema(
    {"sheet": pl.String(), "row": pl.Int64(), "reason": pl.String(), "record": pl.String()}
)
CUT_OFF = msg("The file ends in the middle of this row")
REVERSED = msg("The period ends before it begins")
REPEATED = msg("The same {columns} is in an earlier row")


@dataclass(frozen=True, slots=True)
class QuarantinedRows:
    """Rows left out (``sheet``, ``row``, ``reason``, ``record``) and findings about them."""

    frame: pl.DataFrame | None = None
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, reasons: Mapping[int, Message], raw: RawTable) -> QuarantinedRows:
        """The raw records whose row numbers ``reasons`` names."""
        if not reasons:
            return cls()
        records = raw.frame.filter(pl.col("row").is_in(list(reasons)))
        rows = [
            (
                raw.sheet,
                row,
                json.dumps(reasons[row].to_json()),
                json.dumps(cells, ensure_ascii=False),
            )
            for row, *cells in records.rows()
        ]
        frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
        return cls(frame, _summary(reasons))


def invalid_rows(
    match: Match, frame: pl.DataFrame, typed: Typed, text: pl.DataFrame
) -> dict[int, Message]:
    """Reasons by row number for rows whose required columns are empty or unreadable."""
    reasons: dict[int, Message] = {}
    for name in match.sheet.required:
        for row, written in _empty(frame, name, text):
            reasons.setdefault(
                row, _reason(_shown(match, name), written if name in typed.columns else None)
            )
    return reasons


def reversed_periods(frame: pl.DataFrame) -> dict[int, Message]:
    """Reasons by row number for rows whose period ends before it begins."""
    if "period_to" not in frame.columns:
        return {}
    rows = frame.filter(pl.col("period_to") < pl.col("period_from"))["source_row"]
    return dict.fromkeys(rows.to_list(), REVERSED)


def repeated(match: Match, frame: pl.DataFrame) -> dict[int, Message]:
    """Reasons by row number for rows that repeat an earlier row's identity.

    A row without the last of the columns that identify it has none to repeat; of columns of which
    a file has only some, such as query, page and day, the last one that is there counts. A file
    without the ids among them identifies nothing: its purchases are not one purchase.
    """
    if not match.sheet.unique:
        return {}
    keys = frame.select(match.sheet.unique)
    distinct = keys.n_unique() if keys.width > 1 else keys.to_series().n_unique()
    if distinct == keys.height:  # the usual case, and much the quickest to see
        return {}
    there = [name for name in match.sheet.unique if frame[name].null_count() < frame.height]
    ids = {name for name in match.sheet.unique if name.endswith("_id")}
    if not there or (ids and ids.isdisjoint(there)):
        return {}
    named = frame.filter(pl.col(there[-1]).is_not_null())
    again = named.filter(~pl.struct(match.sheet.unique).is_first_distinct())
    return repeated_before(match, again["source_row"].to_list())


def repeated_before(match: Match, rows: Iterable[int]) -> dict[int, Message]:
    """The reason, for each of these row numbers, that an earlier row has the same identity."""
    # Headers as the file writes them: the user looks for them in the file.
    columns = ", ".join(_shown(match, name) for name in match.sheet.unique)
    reason = REPEATED.filled(columns=columns)
    return dict.fromkeys(rows, reason)


def _shown(match: Match, name: str) -> str:
    """The header of the column as the file writes it, for people to find it."""
    at = match.located.positions.get(name)
    return name if at is None else match.raw.header[at].strip()


def _empty(frame: pl.DataFrame, name: str, text: pl.DataFrame) -> list[tuple[int, str | None]]:
    bad = frame.filter(pl.col(name).is_null()).select("source_row")
    if bad.is_empty():
        return []
    written = pl.col(name) if name in text.columns else pl.lit(None, pl.String).alias(name)
    return bad.join(
        text.select("row", written), left_on="source_row", right_on="row", how="left"
    ).rows()


def _reason(name: str, written: str | None) -> Message:
    if written is None or not written.strip():
        return msg("“{column}” is empty", column=name)
    return msg(
        "“{value}” is not a {column} as this export writes it", value=written[:80], column=name
    )


def _summary(reasons: Mapping[int, Message]) -> tuple[Finding, ...]:
    # One finding for all: the reasons of single rows are stored with the rows.
    first = min(reasons)
    return (
        Finding(
            Level.WARNING,
            plural(
                "{count} row was skipped because it cannot be used: {reason}",
                "{count} rows were skipped because they cannot be used. The first one: {reason}",
                count=len(reasons),
                reason=reasons[first],
            ),
            msg(
                "Check the skipped rows. If they matter, export the file again and import it "
                "unchanged."
            ),
            first,
        ),
    )
