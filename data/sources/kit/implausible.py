"""Figures that cannot be: negative counts, more than anyone could make, shares of more than all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from data.base.issue import Level
from data.reading.table import Finding
from data.sources.kit.recognise import Match
from data.tables.schema import MONEY
from i18n.message import msg, plural

MOST = 10**12
"""A count beyond it is damage: the most watched videos have some 10^10 views in all their years."""
MOST_SHARE = 1.01
"""A share of people is a part of all of them, give or take how it was rounded."""


def without_impossible(
    match: Match, frame: pl.DataFrame
) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """``frame`` with such counts unknown, and a warning for each column that has some.

    Amounts of money have no bounds here, and what may be below zero none below: see
    ``Table.may_be_negative``.
    """
    table = match.sheet.table
    bounds = {
        name: (-MOST if table.may_be_negative(name) else 0, _most(name))
        for name in table.measures
        if name not in MONEY
    }
    wrong = {name: span for name, span in bounds.items() if _has_impossible(frame[name], *span)}
    if not wrong:
        return frame, ()
    known = frame.with_columns(
        pl.when(pl.col(name).is_between(*span)).then(name).alias(name)
        for name, span in wrong.items()
    )
    return known, tuple(_findings(match, frame, wrong))


def _has_impossible(values: pl.Series, lowest: float, highest: float) -> bool:
    # The least and the most are quick to find; most columns are empty or sound.
    least, most = values.min(), values.max()
    return (
        isinstance(least, int | float)
        and isinstance(most, int | float)
        and (least < lowest or most > highest)
    )


def _most(name: str) -> float:
    return MOST_SHARE if name == "share" else MOST


def _findings(
    match: Match, frame: pl.DataFrame, columns: Mapping[str, tuple[float, float]]
) -> Iterator[Finding]:
    for name, span in columns.items():
        at = match.located.positions.get(name)
        header = name if at is None else match.raw.header[at].strip()
        bad = frame.filter(~pl.col(name).is_between(*span))
        yield Finding(
            Level.WARNING,
            plural(
                "{count} count in “{column}” is impossible: {value}. It is skipped as unknown",
                "{count} counts in “{column}” are impossible, such as {value}. They are "
                "skipped as unknown",
                count=bad.height,
                column=header,
                value=str(bad[name][0]),
            ),
            msg("The file was probably edited or damaged. Import the original download."),
            bad["source_row"][0],
            header,
        )
