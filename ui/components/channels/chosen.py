"""Which metrics the tables of channels show, and the values of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metrics.definitions.registry import (
    Additivity,
    Metric,
    Polarity,
    Stage,
    Unit,
    cost_metric,
    metrics,
)
from metrics.results.channel_changes import ChannelChanges
from metrics.results.outcomes import OutcomeSet
from metrics.results.rate_intervals import has_interval
from ui import cache
from ui.filters import Filters


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """Metric ids by their place in the table; None where no file has it.

    ``every`` are all that the company's files break down by channel, the main one first.
    """

    main: str
    volume: str | None
    rate: str | None
    cost: str | None
    cost_per: str | None
    revenue: str | None
    every: tuple[str, ...]


def columns(company: OutcomeSet) -> ChosenColumns:
    """The main outcome that files break down by channel, and what belongs to it."""
    names = company.columns
    main = next((name for name in company.results if name in names), names[0])
    known = [metrics()[name] for name in names if name != main]
    rates = sorted(
        (one for one in known if has_interval(one)),
        key=lambda one: (
            one.numerator != metrics()[main].numerator,
            one.stage is not Stage.OUTCOME,
        ),
    )
    cost = next((name for name in ("cost", "ad_spend") if name in names), None)
    volumes = (one for one in known if one.unit is Unit.COUNT and one.additivity is Additivity.FLOW)
    per = cost_metric(main)
    return ChosenColumns(
        main,
        "sessions" if "sessions" in names and main != "sessions" else _first(volumes),
        _first(rates),
        cost,
        per if per in names else None,
        _first(one for one in known if _is_earned(one)),
        (main, *(one.id for one in known)),
    )


def _is_earned(metric: Metric) -> bool:
    return (
        metric.unit is Unit.MONEY
        and metric.additivity is Additivity.FLOW
        and metric.polarity is Polarity.HIGHER
    )


def _first(found: Iterable[Metric]) -> str | None:
    return next((one.id for one in found), None)


def values(chosen: Filters) -> ChannelChanges:
    """Every metric of every channel with its change."""
    shown = columns(cache.outcomes())
    return cache.channel_changes(shown.every, chosen.query(), chosen.compare)


def overhead(found: ChannelChanges, cost: str | None) -> float | None:
    """Costs that belong to no channel: the rest of the total. None where there are none."""
    whole = None if cost is None else found.whole[cost].figure.value
    if cost is None or whole is None:
        return None
    rows = [*found.channels.values(), found.unknown]
    parts = [row[cost].figure.value for row in rows if cost in row]
    rest = whole - sum(part for part in parts if part is not None)
    return rest if round(rest, 2) > 0 else None
