"""Sessionisation: one row per session and day, from partial aggregates of events.

A session is what a visitor does under one ``ga_session_id``; the id alone is shared by several
people. Each piece gives partial rows that merge into the same result as the whole would give.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import polars as pl

from data.base.channels import REFERENCE
from data.events.columns import CLICK_IDS, ORDER, TAGS
from data.events.traffic_source import LAST_CLICK, SESSION, traffic_sources

DAY = (*SESSION, "day")
VIEWS = ("page_view", "screen_view")
_HOST = r"^[a-zA-Z][\w+.-]*://(?:www\.)?([^/?#:]+)"


@dataclass(frozen=True, slots=True)
class Partial:
    """The partial rows of one piece of an export: sessions, their sources, hosts of the pages."""

    sessions: pl.DataFrame
    units: pl.DataFrame
    hosts: pl.DataFrame


def attributable(events: pl.DataFrame) -> pl.DataFrame:
    """The events of a known visitor in a known session.

    The others are from people without consent (GA4 sends no ids then), or from no person at all.
    """
    return events.filter(pl.all_horizontal(pl.col("user", "session").is_not_null()))


def partial(events: pl.DataFrame) -> Partial:
    """The partial rows of some attributable events."""
    ordered = events.sort(ORDER)
    viewed = pl.col("name").is_in(VIEWS)
    sessions = ordered.group_by(DAY).agg(
        pl.col("row").min(),
        pl.col("at").min(),
        pl.col("engaged").max(),
        viewed.sum().cast(pl.Int64).alias("views"),
        pl.col("msec").sum(),
        pl.when(viewed).then("page").first(ignore_nulls=True).alias("landing_page"),
        pl.coalesce(CLICK_IDS).first(ignore_nulls=True).alias("clicked"),
    )
    return Partial(sessions, _first_units(traffic_sources(ordered)), _hosts(events))


def merged(parts: Iterable[Partial]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Sessions and units of several pieces as if they had been one."""
    parts = tuple(parts)
    sessions = pl.concat([part.sessions for part in parts]).sort("at")
    whole = sessions.group_by(DAY).agg(
        pl.col("row").min(),
        pl.col("at").min(),
        pl.col("engaged").max(),
        pl.col("views", "msec").sum(),
        pl.col("landing_page", "clicked").first(ignore_nulls=True),
    )
    return whole, _first_units(pl.concat([part.units for part in parts]))


def attributed(sessions: pl.DataFrame, units: pl.DataFrame, hosts: Iterable[str]) -> pl.DataFrame:
    """Sessions with the tags of their first unit that is a source; null where there is none.

    Units with a medium go before those without: an app may give a bare source next to a tag.
    """
    referred = pl.col("medium").str.to_lowercase().fill_null("referral") == "referral"
    returning = _returning(units["source"].unique().drop_nulls(), hosts)
    # A referral from the site itself or a payment page is a visitor coming back, not a new source.
    back = referred & pl.col("source").is_in(returning) & (pl.col("rank") > LAST_CLICK)
    external = units.filter(~back.fill_null(value=False)).sort("rank", *ORDER)
    first = external.unique(DAY, keep="first", maintain_order=True)
    tags = first.select(*DAY, *TAGS, "channel_group")
    return sessions.join(tags, on=DAY, how="left", nulls_equal=True)


@cache
def gateways() -> tuple[str, ...]:
    """The domains of payment services."""
    with (REFERENCE / "payment_gateways.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["host"] for row in csv.DictReader(file))


def _first_units(units: pl.DataFrame) -> pl.DataFrame:
    """Each distinct unit of a session and day, at its first position."""
    keys = [*DAY, *TAGS, "channel_group", "rank"]
    return units.sort(ORDER).group_by(keys).agg(pl.col(ORDER).first())


def _hosts(events: pl.DataFrame) -> pl.DataFrame:
    host = pl.col("page").str.extract(_HOST).str.to_lowercase().alias("host")
    return events.select("page").unique().select(host).unique().drop_nulls()


def _returning(sources: Iterable[str], hosts: Iterable[str]) -> list[str]:
    """The sources that are the site itself, a part of it, or a payment service."""
    domains = {*hosts, *gateways()}
    return [source for source in sources if not domains.isdisjoint(_domains(source))]


def _domains(source: str) -> list[str]:
    """A host and all that it lies below.

    >>> _domains("www.Pay.example.com")
    ['pay.example.com', 'example.com', 'com']
    """
    labels = source.lower().removeprefix("www.").split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]
