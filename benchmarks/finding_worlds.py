"""Simulated companies for the insights benchmark: pure noise, and effects planted in it.

Every world has seven ways to the site, two networks and two campaigns, days that differ more than
chance makes them, and weeks that differ together. Worlds with a season know two years and more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.worlds import WORLDS
from data.facts.facts import Facts
from metrics.question.query import Query

Array = npt.NDArray[np.float64]
FIRST = date(2026, 1, 5)  # a Monday
DAYS = 392
SEASONS = 868  # the days of a world with a season: two years, and those that are asked about
PERIOD = 56  # the days asked about; as many before them are compared
WEEK = np.array([1.15, 1.2, 1.15, 1.1, 1.0, 0.7, 0.7])
# source, medium, campaign: visits a day, share that becomes a lead
WAYS: Mapping[tuple[str, str, str], tuple[float, float]] = {
    ("google", "organic", "(organic)"): (110, 0.020),
    ("(direct)", "(none)", "(direct)"): (60, 0.012),
    ("facebook", "social", "tips"): (40, 0.012),
    ("instagram", "social", "bio-link"): (34, 0.012),
    ("newsletter", "email", "letter"): (30, 0.035),
    ("google", "cpc", "search"): (55, 0.028),
    ("facebook", "paid_social", "quotes"): (45, 0.024),
}
PAID = {"search": "google_ads", "quotes": "meta_ads"}
REACH = {"facebook": 900.0, "instagram": 1_600.0}
_NOW = slice(DAYS - PERIOD, DAYS)
_SHOCK = 0.05  # by which weeks differ, all ways together


@dataclass(frozen=True, slots=True)
class World:
    """Days by way: visits and leads; spend and clicks by campaign; reach by network."""

    visits: dict[tuple[str, str, str], Array]
    leads: dict[tuple[str, str, str], Array]
    clicks: dict[str, Array]
    reach: dict[str, Array]
    untagged: Array = field(default_factory=lambda: np.zeros(DAYS))

    @property
    def days(self) -> int:
        """How many days are known."""
        return len(next(iter(self.visits.values())))


def null(seed: int) -> World:
    """A world with random variation only."""
    return drawn(seed, {}, {}, {})


Factors = Mapping[tuple[str, str, str], Array]


def drawn(
    seed: int, more: Factors, better: Factors, seen: Mapping[str, Array], count: int = DAYS
) -> World:
    """A world of some days whose visits, rates and reach are multiplied day by day."""
    random = np.random.default_rng(seed)
    weeks = np.repeat(np.exp(random.normal(0, _SHOCK, count // 7)), 7)
    week = np.tile(WEEK, count // 7)
    visits, leads = {}, {}
    for way, (mean, rate) in WAYS.items():
        level = mean * week * weeks * random.gamma(25, 1 / 25, count) * more.get(way, 1.0)
        visits[way] = random.poisson(level).astype(np.float64)
        chance = np.clip(rate * better.get(way, 1.0), 0, 1)
        leads[way] = random.binomial(visits[way].astype(np.int64), chance).astype(np.float64)
    clicks = {way[2]: visits[way] + random.poisson(4, count) for way in WAYS if way[2] in PAID}
    reach = {
        network: random.poisson(mean * random.lognormal(0, 0.4, count) * seen.get(network, 1.0))
        for network, mean in REACH.items()
    }
    pages = {name: days.astype(float) for name, days in reach.items()}
    return World(visits, leads, clicks, pages, np.zeros(count))


def wandering(kind: str, seed: int) -> World:
    """Visits and reach wander as levels of real accounts do; nothing else happens."""
    level = WORLDS[kind](np.random.default_rng((seed, 3)), DAYS)
    reach = {
        network: WORLDS[kind](np.random.default_rng((seed, n)), DAYS)
        for n, network in enumerate(REACH, 4)
    }
    return drawn(seed, dict.fromkeys(WAYS, level), {}, reach)


def seasonal(seed: int, lately: float = 1.0) -> World:
    """Every way and network has a season, holidays and a trend of its own; nothing else happens.

    A year goes up and down by 35 %, two weeks and ten single days bring less than half, and within
    a year all grows or shrinks by up to a quarter. ``lately`` multiplies all visits of the days
    asked about. At which time of the year the question falls differs from seed to seed.
    """
    random = np.random.default_rng((seed, 2))
    days = np.arange(SEASONS)
    closed = random.integers(0, 364, 11)
    quiet = np.isin(days % 364, np.append(closed[1:], (closed[0] + np.arange(14)) % 364))
    asked = np.where(days >= SEASONS - PERIOD, lately, 1.0)

    def course() -> Array:
        wave = 0.35 * np.sin(2 * np.pi * (days / 364 + random.random()))
        growth = days / 364 * np.log(random.choice([0.8, 1.25]))
        return np.asarray(np.exp(wave + growth) * np.where(quiet, 0.4, 1.0))

    more = {way: course() * asked for way in WAYS}
    return drawn(seed, more, {}, {network: course() for network in REACH}, SEASONS)


def _lately(factor: float) -> Array:
    days = np.ones(DAYS)
    days[_NOW] = factor
    return days


_INSTAGRAM = ("instagram", "social", "bio-link")
_SEARCH = ("google", "cpc", "search")


def vanity_trap(seed: int) -> World:
    """Instagram is seen 1.8 times as often and brings two fifths fewer visits."""
    return drawn(seed, {_INSTAGRAM: _lately(0.6)}, {}, {"instagram": _lately(1.8)})


def what_moved(seed: int) -> World:
    """All rates fall by a quarter."""
    return drawn(seed, {}, {way: _lately(0.75) for way in WAYS}, {})


def mix_effect(seed: int) -> World:
    """Visits with a poor rate grow tenfold while every rate rises by two fifths."""
    poor = ("(direct)", "(none)", "(direct)")
    rates = {way: _lately(1.4) for way in WAYS} | {poor: 0.25 * _lately(1.4)}
    return drawn(seed, {poor: _lately(10.0)}, rates, {})


def movers(seed: int) -> World:
    """Half of the visits from paid search stay away."""
    return drawn(seed, {_SEARCH: _lately(0.5)}, {}, {})


def spend_without_sessions(seed: int) -> World:
    """The tags of a campaign are lost for the last ten days; it goes on to cost."""
    world = null(seed)
    kept = np.ones(DAYS)
    kept[-10:] = 0
    visits = world.visits | {_SEARCH: world.visits[_SEARCH] * kept}
    return replace(world, visits=visits, leads=world.leads | {_SEARCH: world.leads[_SEARCH] * kept})


def tracking_break(seed: int) -> World:
    """The form loses all leads for nine days, two weeks before the end."""
    world = null(seed)
    kept = np.ones(DAYS)
    kept[-23:-14] = 0
    return replace(world, leads={way: days * kept for way, days in world.leads.items()})


def untagged_share(seed: int) -> World:
    """A third as many leads again come without any tag."""
    world = null(seed)
    random = np.random.default_rng((seed, 1))
    return replace(world, untagged=random.poisson(3.0, DAYS).astype(np.float64))


PLANTED: Mapping[str, Callable[[int], World]] = {
    plant.__name__: plant
    for plant in (vanity_trap, what_moved, mix_effect, movers, spend_without_sessions,
                  tracking_break, untagged_share)
}  # fmt: skip


def question(days: int = DAYS) -> Query:
    """The last eight weeks of a world of some days."""
    last = FIRST + timedelta(days=days - 1)
    return Query(last - timedelta(days=PERIOD - 1), last)


def facts(world: World) -> Facts:
    """The world as the facts that its exports would give."""
    return Facts.of(tables_of(world))


def tables_of(world: World) -> dict[str, pl.DataFrame]:
    """The rows that the world's exports would give."""
    return {
        "web_sessions": _visits(world),
        "leads": _leads(world),
        "ad_costs": _costs(world),
        "account_days": _pages(world),
    }


