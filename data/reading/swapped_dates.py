"""Dates of which a spreadsheet has read one half the wrong way round."""

from __future__ import annotations

import polars as pl

_ISO = r"^\s*(\d{4})-(\d{2})-(\d{2})"
_MONTH_FIRST = r"^\s*\d{1,2}/(\d{1,2})/\d{4}"


def unswap_dates(text: pl.Series) -> pl.Series | None:
    """``MM/DD/YYYY`` text after a day-first spreadsheet: its ISO dates with day and month put right.

    Such a program takes ``01/02/2026`` for 1 February and leaves ``01/25/2026`` as text. So what
    is still text has only days above 12, and what became a date only days up to 12. None when
    the column does not show exactly that.
    """
    left = text.str.extract(_MONTH_FIRST, 1).cast(pl.Int64, strict=False).drop_nulls()
    made = text.str.extract(_ISO, 3).cast(pl.Int64, strict=False).drop_nulls()
    if not len(left) or not len(made) or (left <= 12).any() or (made > 12).any():
        return None
    return text.str.replace(_ISO, "$1-$3-$2")
