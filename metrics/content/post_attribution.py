"""Post attribution: sessions, leads and revenue of the tagged links in posts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from data.facts.coverage import coverage
from data.facts.facts import Facts, canonical
from data.links.traffic import BROUGHT, LinkTraffic, traffic
from data.tables.schema import TABLES
from data.utm.audit.evidence import AuditEvidence
from data.utm.impact import days_of, read_with
from data.values.address import parse
from data.values.link import Draft, Link
from data.values.tags import TRACED, Tags
from metrics.statistics.intervals import garwood

_POST = ["network", "post_id"]
_NEVER_SAVED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PostTraffic:
    """Posts with the traffic of their links, on whatever day.

    ``posts`` has network, post_id, sessions, leads, revenue, ``sure`` (False where the files do
    not have utm_content, so that other links with the same tags may have brought some of it),
    rate (leads / sessions) and low and high, its 95 % interval; the most leads first.
    ``sessions`` are all visits with a campaign, ``matched`` those that belong to links of posts;
    None where no file has visits. ``linked_posts`` are all posts with a tagged link, with network,
    post_id, sessions and leads: 0 where nothing came and the files have campaigns on the day of the
    post, null where other links have the same tags, or no file with campaigns covers that day.
    ``channels`` are the same by ``channel`` as well: the one in which visits by the tags of the
    link count.
    """

    posts: pl.DataFrame
    sessions: int | None
    matched: int | None
    linked_posts: pl.DataFrame
    channels: pl.DataFrame

    @property
    def linked(self) -> int:
        """The number of posts with a tagged link."""
        return self.linked_posts.height


def post_traffic(facts: Facts, saved_links: Sequence[Link]) -> PostTraffic:
    """By links saved with their post, links in posts' texts, and tags that name a post."""
    links = links_of_posts(facts, saved_links)
    link_traffic = traffic(facts, links)
    every = link_traffic.links.join(_channels(facts, links), on="link_id", how="left")
    placed = every.filter(pl.col("post_id").is_not_null()).with_columns(
        _counts=pl.col("match").is_in(["exact", "probable"])
    )
    sums = [_total(name) for name in BROUGHT]
    sure = ~(pl.col("match") == "probable").any()
    by_post = placed.filter("_counts").group_by(_POST).agg(*sums, sure=sure)
    order = ["leads", "sessions", *_POST]
    ranked = by_post.sort(order, descending=[True, True, False, False], nulls_last=True)
    return PostTraffic(
        _with_rates(ranked),
        link_traffic.sessions,
        _matched(link_traffic, by_post),
        _linked_posts(facts, placed, _POST),
        _linked_posts(facts, placed, [*_POST, "channel"]),
    )


def _channels(facts: Facts, links: Sequence[Link]) -> pl.DataFrame:
    """The channel of each link (link_id, channel), assigned to its tags as to those of visits."""
    pages = [parse(link.draft.destination) for link in links]
    columns: dict[str, list[str | None]] = {
        part: [link.draft.tags.get(part) or None for link in links] for part in TRACED
    }
    columns["landing_page"] = [None if page is None else str(page[0]) for page in pages]
    tags = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    placed = read_with(
        canonical(TABLES["web_sessions"], tags), "web_sessions", facts.inputs.tagging
    )
    ids = pl.Series("link_id", [link.id for link in links], pl.Int64)
    return placed.select(ids, "channel")


