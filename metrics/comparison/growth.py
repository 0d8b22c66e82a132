"""What is said of a figure that still grows: what is expected, since when, at which age."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from i18n.message import Message, Quantity, msg, plural
from metrics.definitions.registry import Metric, Unit
from metrics.maturing.maturity import (
    LEAST_DAYS,
    LEAST_EVENTS,
    ForecastRecord,
    Maturity,
    MaturityStage,
)
from metrics.question.query import Query

TOO_FEW = msg("Too few results so soon after the previous period for a comparison at equal age.")


def why_none(grown: Maturity) -> Message:
    """Why a figure that still grows is not compared."""
    if grown.stage is MaturityStage.TOO_EARLY and grown.half is not None:
        return plural(
            "Too early for a comparison. Half of the final number takes more than {days} day.",
            "Too early for a comparison. Half of the final number takes more than {days} days.",
            days=grown.half,
        )
    if grown.all_events >= LEAST_EVENTS:
        return plural(
            "No forecast yet. Leads are known for fewer than {n} day.",
            "No forecast yet. Leads are known for fewer than {n} days.",
            n=LEAST_DAYS,
        )
    return plural(
        "No forecast yet. {n} so far, at least {least} needed.",
        "No forecast yet. {n} so far, at least {least} needed.",
        n=grown.all_events,
        least=LEAST_EVENTS,
    )


def notes(
    metric: Metric, row: Mapping[str, Any], grown: Maturity, period: Query
) -> tuple[Message, ...]:
    """What to know of a figure that still grows; nothing where its final number is known."""
    if grown.stage is MaturityStage.MATURE:
        return ()
    said = [
        msg(
            "Leads created until {end}, with their outcome until {until}.",
            end=str(period.end),
            until=str(grown.until),
        )
    ]
    ends = _ends(metric, row, grown)
    if ends is not None and grown.share is not None:
        so_far = Quantity(row["value"], metric.unit.value, row["currency"])
        said.append(
            msg("{now} so far, about {expected} expected ({low} to {high}).", now=so_far, **ends)
        )
        said.append(
            msg(
                "So far {share} of the final number is known.",
                share=Quantity(grown.share, "percent-rate"),
            )
        )
        if grown.record is not None:
            said.append(_record(grown.record))
    else:
        said.append(why_none(grown))
    return tuple(said)


def expected(metric: Metric, row: Mapping[str, Any], grown: Maturity) -> Message | None:
    """The final figure with its 80 % interval; None without a forecast."""
    ends = _ends(metric, row, grown)
    if ends is None:
        return None
    return msg("provisional, about {expected} expected ({low} to {high})", **ends)


def _ends(metric: Metric, row: Mapping[str, Any], grown: Maturity) -> dict[str, Quantity] | None:
    if grown.expected is None or grown.low is None or grown.high is None:
        return None
    found = {"expected": grown.expected, "low": grown.low, "high": grown.high}
    unit, currency = metric.unit.value, row["currency"]
    return {k: Quantity(_rough(metric, v), unit, currency) for k, v in found.items()}


def _rough(metric: Metric, value: float) -> float:
    """An estimate to three digits: more would look surer than it is."""
    digits = 2 - math.floor(math.log10(abs(value))) if value else 0
    return round(value, min(digits, 0) if metric.unit is Unit.COUNT else digits)


def _record(record: ForecastRecord) -> Message:
    error = Quantity(record.error, "percent-rate")
    return plural(
        "The forecast of {n} past period at this age was off by {error}.",
        "Forecasts of {n} past periods at this age were off by {error} on average.",
        n=record.periods,
        error=error,
    )


def equal_age(metric: Metric, age: int, new: Mapping[str, Any], old: Mapping[str, Any]) -> Message:
    """The two figures that are compared at equal age."""
    now, before = (
        None if row["value"] is None else Quantity(row["value"], metric.unit.value, row["currency"])
        for row in (new, old)
    )
    if now is None or before is None:
        return plural(
            "Compared at equal age: within {days} day of the end of each period.",
            "Compared at equal age: within {days} days of the end of each period.",
            days=age,
        )
    return plural(
        "At equal age (within {days} day of each lead): {now} vs {before}.",
        "At equal age (within {days} days of each lead): {now} vs {before}.",
        days=age,
        now=now,
        before=before,
    )
