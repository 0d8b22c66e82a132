"""Evidence of the UTM audit: tags with their impact, landing pages, links in posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import narwhals as nw
import polars as pl

from data.base.hosts import normalise_host
from data.channels.classification import landing_host
from data.facts.facts import Facts
from data.utm.impact import MEASURES, Impact, combinations, read_with, summed
from data.values.correction import TAGS

NO_VALUES = frozenset(
    {"", "(direct)", "(none)", "(not set)", "(organic)", "(referral)", "(ai-assistant)"}
    | {"(data not available)", "(other)", "(cross-network)", "(not provided)"}
)
"""GA4's placeholders where no tag was collected; never the name of anything."""
_SCHEMA = {"table": pl.String(), **dict.fromkeys((*TAGS, "channel"), pl.String()), **MEASURES}
_LINK = r"(?i)https?://[^\s<>\"'()]+"
_HOST = r"^https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)"
_TAGGED = r"(?i)[?&#;]utm_(source|medium|campaign)="


@dataclass(frozen=True, slots=True)
class AuditEvidence:
    """Everything in the facts that a check can be about, in small tables.

    ``tags`` has one row per combination of tags of a table: ``table``, the tags and ``channel``
    as they are read now, and its impact. ``landings`` is the same of visits by landing
    page, empty where no report has it. ``links`` has one row per link in a post (network,
    post_id, link, host, tagged, link_clicks). ``hosts`` are the company's own.
    """

    tags: pl.DataFrame
    landings: pl.DataFrame
    links: pl.DataFrame
    hosts: frozenset[str]

    @classmethod
    def of(cls, facts: Facts, hosts: Iterable[str] = ()) -> AuditEvidence:
        """What ``facts`` hold, gathered once; ``hosts`` are known to be the company's own."""
        gathered: AuditEvidence = facts.derived("evidence", lambda: cls._gathered(facts))
        return replace(
            gathered, hosts=gathered.hosts | {normalise_host(host.lower()) for host in hosts}
        )

    @classmethod
    def _gathered(cls, facts: Facts) -> AuditEvidence:
        # Visits of single people only where there is no report: they are the same visits.
        reported = not combinations(facts, "web_sessions").is_empty()
        visits = "web_sessions" if reported else "touches"
        frames = [_read(facts, table) for table in (visits, "leads", "ad_costs")]
        tags = pl.concat([pl.DataFrame(schema=_SCHEMA), *frames])
        landings = _read(facts, visits, "landing_page").drop_nulls("landing_page")
        links = _links(facts)
        pages = nw.from_native(landings.select(pl.col("landing_page").str.to_lowercase()))
        named = pages.select(landing_host(nw.col("landing_page")))["landing_page"].to_list()
        # Hosts of landing pages and of tagged links in posts are the company's own.
        own = {host for host in named if host} | set(links.filter("tagged")["host"].to_list())
        return cls(tags, landings, links, frozenset(map(normalise_host, own)))

    def values(self, column: str, *tables: str) -> pl.DataFrame:
        """Every value of a tag with its impact, the largest first.

        Columns: ``value`` and those of ``MEASURES``.
        """
        rows = self.tags.filter(pl.col("table").is_in(tables)) if tables else self.tags
        named = rows.filter(~pl.col(column).fill_null("").str.to_lowercase().is_in(NO_VALUES))
        summary = named.group_by(pl.col(column).alias("value")).agg(summed())
        order = ["leads", "sessions", "spend", "rows", "value"]
        return summary.sort(order, descending=[True] * 4 + [False], nulls_last=True)

    def stake(self, *conditions: pl.Expr) -> Impact:
        """The impact of the tags that meet the conditions."""
        return Impact.of(self.tags.filter(*conditions))

    def owns(self, host: str) -> bool:
        """Whether a host is the company's or a subdomain of one."""
        name = normalise_host(host)
        return any(name == own or name.endswith(f".{own}") for own in self.hosts)


def _read(facts: Facts, table: str, *further: str) -> pl.DataFrame:
    frame = combinations(facts, table, further)
    read = read_with(frame, table, facts.inputs.tagging)
    known = [name for name in TAGS if name in read.columns]
    missing = [pl.lit(None, pl.String).alias(name) for name in TAGS if name not in known]
    rows = read.with_columns(*missing, table=pl.lit(table))
    return rows.select("table", *TAGS, "channel", *MEASURES, *further)


def _links(facts: Facts) -> pl.DataFrame:
    """Links in the text of posts; a post's own address on its network does not count."""
    posts = facts.frame("posts").select("network", "post_id", "text", "link_clicks")
    with_links = posts.drop_nulls("text").with_columns(link=pl.col("text").str.extract_all(_LINK))
    each = with_links.drop("text").explode("link", empty_as_null=False, keep_nulls=False)
    link = pl.col("link").str.strip_chars_end(".,;:!?…")
    host = pl.col("link").str.to_lowercase().str.extract(_HOST).fill_null("")
    return (
        each.with_columns(link)
        .unique()
        .with_columns(host=host, tagged=pl.col("link").str.contains(_TAGGED))
        .collect()
    )
