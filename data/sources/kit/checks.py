"""Data quality checks: sums of parts, totals rows, currencies, future and missing dates.

They are identities that hold in an untouched export; a warning says by how much they fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from data.base.issue import Level
from data.base.table_report import CheckResult
from data.reading.table import Finding
from data.sources.kit.spec import TypedRows
from i18n.message import Message, msg, plural

_MADE = frozenset({"observed_at", "as_of"})  # said by the import, which may lie a zone ahead
_SEE_ORIGINAL = msg(
    "Compare a few rows with the network’s own page. If the file was edited, import the original."
)


@dataclass(frozen=True, slots=True)
class AddsUp:
    """``total`` equals the sum of ``parts`` in every row, blanks counting as nothing."""

    total: str
    parts: tuple[str, ...]
    label: Message

    def __call__(self, rows: TypedRows) -> Iterator[Finding | CheckResult]:
        """How many rows hold, and one warning with the difference over those that do not."""
        if not {self.total, *self.parts} <= rows.columns.keys():
            return
        difference = pl.col(self.total) - pl.sum_horizontal(self.parts)
        # A row without its total claims nothing, so it neither holds nor fails.
        stated = rows.frame.select("source_row", off=difference).drop_nulls("off")
        off = stated.filter(pl.col("off") != 0)
        missing = float(off["off"].sum())
        yield CheckResult(self._claim(rows), stated.height, off.height, missing)
        if off.height:
            yield Finding(
                Level.WARNING,
                plural(
                    "{label}: in {count} row the parts do not add up to the total (difference {difference})",
                    "{label}: in {count} rows the parts do not add up to the total (difference {difference})",
                    count=off.height,
                    label=self.label,
                    difference=missing,
                ),
                _SEE_ORIGINAL,
                off["source_row"][0],
            )

    def _claim(self, rows: TypedRows) -> Message:
        parts = " + ".join(rows.columns[part] for part in self.parts)
        return msg("{parts} = {total}", parts=parts, total=rows.columns[self.total])


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """The row of totals that was left out agrees with the sums, give or take a share of it."""

    columns: tuple[str, ...]
    tolerance: float

    def __call__(self, rows: TypedRows) -> Iterator[Finding | CheckResult]:
        """Every total that is stated, and one warning for the first outside the tolerance."""
        short = []
        for name in self.columns:
            stated = rows.left_out[name].drop_nulls()
            if name not in rows.columns or not stated.len() or not stated[0]:
                continue
            # Of a large file the totals row comes with the last piece, long after most rows.
            summed = rows.given.sums.get(name, 0.0) + float(rows.frame[name].sum())
            total = float(stated[0])
            off = abs(total - summed) > self.tolerance * abs(total)
            claim = msg("Rows of “{column}” = its total", column=rows.columns[name])
            yield CheckResult(claim, 1, int(off), total - summed, self.tolerance)
            short += [_short(rows.columns[name], summed, total)] if off else []
        # One table lacks the same rows in every column: one warning says it.
        yield from short[:1]


def _short(column: str, summed: float, total: float) -> Finding:
    return Finding(
        Level.WARNING,
        totals_differ(column, summed, total),
        msg("The table lists only part of the rows. Export a shorter period to get all of them."),
        column=column,
    )


def totals_differ(column: str, rows: float, total: float) -> Message:
    """What a file's rows add up to, and what its own total says, both as they are."""
    return msg(
        "The rows of “{column}” add up to {rows}, but the file’s own total is {total}",
        column=column,
        rows=_number(rows),
        total=_number(total),
    )


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 2)


@dataclass(frozen=True, slots=True)
class Priced:
    """Every ``amount`` names its currency."""

    amount: str

    def __call__(self, rows: TypedRows) -> Iterator[Finding]:
        """One warning with the number of rows that leave it out."""
        # 0 is nothing in any currency.
        bare = rows.frame.filter(pl.col("currency").is_null() & (pl.col(self.amount) != 0))
        if bare.height:
            yield Finding(
                Level.WARNING,
                plural(
                    "{count} amount has no currency. It is never divided by amounts of another file",
                    "{count} amounts have no currency. They are never divided by amounts of another file",
                    count=bare.height,
                ),
                msg(
                    "Add the currency column to the export (codes such as EUR), and import it "
                    "again."
                ),
                bare["source_row"][0],
                rows.columns.get(self.amount),
            )


def in_future(frame: pl.DataFrame, day: str, today: date) -> Iterator[Finding]:
    """A warning when rows have a day after tomorrow (which is today somewhere on Earth).

    ``day`` is the table's own; the end of a period and other moments, such as the day on which a
    lead was won, are looked at where that one is sound.
    """
    tomorrow = today + timedelta(days=1)
    moments = [
        name for name, dtype in frame.schema.items() if dtype.is_temporal() and name not in _MADE
    ]
    for name in dict.fromkeys((day, *moments)):
        # The latest moment is quick to find, and hardly ever in the future.
        latest = frame[name].max()
        if latest is None or _day_of(latest) <= tomorrow:
            continue
        late = frame.filter(pl.col(name).dt.date() > tomorrow)
        yield Finding(
            Level.WARNING,
            plural(
                "{count} row is in the future: {day}",
                "{count} rows are in the future, such as {day}",
                count=late.height,
                day=str(late[name].dt.date()[0]),
            ),
            msg("Check the year or the order of day and month, and this computer’s date."),
            late["source_row"][0],
        )
        return


def _day_of(moment: object) -> date:
    if isinstance(moment, datetime):
        return moment.date()
    assert isinstance(moment, date)  # noqa: S101  # the column is temporal
    return moment


def undated(frame: pl.DataFrame, day: str) -> Iterator[Finding]:
    """A warning when rows have no day: no period has a place for them."""
    without = frame.filter(pl.col(day).is_null())
    if without.height:
        yield Finding(
            Level.WARNING,
            plural(
                "{count} row has no date, so it is in no period",
                "{count} rows have no date, so they are in no period",
                count=without.height,
            ),
            msg("Export again with the date column, and import that file unchanged."),
            without["source_row"][0],
        )
