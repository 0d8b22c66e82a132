"""Saved campaign links of the demo company: those in its newest posts."""

from __future__ import annotations

import polars as pl

from data.base.json_values import texts_of
from data.facts.facts import Facts
from data.store import State
from data.utm.audit.evidence import AuditEvidence
from data.values.address import parse
from data.values.link import Draft

SETTING = "demo_links"  # the ids of the links that were ever saved here
_NEWEST = 16  # posts


def drafts(facts: Facts) -> tuple[Draft, ...]:
    """The links with UTM tags in the newest posts, each with its post, the newest first."""
    posts = facts.frame("posts").select("network", "post_id", "published_on").collect()
    links = AuditEvidence.of(facts).links.filter("tagged")
    # Two posts of a day have the same link, whose visits are then no single post's.
    placed = links.join(posts, on=["network", "post_id"]).filter(pl.len().over("link") == 1)
    newest = placed.sort("published_on", "post_id", descending=True).head(_NEWEST)
    rows = newest.select("link", "network", "post_id").iter_rows()
    return tuple(
        Draft(str(parsed[0]), parsed[1], network, post)
        for link, network, post in rows
        if (parsed := parse(link)) is not None
    )


def made(state: State) -> tuple[int, ...]:
    """The ids of the links that were ever saved here."""
    return tuple(map(int, state.settings.read(SETTING, texts_of, ())))