def _linked_posts(facts: Facts, placed: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    posts = facts.frame("posts").select(*_POST, "published_on").collect()
    shared = (pl.col("match") == "shared").any()
    counted = (
        placed.filter("_counts").group_by(keys).agg(_total(name) for name in ("sessions", "leads"))
    )
    rows = (
        placed.group_by(keys).agg(shared=shared)
        .join(posts.unique(_POST, keep="first"), on=_POST, how="left")
        .join(counted, on=keys, how="left", nulls_equal=True)
    )  # fmt: skip
    visits = "web_sessions" if _campaign_days(facts, "web_sessions").len() else "touches"
    for name, table in (("sessions", visits), ("leads", "leads")):
        covered = pl.col("published_on").is_in(_campaign_days(facts, table).implode())
        nothing = pl.col(name).is_null() & ~pl.col("shared") & covered
        rows = rows.with_columns(pl.when(nothing).then(0).otherwise(name).alias(name))
    return rows.select(*keys, "sessions", "leads").sort(keys, nulls_last=True)


def _campaign_days(facts: Facts, table: str) -> pl.Series:
    """The covered days of a table from the first to the last one on which it has a campaign."""
    tagged = days_of(facts, table).drop_nulls(("source", "campaign"))
    days = [pl.Series("day", [], pl.Date)]
    if tagged.is_empty():
        return days[0]
    ends = tagged["first_seen"].min(), tagged["last_seen"].max()
    measures = ("sessions",) if table == "web_sessions" else ()
    for owner in coverage(facts, table):
        every = pl.date_range(owner.first, owner.last, eager=True)
        known = every.filter(pl.Series(owner.known(measures)))
        days.append(known.filter(known.is_between(*ends)).alias("day"))
    return pl.concat(days).unique()


def links_of_posts(facts: Facts, saved_links: Sequence[Link]) -> tuple[Link, ...]:
    """The saved links, the links in posts' texts, and tags that name a post."""
    in_texts = tuple(_links_in_texts(facts, saved_links))
    known = {link.draft.tags.traced for link in (*saved_links, *in_texts) if link.draft.post}
    return (*saved_links, *in_texts, *_named_in_tags(facts, known, len(in_texts)))


def _named_in_tags(facts: Facts, known: Collection[tuple[str, ...]], last: int) -> Iterator[Link]:
    """Tags whose content, or else whose campaign, is the id of an imported post."""
    posts = facts.frame("posts").select("network", "post_id").drop_nulls().unique().collect()
    tags = AuditEvidence.of(facts).tags.select(TRACED).unique().sort(TRACED)
    for column in ("content", "campaign"):
        named = tags.join(posts, left_on=column, right_on="post_id", maintain_order="left")
        for row in named.iter_rows(named=True):
            draft = Draft("", Tags.of(row), row["network"], row[column])
            if draft.tags.traced not in known:
                last += 1
                known = {*known, draft.tags.traced}
                yield Link(-last, draft, _NEVER_SAVED, "")


def _links_in_texts(facts: Facts, saved_links: Sequence[Link]) -> Iterator[Link]:
    """Tagged links of posts' texts without those that are saved; their ids are negative."""
    known = {link.draft.tags.traced for link in saved_links if link.draft.post}
    rows = AuditEvidence.of(facts).links.filter("tagged").sort("network", "post_id", "link")
    for number, row in enumerate(rows.iter_rows(named=True), start=1):
        parsed = parse(row["link"])
        if parsed is None or parsed[1].traced in known or not any(parsed[1].traced):
            continue
        draft = Draft(row["link"], parsed[1], row["network"] or "", row["post_id"] or "")
        yield Link(-number, draft, _NEVER_SAVED, "")


def _matched(link_traffic: LinkTraffic, by_post: pl.DataFrame) -> int | None:
    return None if link_traffic.sessions is None else int(by_post["sessions"].sum())


def _with_rates(posts: pl.DataFrame) -> pl.DataFrame:
    pairs = posts.select("leads", "sessions").rows()
    # Leads are no part of the sessions, so that there may be more of them: Poisson's limits.
    bounds = [
        tuple(end / b for end in garwood(int(a))) if a is not None and b else None for a, b in pairs
    ]
    return posts.with_columns(
        pl.when(pl.col("sessions") > 0).then(pl.col("leads") / pl.col("sessions")).alias("rate"),
        pl.Series("low", [b and b[0] for b in bounds], pl.Float64),
        pl.Series("high", [b and b[1] for b in bounds], pl.Float64),
    )


def _total(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)
