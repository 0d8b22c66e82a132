"""Link traffic: sessions, leads and revenue by campaign link, and tags without a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.facts.facts import Facts
from data.links.posts import standing
from data.links.seen import seen
from data.utm.audit.evidence import NO_VALUES
from data.utm.impact import combinations, currencies_of, read_with, summed
from data.values.link import Link
from data.values.tags import TRACED

BROUGHT = ("sessions", "leads", "revenue")
_NAMED = TRACED[:3]  # the tags that every report by tags has; content is often missing
_VISITS, _LEADS = ("web_sessions", "touches"), "leads"


@dataclass(frozen=True, slots=True)
class LinkTraffic:
    """The saved links with their traffic.

    ``links`` has one row per link: link_id, the tags, network and post_id of its post, sessions,
    leads, revenue, ``first_seen`` and ``last_seen`` (the days of its tags) and ``match``: ``exact``; ``probable`` where the files do not have utm_content
    and no other link shares the other tags; ``shared`` where several links have the same tags, so
    that there is no value; ``none`` where nothing came. ``unregistered`` are tags of campaigns
    that belong to no link, the most important first. ``sessions`` and ``registered`` are visits
    with a campaign, and those of them that belong to links; None where no file has visits.
    ``registered_leads`` are the leads of links. Links with the same tags count there together.
    ``currency`` is that of the revenue; where leads were won in several, revenue is unknown.
    """

    links: pl.DataFrame
    unregistered: pl.DataFrame
    sessions: int | None
    registered: int | None
    registered_leads: int | None
    currency: str | None = None

    @property
    def seen(self) -> int:
        """The number of links with any traffic."""
        return self.links.filter(pl.col("match") != "none").height

    @property
    def posts(self) -> pl.DataFrame:
        """One row per post with the traffic of all its links.

        Columns: network, post_id, links, ``BROUGHT`` and ``match``, the least certain of its links.
        """
        placed = self.links.filter(pl.col("post_id").is_not_null(), pl.col("match") != "shared")
        sums = [_total(name) for name in BROUGHT]
        matches = [(pl.col("match") == name).any() for name in ("probable", "exact")]
        match = pl.when(matches[0]).then(pl.lit("probable")).when(matches[1]).then(pl.lit("exact"))
        posts = placed.group_by("network", "post_id").agg(
            pl.len().alias("links"), *sums, match=match.otherwise(pl.lit("none"))
        )
        return posts.sort("sessions", "leads", "post_id", descending=[True, True, False], nulls_last=True)  # fmt: skip


def traffic(facts: Facts, links: Sequence[Link]) -> LinkTraffic:
    """The traffic of each link, by the tags as they are read now (corrections included).

    Tags are compared exactly: GA4 distinguishes “Spring” from “spring”, and so does a link.
    """
    visits, visits_have_content = _tagged(facts, _visits(facts))
    leads, leads_have_content = _tagged(facts, _LEADS)
    currencies = currencies_of(facts, "leads")
    # Revenue in several currencies cannot be added up.
    if len(currencies) > 1:
        leads = leads.with_columns(revenue=pl.lit(None, pl.Float64))
    saved = _with_posts(facts, links)
    by_visits = _matched(saved, visits, ("sessions",), has_content=visits_have_content)
    by_leads = _matched(saved, leads, ("leads", "revenue"), has_content=leads_have_content)
    both = by_visits.join(by_leads, on="link_id", suffix="_of_leads")
    rows = saved.join(both, on="link_id").with_columns(match=_match()).drop("match_of_leads")
    rows = rows.join(seen(facts, saved), on="link_id", how="left", maintain_order="left")
    left = [
        _left(saved, rows_by_tags, has_content=has_content)
        for rows_by_tags, has_content in (
            (visits, visits_have_content),
            (leads, leads_have_content),
        )
    ]
    unregistered = pl.concat(left).group_by(TRACED).agg(_total(name) for name in BROUGHT)
    # Leads first; sessions only break ties.
    order = pl.coalesce("leads", 0) * 1_000_000 + pl.coalesce("sessions", 0)
    registered = _registered(visits, left[0], "sessions")
    ordered = unregistered.sort(order, *TRACED, descending=[True, *[False] * 4])
    currency = currencies[0] if len(currencies) == 1 else None
    return LinkTraffic(
        rows,
        ordered,
        _sum(visits, "sessions"),
        registered,
        _registered(leads, left[1], "leads"),
        currency,
    )


def _visits(facts: Facts) -> str:
    reported = combinations(facts, "web_sessions")
    return _VISITS[1] if reported.is_empty() else _VISITS[0]


def _tagged(facts: Facts, table: str) -> tuple[pl.DataFrame, bool]:
    """Rows with a campaign by ``TRACED``, and whether they have any content."""
    further = ("content",) if table == "web_sessions" else ()
    read = read_with(combinations(facts, table, further), table, facts.inputs.tagging)
    unknown = pl.col(TRACED).str.to_lowercase().is_in(NO_VALUES)
    rows = read.with_columns(pl.when(~unknown).then(pl.col(TRACED)).name.keep())
    named = rows.drop_nulls(("source", "campaign"))
    has_content = named["content"].count() > 0
    grouped = named.group_by(TRACED).agg(summed())
    return grouped.select(*TRACED, *BROUGHT), has_content


def _with_posts(facts: Facts, links: Sequence[Link]) -> pl.DataFrame:
    columns: dict[str, list[Any]] = {"link_id": [link.id for link in links]}
    columns |= {part: [link.draft.tags.get(part) or None for link in links] for part in TRACED}
    types = {"link_id": pl.Int64(), **dict.fromkeys(TRACED, pl.String())}
    return pl.DataFrame(columns, schema=types).join(
        standing(facts, links), on="link_id", how="left", maintain_order="left"
    )


def _keys(*, has_content: bool) -> list[str]:
    return list(TRACED if has_content else _NAMED)


def _matched(
    saved: pl.DataFrame, rows: pl.DataFrame, measures: tuple[str, ...], *, has_content: bool
) -> pl.DataFrame:
    """One row per link: the measures of its tags, null where several links share them."""
    keys = _keys(has_content=has_content)
    sums = rows.group_by(keys).agg(_total(name) for name in measures)
    # Links with the same tags cannot be separated, so none of them gets a value.
    sharing = pl.struct(keys).len().over(keys) > 1
    joined = saved.with_columns(_shared=sharing).join(
        sums.with_columns(_found=pl.lit(value=True)), on=keys, how="left", nulls_equal=True
    )
    sure = pl.lit("exact" if has_content else "probable")
    match = (
        pl.when(pl.col("_found").is_null()).then(pl.lit("none"))
        .when("_shared").then(pl.lit("shared"))
        .otherwise(sure)
    )  # fmt: skip
    figures = [pl.when(~pl.col("_shared")).then(pl.col(name)).alias(name) for name in measures]
    return joined.select("link_id", *figures, match=match)


def _match() -> pl.Expr:
    """The match by visits, or by leads where no visit matches."""
    visits, leads = pl.col("match"), pl.col("match_of_leads")
    return pl.when(visits == "none").then(leads).otherwise(visits)


def _left(saved: pl.DataFrame, rows: pl.DataFrame, *, has_content: bool) -> pl.DataFrame:
    keys = _keys(has_content=has_content)
    return rows.join(saved.select(keys).unique(), on=keys, how="anti", nulls_equal=True)


def _registered(tagged: pl.DataFrame, left: pl.DataFrame, name: str) -> int | None:
    """What the links have of all with a campaign; ``left`` belongs to none of them."""
    every = _sum(tagged, name)
    return None if every is None else every - (_sum(left, name) or 0)


def _total(name: str) -> pl.Expr:
    """The sum, null where no row has a value."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def _sum(rows: pl.DataFrame, name: str) -> int | None:
    total: int | None = rows.select(_total(name)).item()
    return total
