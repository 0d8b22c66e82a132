"""Figures that cannot be: negative counts, more than anybody could make, shares of more than all."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.issue import Level
from data.reading.table import Finding
from data.sources.kit.recognise import Match
from i18n.message import msg, plural

MOST = 10**12
"""A count beyond it is damage: the most watched videos have some 10^10 views in all their years."""
MOST_SHARE = 1.01
"""A share of people is a part of all of them, give or take how it was rounded."""


def without_impossible(
    match: Match, frame: pl.DataFrame
) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """``frame`` with such counts unknown, and a warning for each column that has some.

    What may be below zero is left as it is: see ``Table.may_be_negative``.
    """
    table = match.sheet.table
    counts = [name for name in table.measures if not table.may_be_negative(name)]
    wrong = [name for name in counts if _has_impossible(frame[name])]
    if not wrong:
        return frame, ()
    known = frame.with_columns(pl.when(_possible(name)).then(name).alias(name) for name in wrong)
    return known, tuple(_findings(match, frame, wrong))


def _has_impossible(values: pl.Series) -> bool:
    # The least and the most are quick to find; most columns are empty or sound.
    least, most = values.min(), values.max()
    return (
        isinstance(least, int | float)
        and isinstance(most, int | float)
        and (least < 0 or most > _most(values.name))
    )


def _most(name: str) -> float:
    return MOST_SHARE if name == "share" else MOST


def _possible(name: str) -> pl.Expr:
    return (pl.col(name) >= 0) & (pl.col(name) <= _most(name))


def _findings(match: Match, frame: pl.DataFrame, columns: list[str]) -> Iterator[Finding]:
    for name in columns:
        at = match.located.positions.get(name)
        header = name if at is None else match.raw.header[at].strip()
        bad = frame.filter(~_possible(name))
        yield Finding(
            Level.WARNING,
            plural(
                "{count} count in “{column}” cannot be: {value}. It is left out as unknown",
                "{count} counts in “{column}” cannot be, such as {value}. They are left out as unknown",
                count=bad.height,
                column=header,
                value=str(bad[name][0]),
            ),
            msg("The file was probably edited or damaged. Import the original download."),
            bad["source_row"][0],
            header,
        )
