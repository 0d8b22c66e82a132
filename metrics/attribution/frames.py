"""Touchpoints and conversions of the facts, in the columns that journeys are built from."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from data.channels.classification import DERIVED_COLUMNS, assign_channels
from data.facts.source import FactSource
from metrics.attribution.journey import Frame
from metrics.attribution.leads import conversions_of, of_leads, visits_of_tagged
from metrics.attribution.posts import with_posts
from metrics.attribution.timestamps import microseconds

BETWEEN = "\x1e"
"""Between the parts of a key that is made of several columns."""

_DIRECT = "Direct"
TAGS = ("channel_group", "source", "medium", "campaign", "content", "term", "landing_page")
"""The columns of a visit that say where it came from."""
_VISIT = ("user_key", "session_id", "at", "started_on", *TAGS)


def touches(facts: FactSource, by: Sequence[str], *, leads: bool = False) -> Frame:
    """The visits of known people at known times, as ``journeys`` takes them.

    With ``leads`` also the one visit that is known of a lead with nothing but its tags.
    """
    keyed = with_keys(facts, visits(facts, leads=leads), by)
    return keyed.select("user_key", "session_id", "at", "day", "key", "direct")


def visits(facts: FactSource, *, leads: bool) -> Frame:
    """``touches`` with ``TAGS`` instead of ``key`` and ``direct``."""
    rows = nw.from_native(facts.frame("touches"))
    known = rows.filter(~nw.col("user_key").is_null() & ~nw.col("started_at").is_null())
    known = known.with_columns(at=microseconds(known, "started_at")).select(*_VISIT)
    if leads:
        known = nw.concat([known, visits_of_tagged(facts).select(*_VISIT)])
    return known.select(
        "user_key",
        nw.col("session_id").fill_null(""),
        "at",
        *TAGS,
        day=nw.col("started_on"),
    )


def with_keys(facts: FactSource, tagged: Frame, by: Sequence[str]) -> Frame:
    """Rows with ``TAGS``, with the ``key`` and ``direct`` that follow from them."""
    placed = assign_channels(
        tagged, "touches", {*by, "channel"} & DERIVED_COLUMNS, facts.inputs.tagging.channels
    )
    if "post" in by:
        placed = with_posts(facts, placed)
    parts = [nw.col(name).fill_null("") for name in by]
    return placed.with_columns(
        key=parts[0] if len(parts) == 1 else nw.concat_str(*parts, separator=BETWEEN),
        direct=nw.col("channel") == _DIRECT,
    )


def conversions(facts: FactSource, events: Sequence[str]) -> Frame:
    """The conversions, as ``journeys`` takes them, unknown people and times included."""
    if of_leads(events):
        return conversions_of(facts, events)
    frame = nw.from_native(facts.frame("conversions"))
    if events:
        frame = frame.filter(nw.col("event_name").is_in(list(events)))
    event = nw.col("event_name").fill_null("")
    named = [event, nw.col("transaction_id").fill_null("")]
    return frame.select(
        "user_key",
        at=microseconds(frame, "converted_at"),
        day=nw.col("converted_on"),
        value=nw.col("value"),
        # A zero needs no currency.
        currency=nw.when(nw.col("value") != 0).then(nw.col("currency").fill_null("")),
        conversion=nw.concat_str(*named, separator=BETWEEN),
        event=event,
    )


def known(conversions: Frame) -> Frame:
    """Those of known people at known times: only they can have a journey."""
    return conversions.filter(~nw.col("user_key").is_null() & ~nw.col("at").is_null())
