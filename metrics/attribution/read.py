"""The tallies of the journeys that the facts make."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import narwhals as nw
import polars as pl

from metrics.attribution.ask import Ask
from metrics.attribution.chain import Graph
from metrics.attribution.frames import BETWEEN, conversions
from metrics.attribution.game import MOST_PLAYERS
from metrics.attribution.gather import Days, keys_of, statistics
from metrics.attribution.tally import Tallies, Tally
from metrics.engine import FactSource, collect_all

OTHERS = "\x1eothers"
"""All keys together that are too many to play a part of their own."""


def by_day(facts: FactSource, ask: Ask) -> Tallies | None:
    """The tallies of every day there is: any period is a sum of them. None without a visit."""
    name = ("attribution", "day", ask.by, ask.lookback_days, ask.events, ask.settings)
    keys = keys_of(facts, ask)
    told: Tallies | None = facts.derived(
        name, lambda: _tallies(facts, ask, keys, "day", None) if keys else None
    )
    return told


def by_part(facts: FactSource, ask: Ask) -> Tallies:
    """The tallies of the period's journeys, of which there are some, dealt into parts by lot."""
    days = ask.start, ask.end
    name = ("attribution", "part", ask)
    keys = keys_of(facts, ask)
    told: Tallies = facts.derived(name, lambda: _tallies(facts, ask, keys, "part", days))
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


def _tallies(
    facts: FactSource, ask: Ask, keys: tuple[str, ...], split: str, days: Days | None
) -> Tallies:
    several = len(keys) > MOST_PLAYERS
    alone = keys[: MOST_PLAYERS - 1] if several else keys
    told = statistics(facts, ask, keys, len(alone), split, days)
    lines = pl.concat([told.shares[split], told.steps[split], told.sets[split]]).unique().sort()
    spread = Tally.of(told.steps, lines, split)
    every = pl.DataFrame({"key": keys}, schema={"key": pl.String})
    return Tallies(
        tuple(lines),
        keys,
        Tally.of(told.shares, lines, split, every),
        spread,
        Graph.of(spread.cases, keys),
        Tally.of(told.sets, lines, split),
        (*alone, OTHERS) if several else alone,
    )


def events(facts: FactSource) -> tuple[str, ...]:
    """The names of the conversions, most frequent first."""
    rows = nw.from_native(facts.frame("conversions")).filter(~nw.col("event_name").is_null())
    [told] = collect_all([rows.group_by("event_name").agg(times=nw.len())])
    return tuple(told.sort(["times", "event_name"], descending=[True, False])["event_name"])


def key_parts(key: str, ask: Ask) -> tuple[str | None, ...]:
    """The values that a key stands for, in the order of the question's ``by``; None if unknown."""
    parts = [""] * len(ask.by) if key == OTHERS else key.split(BETWEEN)
    return tuple(part or None for part in parts)
