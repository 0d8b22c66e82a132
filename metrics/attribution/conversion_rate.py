"""The conversion rate explained: what each key adds to it, as Shapley values.

The game is v(S) = conversions ÷ journeys, of the journeys whose keys all lie in S, journeys
without a conversion included. Its values add up to the conversion rate of all journeys. They are
shares of a rate and no conversions: a key that is met rarely and sells often adds much to the
rate of those who met it, and a key that goes with fewer conversions takes away.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.facts.source import FactSource
from i18n.message import msg
from metrics.attribution.load_aggregates import OTHERS, by_day, key_parts
from metrics.attribution.query import AttributionQuery
from metrics.attribution.shapley_values import rate_values

ID = "shapley_rate"
LABEL = msg("Shapley values of the conversion rate")
MEANING = msg(
    "What each channel adds to the share of paths that convert, compared with the same paths "
    "without it. Points of a rate, not conversions."
)
_NOISE = 1e-12  # what rounding leaves of a part that is exactly nothing


@dataclass(frozen=True, slots=True)
class RatePart:
    """What one key adds to the conversion rate, below zero where it takes away (0.01 = 1 point).

    ``keys`` follow the query, None where unknown; ``together`` marks all keys beyond the number
    that can be distinguished.
    """

    keys: tuple[str | None, ...]
    rate: float
    together: bool = False


@dataclass(frozen=True, slots=True)
class RateSplit:
    """The conversion rate of a period's journeys and its parts, the largest first.

    The parts add up to ``rate``, which is None where no journey ended in the period.
    """

    journeys: int
    conversions: int
    rate: float | None
    parts: tuple[RatePart, ...]


def rate_split(facts: FactSource, ask: AttributionQuery) -> RateSplit:
    """What explains the conversion rate of the journeys that ended in the query's period."""
    tallies = by_day(facts, ask)
    if tallies is None:
        return RateSplit(0, 0, None, ())
    [days] = tallies.weights_of_days(ask.start, ask.end)
    won = days @ tallies.sets.figures["conversions"]
    ended = won + days @ tallies.sets.figures["lost"]
    journeys = round(float(ended.sum()))
    if not journeys:
        return RateSplit(0, 0, None, ())
    members = tallies.sets.cases["members"].to_numpy()
    rates = rate_values(members, won, ended, len(tallies.players))
    parts = [
        RatePart(key_parts(key, ask), float(rate), together=key == OTHERS)
        for key, rate in zip(tallies.players, rates, strict=True)
        if abs(rate) > _NOISE
    ]
    return RateSplit(
        journeys,
        round(float(won.sum())),
        float(won.sum()) / journeys,
        tuple(sorted(parts, key=lambda part: (-part.rate, str(part.keys)))),
    )
