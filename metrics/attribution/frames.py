"""Visits and conversions of the facts, as journeys are made of them."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from data.placement import PLACED, place
from metrics.attribution.journey import Frame
from metrics.engine import FactSource

BETWEEN = "\x1e"
"""Between the parts of a key that is made of several columns."""

_DIRECT = "Direct"


def touches(facts: FactSource, by: Sequence[str]) -> Frame:
    """The visits of known people at known times, as ``journeys`` takes them."""
    wanted = {*by, "channel"} & PLACED
    rows = nw.from_native(facts.frame("touches"))
    frame = place(rows, "touches", wanted, facts.tagging.channels)
    known = frame.filter(~nw.col("user_key").is_null() & ~nw.col("started_at").is_null())
    parts = [nw.col(name).fill_null("") for name in by]
    return known.select(
        "user_key",
        nw.col("session_id").fill_null(""),
        at=_microseconds(frame, "started_at"),
        day=nw.col("started_on"),
        key=parts[0] if len(parts) == 1 else nw.concat_str(*parts, separator=BETWEEN),
        direct=nw.col("channel") == _DIRECT,
    )


def conversions(facts: FactSource, events: Sequence[str]) -> Frame:
    """What people did that counts, as ``journeys`` takes it, unknown people and times included."""
    frame = nw.from_native(facts.frame("conversions"))
    if events:
        frame = frame.filter(nw.col("event_name").is_in(list(events)))
    named = [nw.col(name).fill_null("") for name in ("event_name", "transaction_id")]
    return frame.select(
        "user_key",
        at=_microseconds(frame, "converted_at"),
        day=nw.col("converted_on"),
        value=nw.col("value"),
        currency=nw.when(nw.col("value") != 0).then(nw.col("currency").fill_null("")),
        conversion=nw.concat_str(*named, separator=BETWEEN),
    )


def known(conversions: Frame) -> Frame:
    """Those of known people at known times: only they can have a journey."""
    return conversions.filter(~nw.col("user_key").is_null() & ~nw.col("at").is_null())


def _microseconds(frame: Frame, name: str) -> nw.Expr:
    """Microseconds since 1970 of a column in UTC.

    Only polars has them ready; elsewhere they are counted from the parts of date and time, which
    every engine has (its session's time zone must be UTC).
    """
    moment = nw.col(name).dt
    if frame.implementation.is_polars():
        return moment.timestamp("us")
    year = moment.year().cast(nw.Int64)
    leaps = (year - 1_969) // 4 - (year - 1_901) // 100 + (year - 1_601) // 400
    days = (year - 1_970) * 365 + leaps + moment.ordinal_day().cast(nw.Int64) - 1
    minutes = (days * 24 + moment.hour().cast(nw.Int64)) * 60 + moment.minute().cast(nw.Int64)
    seconds = minutes * 60 + moment.second().cast(nw.Int64)
    return seconds * 1_000_000 + moment.microsecond().cast(nw.Int64)
