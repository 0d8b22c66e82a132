"""Posts get exactly the visits and leads of their own links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.values.link import Draft, Link
from data.values.tags import Tags
from metrics.content.post_attribution import post_traffic
from tests.metrics.cases import facts, lead, post, web

TAGGED = "channel_group,source,medium,campaign,content"
TAGS = {"source": "linkedin", "medium": "social", "campaign": "spring"}
LINK = (
    "https://shop.example/?utm_source=linkedin&utm_medium=social&utm_campaign=spring&utm_content="
)


def visits(content: str | None, sessions: int) -> dict:
    return web(0, TAGGED, **TAGS, content=content, sessions=sessions)


def kept(content: str, post_id: str, number: int = 1) -> Link:
    draft = Draft("https://shop.example/", Tags(**TAGS, content=content), "linkedin", post_id)
    return Link(number, draft, datetime(2026, 3, 1, tzinfo=UTC), "")


def test_visits_and_leads_find_the_post_by_the_tags_of_its_link():
    known = facts(
        posts=[post(0, "p1", "linkedin"), post(0, "p2", "linkedin")],
        web_sessions=[visits("a", 40), visits("b", 10), visits("c", 50)],
        leads=[
            lead(0, "1", **TAGS, content="a"),
            lead(1, "2", **TAGS, content="a"),
            lead(1, "3", **TAGS, content="b"),
        ],
    )
    found = post_traffic(known, [kept("a", "p1"), kept("b", "p2", 2)])
    rows = {row["post_id"]: row for row in found.posts.to_dicts()}
    assert (rows["p1"]["leads"], rows["p1"]["sessions"]) == (2, 40)
    assert (rows["p2"]["leads"], rows["p2"]["sessions"]) == (1, 10)
    assert found.posts["post_id"].to_list() == ["p1", "p2"]
    assert rows["p1"]["rate"] == pytest.approx(0.05)
    assert rows["p1"]["low"] < 0.05 < rows["p1"]["high"]
    assert (found.sessions, found.matched, found.linked) == (100, 50, 2)


def test_a_tagged_link_in_a_posts_text_needs_no_registration():
    known = facts(
        posts=[post(0, "p1", "linkedin", text=f"Read on: {LINK}a")],
        web_sessions=[visits("a", 7)],
    )
    [row] = post_traffic(known, []).posts.to_dicts()
    assert (row["post_id"], row["sessions"], row["leads"], row["sure"]) == ("p1", 7, None, True)


def test_a_link_that_is_kept_and_stands_in_the_text_counts_once():
    known = facts(
        posts=[post(0, "p1", "linkedin", text=f"Read on: {LINK}a")],
        web_sessions=[visits("a", 7)],
    )
    [row] = post_traffic(known, [kept("a", "p1")]).posts.to_dicts()
    assert row["sessions"] == 7


def test_tags_of_several_posts_are_given_to_none():
    known = facts(
        posts=[post(0, "p1", "linkedin"), post(0, "p2", "linkedin")],
        web_sessions=[visits("a", 7)],
    )
    found = post_traffic(known, [kept("a", "p1"), kept("a", "p2", 2)])
    assert found.posts.is_empty()
    assert found.linked == 2


def test_without_content_a_lone_link_is_probable():
    named = web(0, "channel_group,source,medium,campaign", **TAGS, sessions=9)
    known = facts(posts=[post(0, "p1", "linkedin")], web_sessions=[named])
    [row] = post_traffic(known, [kept("a", "p1")]).posts.to_dicts()
    assert (row["sessions"], row["sure"]) == (9, False)


@pytest.mark.parametrize("column", ["content", "campaign"])
def test_tags_that_name_the_post_need_no_link(column):
    tags = {**TAGS, "content": "x"} | {column: "p1"}
    known = facts(
        posts=[post(0, "p1", "linkedin"), post(0, "p2", "linkedin")],
        web_sessions=[visits("a", 40) | tags, visits("b", 10)],
        leads=[lead(0, "1", **tags)],
    )
    [row] = post_traffic(known, []).posts.to_dicts()
    assert (row["post_id"], row["sessions"], row["leads"], row["sure"]) == ("p1", 40, 1, True)
