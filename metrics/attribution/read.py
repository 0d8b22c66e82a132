"""Touches and conversions of the facts, and the tallies of the journeys they make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import narwhals as nw
import polars as pl

from data.placement import PLACED, place
from metrics.attribution.ask import Ask
from metrics.attribution.chain import Graph
from metrics.attribution.game import MOST_PLAYERS
from metrics.attribution.journey import Frame, journeys
from metrics.attribution.model import Weighted, registered
from metrics.attribution.statistics import coalitions_of, credits_of, transitions_of
from metrics.attribution.tally import Tallies, Tally
from metrics.engine import FactSource, collect_all

BETWEEN = "\x1e"
"""Between the parts of a key that is made of several columns."""

OTHERS = "\x1eothers"
"""All keys together that are too many to play a part of their own."""

_DIRECT = "Direct"


def touches(facts: FactSource, by: Sequence[str]) -> Frame:
    """The visits of known people at known times, as ``journeys`` takes them."""
    frame = place(nw.from_native(facts.frame("touches")), "touches", {*by, "channel"} & PLACED)
    known = frame.filter(~nw.col("user_key").is_null() & ~nw.col("started_at").is_null())
    parts = [nw.col(name).fill_null("") for name in by]
    return known.select(
        "user_key",
        nw.col("session_id").fill_null(""),
        at=nw.col("started_at").dt.timestamp("us"),
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
        at=nw.col("converted_at").dt.timestamp("us"),
        day=nw.col("converted_on"),
        value=nw.col("value"),
        currency=nw.when(nw.col("value") != 0).then(nw.col("currency").fill_null("")),
        conversion=nw.concat_str(*named, separator=BETWEEN),
    )


def by_day(facts: FactSource, ask: Ask) -> Tallies:
    """The tallies of every day there is: any period is a sum of them."""
    name = ("attribution", "day", ask.by, ask.lookback_days, ask.events, ask.settings)
    told: Tallies = facts.derived(name, lambda: _tallies(facts, _journeys(facts, ask), ask, "day"))
    return told


def by_part(facts: FactSource, ask: Ask) -> Tallies:
    """The tallies of the period's journeys, dealt into parts by lot."""
    inside = nw.col("day").is_between(ask.start, ask.end)
    told: Tallies = facts.derived(
        ("attribution", "part", ask),
        lambda: _tallies(facts, _journeys(facts, ask).filter(inside), ask, "part"),
    )
    return told


def totals(facts: FactSource, ask: Ask) -> pl.DataFrame:
    """Per day, all conversions (also those without a journey), their value and currencies."""
    name = ("attribution", "totals", ask.events)
    told: pl.DataFrame = facts.derived(name, partial(_totals, facts, ask.events))
    return told.filter(pl.col("day").is_between(pl.lit(ask.start), pl.lit(ask.end)))


def span(facts: FactSource, events: Sequence[str]) -> tuple[date, date] | None:
    """The first and the last day of conversions, None where there are none."""
    name = ("attribution", "totals", tuple(events))
    days = facts.derived(name, partial(_totals, facts, events))["day"].drop_nulls()
    return None if days.is_empty() else (days.min(), days.max())


def _totals(facts: FactSource, events: Sequence[str]) -> pl.DataFrame:
    rows = conversions(facts, events).group_by("day")
    [told] = collect_all(
        [
            rows.agg(
                nw.len().cast(nw.Int64).alias("conversions"),
                nw.col("value").sum(),
                valued=nw.col("value").count(),
                lowest=nw.col("currency").min(),
                highest=nw.col("currency").max(),
            )
        ]
    )
    return told


def _journeys(facts: FactSource, ask: Ask) -> Frame:
    known = conversions(facts, ask.events).filter(
        ~nw.col("user_key").is_null() & ~nw.col("at").is_null()
    )
    return journeys(touches(facts, ask.by), known, ask.lookback_days)


def _tallies(facts: FactSource, rows: Frame, ask: Ask, split: str) -> Tallies:
    weighted = {
        name: model.by for name, model in registered().items() if isinstance(model.by, Weighted)
    }
    keys = _keys(facts, ask.by)
    several = len(keys) > MOST_PLAYERS
    alone = keys[: MOST_PLAYERS - 1] if several else keys
    shares, steps, sets = collect_all(
        [
            credits_of(rows, weighted, ask.settings, [split]),
            transitions_of(rows, ask.settings.order, [split]),
            coalitions_of(rows, alone, [split]),
        ]
    )
    lines = pl.concat([shares[split], steps[split]]).unique().sort()
    spread = Tally.of(steps, lines, split)
    return Tallies(
        tuple(lines),
        keys,
        Tally.of(shares, lines, split, pl.DataFrame({"key": keys}, schema={"key": pl.String})),
        spread,
        Graph.of(spread.cases, keys),
        Tally.of(sets, lines, split),
        (*alone, OTHERS) if several else alone,
    )


def _keys(facts: FactSource, by: Sequence[str]) -> tuple[str, ...]:
    """What credit can go to, most visited first."""
    visits = touches(facts, by).group_by("key").agg(visits=nw.len())
    [told] = collect_all([visits])
    return tuple(told.sort(["visits", "key"], descending=[True, False])["key"])
