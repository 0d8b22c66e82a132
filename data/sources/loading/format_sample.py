"""Format sampling: a few rows that show how every column of a large file is written.

How a column writes its figures and dates is decided over the whole column. A table that is
read piece by piece therefore carries, with each piece, one value for every way of writing
that occurs anywhere in the file.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from data.sources.kit.recognise import Match
from data.sources.kit.spec import FieldSpec

_MOST = 2_000  # ways of writing one column; more than a few dozen are damage
# The first, second and third number of a date: one above 12 cannot be a month.
_FORKS = (r"^\s*(\d{1,4})", r"^\s*\d{1,4}\D(\d{1,2})", r"^\s*\d{1,4}\D\d{1,2}\D(\d{1,2})")
_DOTTED = r"^[+-]?\d{1,3}(?:\.\d{3})+$"  # may be a fraction or a grouped count


def sample_rows(match: Match, pieces: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Rows shaped like ``pieces``, numbered 0, with one value per column and way of writing."""
    found: dict[int, pl.DataFrame] = {}
    for piece in pieces:
        for wanted, at in _ambiguous(match):
            if f"c{at}" in piece.columns:
                ways = _ways(
                    piece[f"c{at}"], match.sheet.table.schema.get(wanted.to) or wanted.dtype
                )
                known = [found[at]] if at in found else []
                found[at] = (
                    pl.concat([*known, ways])
                    .unique("way", keep="first", maintain_order=True)
                    .head(_MOST)
                )
    height = max((ways.height for ways in found.values()), default=0)
    columns = [
        ways["value"].extend_constant(None, height - ways.height).alias(f"c{at}")
        for at, ways in found.items()
    ]
    return pl.DataFrame([pl.zeros(height, pl.Int64, eager=True).alias("row"), *columns])


def _ambiguous(match: Match) -> list[tuple[FieldSpec, int]]:
    """The fields whose text can be read in more than one way."""
    schema, positions = match.sheet.table.schema, match.located.positions
    present = [field for field in match.sheet.fields if field.to in positions]
    return [
        (field, positions[field.to])
        for field in present
        if (dtype := schema.get(field.to) or field.dtype) is not None
        and (dtype.is_numeric() or dtype.is_temporal())
    ]


def _ways(cells: pl.Series, dtype: pl.DataType | None) -> pl.DataFrame:
    """Columns ``value`` and ``way``: one real value for each way of writing in ``cells``."""
    values = cells.drop_nulls()
    if (
        dtype is not None
        and dtype.is_numeric()
        and values.cast(dtype, strict=False).null_count() == 0
    ):
        # All cells are plain numbers: only dots that may group thousands leave a doubt.
        dotted = values.filter(values.str.contains(_DOTTED))
        values = pl.concat([values.head(1), dotted.head(1)])
    frame = pl.DataFrame({"value": values.unique(maintain_order=True)})
    shape = pl.col("value").str.replace_all(r"\d", "9")
    forks = [
        pl.col("value").str.extract(fork, 1).cast(pl.Int64, strict=False) > 12 for fork in _FORKS
    ]
    way = pl.concat_str(
        shape, *(fork.fill_null(value=False).cast(pl.String) for fork in forks), separator="|"
    )
    return frame.with_columns(way=way).unique("way", keep="first", maintain_order=True)
