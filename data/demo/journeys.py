"""Demo journeys: visits of leads before they became one, and of people who never did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from data.demo import plan
from data.demo.world import World

_OTHERS = 2.2  # people who leave nothing, for each lead
_EARLIER = 0.55  # the chance of one more visit before
_DIRECT_LAST = 0.24  # leads who come back by typing the address in
_SPREAD_DAYS = 6.5  # between a visit and the lead, on average
# How often a way to the site is the first of a person, relative to how often it is taken at all.
_DISCOVERY = {"Paid Social": 2.4, "Organic Social": 1.9, "Organic Video": 2.2, "Email": 0.3}
_STREAM = 4_242


@dataclass(frozen=True, slots=True)
class DemoJourneys:
    """``touches`` (user, session, started_at, way) and ``conversions`` (user, at, lead row)."""

    touches: pl.DataFrame
    conversions: pl.DataFrame


def journeys(world: World, seed: int = _STREAM) -> DemoJourneys:
    """Drawn from a generator of their own: the world is the same without them."""
    random = np.random.default_rng(seed)
    leads = world.leads.sort("created_at", maintain_order=True)
    count = leads.height
    others = int(count * _OTHERS)
    ends = np.r_[
        leads["created_at"].to_physical().to_numpy(),
        random.choice(leads["created_at"].to_physical().to_numpy(), others),
    ]
    length = 1 + np.minimum(random.geometric(1 - _EARLIER, count + others) - 1, 7)
    user = np.repeat(np.arange(count + others), length)
    last = np.r_[user[1:] != user[:-1], True]
    before = random.exponential(_SPREAD_DAYS * 86_400, len(user)).astype(np.int64) + 3_600
    before[last] = random.integers(120, 2_400, int(last.sum()))
    ways = _ways(random, len(user))
    final = np.r_[leads["way"].to_numpy(), random.choice(leads["way"].to_numpy(), others)]
    direct = next(n for n, way in enumerate(plan.TRAFFIC) if way.channel == "Direct")
    ways[last] = np.where(random.random(len(final)) < _DIRECT_LAST, direct, final)
    touches = pl.DataFrame({"user": user, "at": ends[user] - before * 1_000_000, "way": ways})
    touches = touches.filter(pl.col("at").cast(pl.Datetime("us")).dt.date() >= world.first)
    return DemoJourneys(
        touches.select(
            "user",
            pl.col("at").cast(pl.Datetime("us")).alias("started_at"),
            "way",
            pl.int_range(pl.len()).alias("session"),
        ).sort("started_at", "session"),
        leads.select(pl.int_range(pl.len()).alias("user"), "created_at", "way", "amount", "won_on"),
    )


def _ways(random: np.random.Generator, count: int) -> np.ndarray:
    """Ways to the site of visits that are not the last."""
    share = np.array(
        [way.sessions * _DISCOVERY.get(way.channel, 1.0) for way in plan.TRAFFIC], dtype=float
    )
    return random.choice(len(plan.TRAFFIC), count, p=share / share.sum())
