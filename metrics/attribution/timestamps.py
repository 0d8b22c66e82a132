"""Timestamps as epoch microseconds, on any engine."""

from __future__ import annotations

import narwhals as nw

from metrics.attribution.journey import Frame


def microseconds(frame: Frame, time: str | nw.Expr) -> nw.Expr:
    """Microseconds since 1970 of a column, or an expression, in UTC.

    Only polars has them ready; elsewhere they are counted from the parts of date and time, which
    every engine has (its session's time zone must be UTC).
    """
    moment = (nw.col(time) if isinstance(time, str) else time).dt
    if frame.implementation.is_polars():
        return moment.timestamp("us")
    year = moment.year().cast(nw.Int64)
    # Leap days since 1970 by the Gregorian rule: every 4 years, not every 100, but every 400.
    leaps = (year - 1_969) // 4 - (year - 1_901) // 100 + (year - 1_601) // 400
    days = (year - 1_970) * 365 + leaps + moment.ordinal_day().cast(nw.Int64) - 1
    minutes = (days * 24 + moment.hour().cast(nw.Int64)) * 60 + moment.minute().cast(nw.Int64)
    seconds = minutes * 60 + moment.second().cast(nw.Int64)
    return seconds * 1_000_000 + moment.microsecond().cast(nw.Int64)
