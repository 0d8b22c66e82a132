"""Demo writer: visits and conversions of single people, as the documented CSV of any tool."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.demo import plan
from data.demo.files import DemoFile, table
from data.demo.journeys import journeys
from data.demo.linked import contents
from data.demo.world import World

_SEED = 8_484
_EVERY = (*plan.TRAFFIC, *plan.FAULTS)
_NOT_TAGS = ("(direct)", "(none)", "(organic)", "(referral)", "(not set)")
TOUCHES = (
    *("user_id", "session_id", "started_at", "source", "medium", "campaign", "content"),
    "channel",
)
CONVERSIONS = ("user_id", "converted_at", "event_name", "value", "currency", "transaction_id")


def write(world: World) -> Iterator[DemoFile]:
    """What a visitor-level tool would hand over, by the hour it happened."""
    drawn = journeys(world)
    tags = pl.DataFrame(
        {
            "way": range(len(_EVERY)),
            "source": [_tag(way.source) for way in _EVERY],
            "medium": [_tag(way.medium) for way in _EVERY],
            "campaign": [_tag(way.campaign) for way in _EVERY],
            "channel": [way.channel for way in _EVERY],
        }
    )
    moments = drawn.touches.select("way", at="started_at")
    visits = drawn.touches.with_columns(contents(world.posts, moments, _SEED))
    visits = visits.join(tags, on="way", maintain_order="left").select(
        pl.format("visitor-{}", "user"),
        pl.format("s-{}", "session"),
        _instant("started_at"),
        "source",
        "medium",
        "campaign",
        pl.col("content").fill_null(""),
        "channel",
    )
    won = pl.col("won_on").is_not_null()
    wins = drawn.conversions.select(
        pl.format("visitor-{}", "user").alias("visitor"),
        _instant("created_at"),
        event=pl.lit("lead"),
        value=pl.when(won).then("amount"),
        currency=pl.when(won).then(pl.lit(plan.CURRENCY)),
        transaction=pl.format("L-{}", "user"),
    )
    yield DemoFile("Web/touches.csv", table([TOUCHES, *visits.iter_rows()]).encode())
    yield DemoFile("Web/conversions.csv", table([CONVERSIONS, *wins.iter_rows()]).encode())


def _tag(word: str) -> str:
    return "" if word in _NOT_TAGS else word


def _instant(name: str) -> pl.Expr:
    return pl.col(name).dt.strftime("%Y-%m-%dT%H:%M:%SZ")