def _calendar(world: World) -> pl.Series:
    return pl.date_range(FIRST, FIRST + timedelta(days=world.days - 1), eager=True)


def _tagged(way: tuple[str, str, str]) -> list[pl.Expr]:
    names = ("source", "medium", "campaign")
    return [pl.lit(value).alias(name) for name, value in zip(names, way, strict=True)]


def _visits(world: World) -> pl.DataFrame:
    day = pl.col("date")
    rows = [
        pl.DataFrame({"date": _calendar(world), "sessions": days}).with_columns(*_tagged(way))
        for way, days in world.visits.items()
    ]
    found = pl.concat(rows).filter(pl.col("sessions") > 0)
    report = pl.lit("source,medium,campaign").alias("report")
    return found.with_columns(report, property=pl.lit("site"), period_from=day, period_to=day)


def _leads(world: World) -> pl.DataFrame:
    ways = [*world.leads.items(), (None, world.untagged)]
    rows = []
    for way, days in ways:
        each = (
            _calendar(world).to_frame("created_on").with_columns(n=pl.Series(days.astype(np.int64)))
        )
        one = each.select(pl.col("created_on").repeat_by("n").explode(empty_as_null=False))
        rows.append(one.with_columns(*_tagged(way)) if way else one)
    return pl.concat(rows, how="diagonal").with_row_index("lead_id")


def _costs(world: World) -> pl.DataFrame:
    day = pl.col("date")
    rows = [
        pl.DataFrame({"date": _calendar(world), "clicks": days, "spend": days * 0.9}).with_columns(
            platform=pl.lit(PAID[name]), campaign=pl.lit(name)
        )
        for name, days in world.clicks.items()
    ]
    return pl.concat(rows).with_columns(
        period_from=day, period_to=day, currency=pl.lit("EUR"), campaign_type=pl.lit("Search")
    )


def _pages(world: World) -> pl.DataFrame:
    rows = [
        pl.DataFrame({"date": _calendar(world), "reach": days}).with_columns(
            network=pl.lit(name), account=pl.lit(name), use=pl.lit("unknown")
        )
        for name, days in world.reach.items()
    ]
    return pl.concat(rows)
