"""Posts get exactly the visits and leads of their own links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.facts.facts import Facts
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


def saved_link(content: str, post_id: str, number: int = 1) -> Link:
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
    found = post_traffic(known, [saved_link("a", "p1"), saved_link("b", "p2", 2)])
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
    [row] = post_traffic(known, [saved_link("a", "p1")]).posts.to_dicts()
    assert row["sessions"] == 7


def test_tags_of_several_posts_are_given_to_none():
    known = facts(
        posts=[post(0, "p1", "linkedin"), post(0, "p2", "linkedin")],
        web_sessions=[visits("a", 7)],
    )
    found = post_traffic(known, [saved_link("a", "p1"), saved_link("a", "p2", 2)])
    assert found.posts.is_empty()
    assert found.linked == 2


def linked_rows(known: Facts, links: list[Link]) -> dict[str, tuple[int | None, int | None]]:
    found = post_traffic(known, links).linked_posts
    return {row["post_id"]: (row["sessions"], row["leads"]) for row in found.to_dicts()}


def test_a_tagged_link_that_brought_nothing_is_known_to_have_brought_nothing():
    """While the files have campaigns on the day of the post; before and after it is unknown."""
    known = facts(
        posts=[post(n, f"p{n}", "linkedin") for n in (0, 1, 5, 9, 10)],
        web_sessions=[
            web(n, TAGGED, **TAGS, content="a", sessions=4) for n in range(1, 10)
        ],
        leads=[lead(n, str(n), **TAGS, content="a") for n in (1, 5)],
    )  # fmt: skip
    links = [saved_link(f"x{n}", f"p{n}", n + 2) for n in (0, 1, 9, 10)]
    rows = linked_rows(known, [saved_link("a", "p5"), *links])
    assert rows["p5"] == (36, 2)
    assert rows["p1"] == (0, 0)
    assert rows["p9"] == (0, None)
    assert rows["p0"] == rows["p10"] == (None, None)


def test_days_that_no_file_covers_and_files_without_campaigns_are_no_zero():
    """A hole in the files, and visits by channel only."""
    days = [n for n in range(60) if n != 30]
    tagged = [web(n, TAGGED, **TAGS, content="a", sessions=4) for n in days]
    plain = [web(n, sessions=4, channel_group="Direct") for n in days]
    posts = [post(29, "p29", "linkedin"), post(30, "p30", "linkedin")]
    links = [saved_link("x", "p29"), saved_link("y", "p30", 2)]
    assert linked_rows(facts(posts=posts, web_sessions=tagged), links) == {
        "p29": (0, None),
        "p30": (None, None),
    }
    nothing = linked_rows(facts(posts=posts, web_sessions=plain), links)
    assert set(nothing.values()) == {(None, None)}


def test_shared_tags_are_unknown_for_each_of_their_posts():
    known = facts(
        posts=[post(0, "p1", "linkedin"), post(0, "p2", "linkedin"), post(0, "p3", "linkedin")],
        web_sessions=[visits("a", 7)],
    )
    rows = linked_rows(
        known, [saved_link("a", "p1"), saved_link("a", "p2", 2), saved_link("c", "p3", 3)]
    )
    assert rows == {"p1": (None, None), "p2": (None, None), "p3": (0, None)}


def test_without_content_a_lone_link_is_probable():
    named = web(0, "channel_group,source,medium,campaign", **TAGS, sessions=9)
    known = facts(posts=[post(0, "p1", "linkedin")], web_sessions=[named])
    [row] = post_traffic(known, [saved_link("a", "p1")]).posts.to_dicts()
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
