"""The post of a campaign link: matched by its id or address, and suggested."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import narwhals as nw
import polars as pl

from data.channels.classification import network_of
from data.facts.facts import Facts
from data.sources.kit.post_links import network_in, post_in
from data.utm.audit.evidence import AuditEvidence
from data.values.address import parse
from data.values.link import Draft, Link

_SCHEMA = {"link_id": pl.Int64(), "network": pl.String(), "post_id": pl.String()}
_SUGGESTED = ("network", "post_id", "published_on", "text", "permalink")


def stated_network(drafts: Iterable[Draft]) -> list[str | None]:
    """The network of each link: the chosen one, else the one of its source."""
    drafts = list(drafts)
    sources = pl.DataFrame({"source": [d.tags.source.lower() for d in drafts]}, {"source": pl.String})  # fmt: skip
    of_source = (
        nw.from_native(sources).select(network=network_of()).to_native()["network"].to_list()
    )
    return [draft.network or other for draft, other in zip(drafts, of_source, strict=True)]


def standing(facts: Facts, links: Iterable[Link]) -> pl.DataFrame:
    """The post of every link that names one: link_id, network, post_id.

    A post that was not imported yet counts where its id and its network are known. An address
    that holds no id is looked for among the imported posts.
    """
    named = [link for link in links if link.draft.post.strip()]
    rows = pl.DataFrame(
        {
            "link_id": [link.id for link in named],
            "written": [link.draft.post.strip() for link in named],
            "stated": stated_network(link.draft for link in named),
        },
        schema={"link_id": pl.Int64, "written": pl.String, "stated": pl.String},
    )
    address = pl.col("written").str.contains(r"(?i)^(https?://|www\.)")
    rows = rows.with_columns(
        _page=pl.when(address).then(_page("written")),
        _id=pl.when(address).then(post_in("written")).otherwise("written"),
        _network=pl.when(address).then(network_in(rows["written"])),
    ).with_columns(_network=pl.coalesce("_network", "stated"))
    if rows.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    posts = facts.frame("posts").select("network", "post_id", _page=_page("permalink")).collect()
    return _matched(rows, posts)


def _matched(rows: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """Matched by the exported address, then by the id, then as it was written."""
    by_page = rows.join(posts.drop_nulls("_page"), on="_page").select(*_SCHEMA)
    by_id = rows.join(posts.drop("_page"), left_on="_id", right_on="post_id").filter(
        pl.col("_network").is_null() | (pl.col("_network") == pl.col("network"))
    )
    written = rows.select("link_id", pl.col("_network").alias("network"), post_id="_id")
    # In order of certainty, since only the first match of a link counts.
    every = pl.concat([by_page, by_id.select("link_id", "network", post_id="_id"), written])
    known = every.drop_nulls().with_columns(pl.col("link_id").cast(pl.Int64))
    return known.unique("link_id", keep="first", maintain_order=True).sort("link_id")


def _page(column: str) -> pl.Expr:
    """An address without scheme, ``www.``, parameters and a slash at its end; case counts not."""
    # Networks export and share the same address in several forms (mobile host, tracking
    # parameters).
    plain = pl.col(column).str.to_lowercase().str.replace(r"^https?://", "")
    plain = plain.str.replace(r"^(www|m|mobile)\.", "").str.replace(r"[?#].*$", "")
    return plain.str.strip_chars_end("/")


def suggest(facts: Facts, draft: Draft, day: date) -> pl.DataFrame:
    """Imported posts that may contain the link, the most certain first.

    Columns: network, post_id, published_on, text, permalink and ``why``: ``link`` where the
    post's text holds a link with the same tags, ``day`` where the same network published it on
    ``day``.
    """
    posts = facts.frame("posts").select(*_SUGGESTED)
    links = AuditEvidence.of(facts).links.filter("tagged")
    same = links["link"].map_elements(lambda link: _same(link, draft), pl.Boolean)
    with_link = links.filter(same).select("network", "post_id").unique()
    [network] = stated_network([draft])
    near = posts.filter(network=network, published_on=day).collect()
    sure = posts.join(with_link.lazy(), on=["network", "post_id"], how="semi").collect()
    candidates = pl.concat(
        [
            sure.with_columns(why=pl.lit("link")).sort("published_on", descending=True),
            near.with_columns(why=pl.lit("day")),
        ]
    )
    return candidates.unique(["network", "post_id"], keep="first", maintain_order=True)


def _same(link: str, draft: Draft) -> bool:
    parsed = parse(link)
    return parsed is not None and any(draft.tags.traced) and parsed[1].traced == draft.tags.traced
