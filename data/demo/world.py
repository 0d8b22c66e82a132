"""Demo simulation: fifteen months of daily traffic, leads, spend and posts, drawn from the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import polars as pl

from data.demo import plan
from data.demo.dispersion import uneven_posts, uneven_spend, uneven_traffic

NETWORKS = ("facebook", "instagram", "linkedin", "x", "youtube", "tiktok")

# network → (posts a week, exposures of a post, share that reacts, share that clicks a link)
POSTING = {
    "facebook": (4.0, 2_100, 0.021, 0.0075),
    "instagram": (5.0, 3_400, 0.043, 0.0),
    "linkedin": (3.0, 1_700, 0.028, 0.0210),
    "x": (4.0, 620, 0.012, 0.0060),
    "youtube": (0.6, 5_200, 0.031, 0.0),
}
SOARING = 2.6  # what the trap multiplies Instagram's exposure by


@dataclass(frozen=True, slots=True)
class World:
    """What really happened, before any export bends it.

    ``traffic``: one row per day and way to the site (date, source, medium, campaign, channel,
    sessions, engaged, users, views, events, key_events, key_event_sessions, leads, revenue).
    ``leads``: one row per lead. ``spend``: one row per day and campaign. ``posts``: one row per
    post. ``days``: one row per network and day.
    """

    first: date
    last: date
    traffic: pl.DataFrame
    leads: pl.DataFrame
    spend: pl.DataFrame
    posts: pl.DataFrame
    days: pl.DataFrame


def simulate(seed: int, last: date, scale: int = 1) -> World:
    """Draws a world that ends on ``last``; ``scale`` multiplies the traffic."""
    random = np.random.default_rng(seed)
    first = last - timedelta(days=plan.DAYS - 1)
    calendar = [first + timedelta(days=i) for i in range(plan.DAYS)]
    even = [_traffic(way, n, calendar, random, scale) for n, way in enumerate(plan.TRAFFIC)]
    traffic = pl.concat([uneven_traffic(way, seed + number) for number, way in enumerate(even)])
    leads = _leads(pl.concat(even), traffic, last, random)
    posts = pl.concat(
        [
            uneven_posts(_posts(network, calendar, random), seed + number)
            for number, network in enumerate(POSTING)
        ]
    )
    spend = uneven_spend(_spend(traffic, random), seed)
    days = _days(posts, calendar, random)
    # Mistakes come from a generator of their own, so that everything else is the same without them.
    apart = np.random.default_rng((seed, len(plan.FAULTS)))
    strays = pl.concat(
        [
            _traffic(way, number, calendar, apart, scale)
            for number, way in enumerate(plan.FAULTS, len(plan.TRAFFIC))
        ]
    )
    every_lead = pl.concat([leads, _leads(strays, strays, last, apart)])
    return World(first, last, pl.concat([traffic, strays]), every_lead, spend, posts, days)


def _season(days: list[date]) -> np.ndarray:
    """Renovation interest: high in autumn and early spring, low in August."""
    angle = np.array([2 * np.pi * (day.timetuple().tm_yday - 285) / 365.25 for day in days])
    august = np.array([0.78 if day.month == 8 else 1.0 for day in days])
    return np.asarray((1 + 0.16 * np.cos(angle)) * august)


def _traffic(
    way: plan.PlannedTraffic,
    number: int,
    calendar: list[date],
    random: np.random.Generator,
    scale: int,
) -> pl.DataFrame:
    share = np.arange(len(calendar)) / (len(calendar) - 1)
    mean = way.sessions * scale * (1 + way.growth * share) * _season(calendar)
    mean *= np.array([way.week[day.weekday()] for day in calendar])
    mean *= random.gamma(25, 1 / 25, len(calendar))  # days differ more than chance alone
    mean *= (share >= way.begin) & (share <= way.end)
    if way.trap:
        mean *= np.where(share >= plan.TRAP_BEGINS, 0.6, 1.0)
    sessions = random.poisson(mean)
    leads = random.binomial(sessions, way.lead)
    converting = leads + random.binomial(sessions - leads, way.lead * 0.6)
    frame = pl.DataFrame(
        {
            "date": calendar,
            "sessions": sessions,
            "engaged": np.maximum(random.binomial(sessions, way.engaged), converting),
            "users": random.binomial(sessions, 0.87),
            "views": sessions + random.poisson(sessions * 1.4),
            "events": sessions * 3 + random.poisson(sessions * 4.2),
            "key_events": converting + random.binomial(converting, 0.12),
            "key_event_sessions": converting,
            "leads": leads,
        }
    ).with_columns(
        pl.lit(way.source).alias("source"),
        pl.lit(way.medium).alias("medium"),
        pl.lit(way.campaign).alias("campaign"),
        pl.lit(way.channel).alias("channel"),
        pl.lit(number).alias("way"),
    )
    return frame.filter(pl.col("sessions") > 0)


def _leads(
    even: pl.DataFrame, traffic: pl.DataFrame, last: date, random: np.random.Generator
) -> pl.DataFrame:
    """The leads of ``even`` days, moved to the days on which ``traffic`` has them.

    Drawn before they are moved, so that no way to the site gets the deals of another by that.
    """
    moved = _each(traffic).sort("way", "date", maintain_order=True)["date"]
    drawn = _each(even).with_row_index("place").sort("way", "date", maintain_order=True)
    each = drawn.with_columns(moved).sort("place").drop("place")
    size = each.height
    qualified = random.random(size) < plan.QUALIFIED_SHARE
    won = qualified & (random.random(size) < plan.WON_SHARE)
    to_qualified = random.integers(2, 19, size)
    to_won = to_qualified + random.integers(8, 55, size)
    amount = np.round(random.lognormal(np.log(plan.AMOUNT), 0.45, size), 2)
    seconds = random.integers(6 * 3600, 22 * 3600, size)
    day = pl.col("date")
    return each.with_columns(
        (day.cast(pl.Datetime("us")) + pl.duration(seconds=pl.lit(pl.Series(seconds)))).alias(
            "created_at"
        ),
        pl.Series("tracked", random.random(size) >= plan.UNTRACKED_SHARE),
        _reached(day, qualified, to_qualified, last).alias("qualified_on"),
        _reached(day, won, to_won, last).alias("won_on"),
        pl.Series("lost", (~qualified) & (random.random(size) < 0.6)),
        pl.Series("amount", amount),
    )


def _each(traffic: pl.DataFrame) -> pl.DataFrame:
    """A row for each lead, by day and way to the site."""
    return (
        traffic.filter(pl.col("leads") > 0)
        .select("date", "source", "medium", "campaign", "channel", "way", "leads")
        .with_columns(pl.int_ranges(0, pl.col("leads")).alias("one"))
        .explode("one", empty_as_null=False)
        .drop("leads", "one")
        .sort("date", "way", maintain_order=True)
    )


def _reached(day: pl.Expr, happens: np.ndarray, after: np.ndarray, last: date) -> pl.Expr:
    """The day a stage is reached, null when never or only after the exports were made."""
    reached = day + pl.duration(days=pl.lit(pl.Series(after)))
    return pl.when(pl.Series(happens) & (reached <= last)).then(reached)


def _spend(traffic: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    bought = pl.DataFrame(
        [
            {
                "platform": c.platform,
                "campaign": c.name,
                "kind": c.kind,
                "source": c.source,
                "medium": c.medium,
                "cost": c.cost_per_session,
                "shown": c.impressions_per_session,
            }
            for c in plan.CAMPAIGNS
        ]
    )
    joined = traffic.join(bought, on=["source", "medium", "campaign"], how="inner")
    clicks = joined["sessions"].to_numpy() + random.poisson(joined["sessions"].to_numpy() * 0.11)
    price = joined["cost"].to_numpy() * random.gamma(40, 1 / 40, joined.height)
    shown = random.poisson(joined["shown"].to_numpy() * joined["sessions"].to_numpy())
    return joined.select(
        "date", "platform", "campaign", "kind", "leads", pl.Series("clicks", clicks)
    ).with_columns(
        pl.Series("spend", np.round(price * clicks, 2)),
        pl.Series("impressions", np.maximum(shown, clicks)),
    )


def _posts(network: str, calendar: list[date], random: np.random.Generator) -> pl.DataFrame:
    weekly, exposures, reacting, clicking = POSTING[network]
    chosen = [day for day in calendar if random.random() < weekly / 7]
    share = np.array([(day - calendar[0]).days / (len(calendar) - 1) for day in chosen])
    exposure = random.lognormal(np.log(exposures), 0.55, len(chosen))
    if network == "instagram":
        exposure *= np.where(share >= plan.TRAP_BEGINS, SOARING, 1.0)
    views = exposure.astype(np.int64) + 40
    reach = (views * random.uniform(0.62, 0.93, len(chosen))).astype(np.int64)
    reactions = random.binomial(reach, reacting)
    minutes = random.integers(7 * 60, 19 * 60, len(chosen))
    published = [
        datetime.combine(day, time(), UTC) + timedelta(minutes=int(minute))
        for day, minute in zip(chosen, minutes, strict=True)
    ]
    return pl.DataFrame(
        {
            "published_at": published,
            "views": views,
            "reach": reach,
            "reactions": reactions,
            "comments": random.binomial(reactions, 0.11),
            "shares": random.binomial(reactions, 0.14),
            "saves": random.binomial(reactions, 0.18),
            "link_clicks": random.binomial(views, clicking),
            "other_clicks": random.binomial(views, 0.012),
            "follows": random.binomial(reach, 0.0011),
            "seconds": (views * random.uniform(4, 21, len(chosen))).round(),
            "topic": random.integers(0, len(plan.TOPICS_EN), len(chosen)),
            "form": random.integers(0, 3, len(chosen)),
        }
    ).with_columns(pl.lit(network).alias("network"), _content(network).alias("content"))


def _content(network: str) -> pl.Expr:
    """The content tag of a post's link, null where it has no tagged one."""
    tagged = (pl.col("topic") % plan.UNTAGGED_TOPICS != 0) & (network in plan.LINKED)
    return pl.when(tagged).then(pl.col("published_at").dt.strftime("post-%Y-%m-%d"))


def _days(posts: pl.DataFrame, calendar: list[date], random: np.random.Generator) -> pl.DataFrame:
    """Daily account figures: what the day's posts bring, on a steady base."""
    daily = posts.group_by("network", pl.col("published_at").dt.date().alias("date")).agg(
        pl.col("views", "reach", "reactions", "comments", "shares", "link_clicks", "follows").sum()
    )
    grid = pl.DataFrame({"network": list(NETWORKS)}).join(
        pl.DataFrame({"date": calendar}), how="cross"
    )
    full = grid.join(daily, on=["network", "date"], how="left").fill_null(0).sort("network", "date")
    measures = ("views", "reach", "reactions", "comments", "shares", "link_clicks", "follows")
    base = {
        "views": 900,
        "reach": 610,
        "reactions": 21,
        "comments": 3,
        "shares": 4,
        "link_clicks": 5,
        "follows": 3,
    }
    return full.with_columns(
        pl.Series(name, full[name].to_numpy() + random.poisson(base[name], full.height))
        for name in measures
    ).with_columns(pl.Series("visits", random.poisson(26, full.height)))
