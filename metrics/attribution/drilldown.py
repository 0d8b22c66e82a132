"""Drill-down: the conversion paths behind an attributed value, visit by visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from data.facts.source import FactSource
from metrics.attribution.path_statistics import converting, keys_of
from metrics.attribution.query import AttributionQuery

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """One visit of a journey, on the company's clock (typed as UTC)."""

    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class ConversionPath:
    """One path to a conversion: when it ended (on the company's clock), its value, its visits in order."""

    ended_at: datetime
    value: float
    steps: tuple[Touchpoint, ...]


@dataclass(frozen=True, slots=True)
class JourneyDrilldown:
    """How many journeys of the period contain a key, and the latest of them."""

    count: int
    stories: tuple[ConversionPath, ...]


def behind(facts: FactSource, ask: AttributionQuery, key: str, most: int = 50) -> JourneyDrilldown:
    """The journeys that contain ``key`` (as ``keys_of`` names it), at most ``most`` in full."""
    keys = keys_of(facts, ask)
    won = converting(facts, ask, keys)
    met = won.visits.key[won.visit] == keys.index(key) if key in keys else won.visit < 0
    journeys = np.unique(won.journey[met])
    latest = journeys[np.argsort(-won.end[journeys], kind="stable")][:most]
    stories = []
    for journey in latest.tolist():
        first = won.starts[journey]
        visits = won.visit[first : first + won.length[journey]]
        steps = zip(won.visits.at[visits].tolist(), won.visits.key[visits].tolist(), strict=True)
        stories.append(
            ConversionPath(
                _moment(int(won.end[journey])),
                float(won.value[journey]),
                tuple(Touchpoint(_moment(at), keys[number]) for at, number in steps),
            )
        )
    return JourneyDrilldown(len(journeys), tuple(stories))


def _moment(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
