"""What a change is made of: sessions, channel mix and rate, or channels or networks one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from data.facts.facts import Facts
from i18n.message import Message, msg
from metrics.comparison.change import ChangeUnit
from metrics.definitions.registry import Additivity, Metric
from metrics.engine import query_metrics, splittable
from metrics.maturing.maturity import MaturityStage
from metrics.question.names import key_name
from metrics.question.query import Query
from metrics.results.decompose import decompose, whole_steps
from metrics.results.outcomes import outcomes
from metrics.results.results import Headline

_LARGEST = 3  # single channels that are shown; the others are one part
_EFFECTS: dict[str, Message] = {
    "volume": msg("Sessions"),
    "mix": msg("Channel mix"),
    "rate": msg("Conversion rate"),
    "other": msg("Without a session"),
}


@dataclass(frozen=True, slots=True)
class Driver:
    """One part of a change: an effect, a channel, a network, or all others together."""

    label: Message
    value: float


@dataclass(frozen=True, slots=True)
class Drivers:
    """The parts of a change, whole numbers that add up to ``now`` minus ``before``."""

    before: float
    now: float
    parts: tuple[Driver, ...]


def drivers(facts: Facts, headline: Headline) -> Drivers | None:
    """The parts of a headline's change; None where it is not compared, or not a sum over rows.

    Nor where only some accounts are compared, or values at equal age: the parts would be others.
    """
    metric, before = headline.figure.metric, headline.before
    if before is None or headline.change.unit not in {ChangeUnit.PERCENT, ChangeUnit.NEW}:
        return None
    if metric.additivity is not Additivity.FLOW or headline.same != headline.figure.value:
        return None
    if headline.maturity is not None and headline.maturity.stage is not MaturityStage.MATURE:
        return None
    now, before = replace(headline.period, by=()), replace(before, by=())
    if metric.id in outcomes(facts).counted and metric.id != "sessions":
        found = decompose(facts, now, before, "channel", metric.id)
        if found is not None:
            sizes = {name: getattr(found, name) for name in _EFFECTS}
            whole = whole_steps(list(sizes.values()))
            parts = [Driver(_EFFECTS[name], size) for name, size in zip(sizes, whole, strict=True)]
            shown = tuple(part for part in parts if part.value)
            return Drivers(found.before, found.now, shown)
    splits = [
        split
        for key in ("channel", "network")
        if splittable(metric, key)
        and (split := _by_key(facts, metric, (now, before), key)) is not None
    ]
    # Posts mostly have one channel: one part explains nothing, their networks do.
    return next((split for split in splits if len(split.parts) > 1), next(iter(splits), None))


def _by_key(facts: Facts, metric: Metric, periods: tuple[Query, Query], key: str) -> Drivers | None:
    frames = [
        query_metrics(facts, [metric.id], replace(period, by=(key,))).select(
            key, pl.col("value").alias(name)
        )
        for period, name in zip(periods, ("now", "before"), strict=True)
    ]
    # A channel whose value is unknown in one period has no change of its own.
    if any(frame[:, 1].null_count() for frame in frames):
        return None
    joined = frames[0].join(frames[1], on=key, how="full", coalesce=True, nulls_equal=True)
    filled = joined.fill_null(0.0).with_columns(change=pl.col("now") - pl.col("before"))
    if filled["now"].sum() == 0 and filled["before"].sum() == 0:
        return None
    order = filled.with_columns(size=pl.col("change").abs()).sort(
        "size", key, descending=[True, False]
    )
    before, now = float(filled["before"].sum()), float(filled["now"].sum())
    top = order.head(_LARGEST)
    labels = [key_name(key, value) for value in top[key].to_list()]
    rest = float(order.slice(_LARGEST)["change"].sum())
    sizes = whole_steps([*top["change"].to_list(), rest])
    parts = [Driver(label, size) for label, size in zip(labels, sizes, strict=False)]
    if order.height > _LARGEST:
        parts.append(Driver(msg("Others"), sizes[-1]))
    return Drivers(before, now, tuple(part for part in parts if part.value))
