"""Loads aggregated path statistics: computed once per facts version and cached on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import narwhals as nw
import polars as pl

from data.facts.source import FactSource, collect_all
from metrics.attribution.daily_aggregates import Tallies, Tally
from metrics.attribution.frames import BETWEEN, conversions
from metrics.attribution.leads import of_leads
from metrics.attribution.markov_removal import TransitionGraph
from metrics.attribution.path_statistics import Statistics, keys_of, statistics
from metrics.attribution.query import AttributionQuery
from metrics.attribution.shapley_values import MOST_PLAYERS

_FORMAT = 2  # version of the stored statistics; raised when they change, old ones are ignored
OTHERS = "\x1eothers"
"""All keys together that are beyond the number of players of a coalition game."""


def by_day(facts: FactSource, ask: AttributionQuery) -> Tallies | None:
    """The tallies of every day there is: any period is a sum of them. None without a visit."""
    name = ("attribution", "day", ask.by, ask.lookback_days, ask.events, ask.settings)
    tallies: Tallies | None = facts.derived(name, lambda: _by_day(facts, ask, repr(name)))
    return tallies


def _by_day(facts: FactSource, ask: AttributionQuery, name: str) -> Tallies | None:
    def work() -> dict[str, pl.DataFrame]:
        keys = keys_of(facts, ask)
        named = pl.DataFrame({"key": keys}, schema={"key": pl.String})
        if not keys:
            return {"keys": named}
        stats = statistics(facts, ask, keys, _alone(keys), "day", None)
        return {"keys": named, "shares": stats.shares, "steps": stats.steps, "sets": stats.sets}

    tables = ("touches", "conversions", *(("leads",) if ask.leads else ()))
    posts = ("posts", "web_sessions", "leads", "ad_costs") if "post" in ask.by else ()
    tables_read = facts.worked_out(f"{_FORMAT} {name}", {*tables, *posts}, work)
    keys = tuple(tables_read["keys"]["key"])
    if not keys:
        return None
    cached = Statistics(tables_read["shares"], tables_read["steps"], tables_read["sets"])
    return _tallies(cached, keys, "day")


def by_part(facts: FactSource, ask: AttributionQuery) -> Tallies:
    """The tallies of the period's journeys (at least one), in random parts."""
    days = ask.start, ask.end
    name = ("attribution", "part", ask)
    keys = keys_of(facts, ask)

    def work() -> Tallies:
        tallies = statistics(facts, ask, keys, _alone(keys), "part", days)
        return _tallies(tallies, keys, "part")

    tallies: Tallies = facts.derived(name, work)
    return tallies


def totals(facts: FactSource, ask: AttributionQuery) -> pl.DataFrame:
    """Per day, all conversions (also those without a journey), their value and currencies."""
    name = ("attribution", "totals", ask.events)
    by_day_totals: pl.DataFrame = facts.derived(name, partial(_totals, facts, ask.events))
    return by_day_totals.filter(pl.col("day").is_between(pl.lit(ask.start), pl.lit(ask.end)))


def span(facts: FactSource, events: Sequence[str]) -> tuple[date, date] | None:
    """The first and the last day of conversions, None where there are none."""
    name = ("attribution", "totals", tuple(events))
    days = facts.derived(name, partial(_totals, facts, events))["day"].drop_nulls()
    return None if days.is_empty() else (days.min(), days.max())


def _totals(facts: FactSource, events: Sequence[str]) -> pl.DataFrame:
    def work() -> dict[str, pl.DataFrame]:
        rows = conversions(facts, events).group_by("day")
        aggregated = rows.agg(
            nw.len().cast(nw.Int64).alias("conversions"),
            nw.col("value").sum(),
            valued=nw.col("value").count(),
            lowest=nw.col("currency").min(),
            highest=nw.col("currency").max(),
        )
        return {"totals": collect_all([aggregated])[0]}

    tables = ("leads", "touches") if of_leads(events) else ("conversions",)
    return facts.worked_out(f"{_FORMAT} attribution totals {events}", tables, work)["totals"]


def _alone(keys: tuple[str, ...]) -> int:
    """How many keys are players of their own; the others are one player together."""
    return MOST_PLAYERS - 1 if len(keys) > MOST_PLAYERS else len(keys)


def _tallies(stats: Statistics, keys: tuple[str, ...], split: str) -> Tallies:
    alone = keys[: _alone(keys)]
    lines = pl.concat([stats.shares[split], stats.steps[split], stats.sets[split]]).unique().sort()
    steps = Tally.of(stats.steps, lines, split)
    every = pl.DataFrame({"key": keys}, schema={"key": pl.String})
    return Tallies(
        tuple(lines),
        keys,
        Tally.of(stats.shares, lines, split, every),
        steps,
        TransitionGraph.of(steps.cases, keys),
        Tally.of(stats.sets, lines, split),
        (*alone, OTHERS) if len(alone) < len(keys) else alone,
    )


def events(facts: FactSource) -> tuple[str, ...]:
    """The names of the conversions, most frequent first."""
    rows = nw.from_native(facts.frame("conversions")).filter(~nw.col("event_name").is_null())
    [counted] = collect_all([rows.group_by("event_name").agg(times=nw.len())])
    return tuple(counted.sort(["times", "event_name"], descending=[True, False])["event_name"])


def key_parts(key: str, ask: AttributionQuery) -> tuple[str | None, ...]:
    """The values of the parts of a key, in the order of the query's ``by``; None if unknown."""
    parts = [""] * len(ask.by) if key == OTHERS else key.split(BETWEEN)
    return tuple(part or None for part in parts)
