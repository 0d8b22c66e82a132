"""The posts of a channel: by their links where any count there, else those on its networks."""

from __future__ import annotations

import polars as pl
import pytest

from data.facts.facts import Facts
from data.values.channel_rule import ChannelRule
from data.values.condition import Condition, Operator
from data.values.rules import Tagging
from metrics.content.channel_posts import channel_posts
from metrics.content.post_attribution import post_traffic
from tests.metrics.cases import lead, post
from tests.metrics.test_post_traffic import TAGS, saved_link, visits

SCHEMA = {"network": pl.String, "post_id": pl.String, "sessions": pl.Int64, "leads": pl.Int64}


def listed(*names: str) -> pl.DataFrame:
    """Posts with what ``post_results`` adds; each was seen more than the one before."""
    return pl.DataFrame(
        {
            "network": ["linkedin"] * len(names),
            "post_id": list(names),
            "published_on": [None] * len(names),
            "sessions": [9] * len(names),
            "leads": [9] * len(names),
            "seen": [float(n) for n in range(len(names))],
            "times": [float(n) for n in range(len(names))],
        },
        schema_overrides={"published_on": pl.Date, **SCHEMA},
    )


def links(*rows: tuple[str, str, int | None, int | None]) -> pl.DataFrame:
    every = [
        ("linkedin", name, channel, sessions, leads) for name, channel, sessions, leads in rows
    ]
    schema = {"network": pl.String, "post_id": pl.String, "channel": pl.String, "sessions": pl.Int64, "leads": pl.Int64}  # fmt: skip
    return pl.DataFrame(every, schema=schema, orient="row")


def test_the_most_leads_come_first_then_the_most_sessions_and_unknown_ones_last():
    """Of what came by links of this channel; a post whose links brought nothing is not there."""
    brought = links(
        ("a", "Email", 50, 1), ("b", "Email", 10, 2), ("c", "Email", 0, 0), ("d", "Email", 0, None),
        ("e", "Email", None, None), ("f", "Email", 90, 1), ("g", "Direct", 99, 99),
    )  # fmt: skip
    every = listed(*"abcdefg")
    found = channel_posts("Email", every, every, brought, 9)
    assert found.by_links
    assert found.posts["post_id"].to_list() == ["b", "f", "a", "e"]
    assert found.posts["leads"].to_list() == [2, 1, 1, None]
    assert channel_posts("Email", every, every, brought, 2).posts.height == 2


def test_without_a_link_to_the_channel_its_networks_posts_are_seen_and_nothing_more():
    """What links to another channel brought is not said of this one."""
    found = channel_posts("Organic Social", listed("x"), listed("a", "b"), links(("a", "Email", 9, 9)), 5)  # fmt: skip
    assert not found.by_links
    assert found.posts["post_id"].to_list() == ["b", "a"]
    assert found.posts["leads"].to_list() == found.posts["sessions"].to_list() == [None, None]


def by_channel(known: Facts) -> dict[tuple[str, str | None], tuple[int | None, int | None]]:
    found = post_traffic(known, [saved_link("a", "p1"), saved_link("b", "p2", 2)]).channels
    return {(row["post_id"], row["channel"]): (row["sessions"], row["leads"]) for row in found.to_dicts()}  # fmt: skip


OURS = ChannelRule("Ours", (Condition("source", Operator.EQUALS, ("linkedin",)),))


@pytest.mark.parametrize(("rules", "channel"), [((), "Organic Social"), ((OURS,), "Ours")])
def test_a_link_counts_where_visits_by_its_tags_do(
    rules: tuple[ChannelRule, ...], channel: str
) -> None:
    """Rules of the company's own included."""
    rows = {
        "posts": [post(0, "p1", "linkedin"), post(0, "p2", "linkedin")],
        "web_sessions": [visits("a", 40)],
        "leads": [lead(0, "1", **TAGS, content="a")],
    }
    known = Facts.of({name: pl.DataFrame(own) for name, own in rows.items()}, Tagging(channels=rules))  # fmt: skip
    assert by_channel(known) == {("p1", channel): (40, 1), ("p2", channel): (0, 0)}
