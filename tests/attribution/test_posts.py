"""Credit of single posts, and the journeys behind a figure."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
from hypothesis import given

from data.facts.facts import Facts
from data.values.link import Draft, Link
from data.values.tags import Tags
from metrics.attribution.answer import attribute
from metrics.attribution.drilldown import behind
from metrics.attribution.model import registered
from metrics.attribution.query import AttributionQuery
from tests.attribution.plain import DAY, Visit, Win
from tests.attribution.test_credit import worlds
from tests.attribution.world import FIRST, LAST, facts, moment
from tests.conftest import examples

TAGS = {"source": "linkedin", "medium": "social", "campaign": "spring"}
MARCH = AttributionQuery(date(2026, 3, 1), date(2026, 3, 31), ("post",))


def visit(content: str | None, day: int) -> dict[str, object]:
    at = datetime(2026, 3, day, 9, tzinfo=UTC)
    found = {"user_key": "u", "session_id": str(day), "started_at": at, "started_on": at.date()}
    return found | TAGS | {"content": content}


def post(post_id: str, text: str = "") -> dict[str, object]:
    return {"network": "linkedin", "post_id": post_id, "text": text}


def saved_link(number: int, post_id: str, content: str) -> Link:
    draft = Draft("https://shop.example/", Tags(**TAGS, content=content), "linkedin", post_id)
    return Link(number, draft, datetime(2026, 3, 1, tzinfo=UTC), "")


def credit(visits: list[dict[str, object]], posts: list[dict[str, object]], *links: Link) -> object:
    won = {"user_key": "u", "converted_on": date(2026, 3, 20), "event_name": "lead",
           "converted_at": datetime(2026, 3, 20, tzinfo=UTC)}  # fmt: skip
    tables = {"touches": visits, "posts": posts, "conversions": [won]}
    frames = {n: pl.DataFrame(rows, infer_schema_length=None) for n, rows in tables.items()}
    known = Facts.of(frames, links=links)
    [answer] = attribute(known, MARCH, [registered()["linear"]], bounded=False)
    return {one.keys[0]: one.conversions for one in answer.credits}


def test_a_visit_belongs_to_the_post_whose_link_bears_its_tags():
    found = credit(
        [visit("a", 2), visit("b", 3), visit(None, 4), visit("c", 5)],
        [post("p1"), post("p2", "New: https://shop.example/?utm_source=linkedin&utm_medium=social&utm_campaign=spring&utm_content=b")],
        saved_link(1, "p1", "a"),
    )  # fmt: skip
    assert found == {"linkedin p1": 0.25, "linkedin p2": 0.25, None: 0.5}


def test_tags_that_two_posts_share_belong_to_neither():
    found = credit(
        [visit("a", 2)],
        [post("p1"), post("p2")],
        saved_link(1, "p1", "a"),
        saved_link(2, "p2", "a"),
    )
    assert found == {None: 1.0}


@examples(10)
@given(worlds)
def test_the_journeys_behind_a_key_are_those_that_met_it(world: tuple[list[Visit], list[Win]]):
    """Every story is whole: the person's visits before the conversion, in order, within the window."""
    visits, wins = world
    told = behind(
        facts(visits, wins), AttributionQuery(FIRST, LAST, ("campaign",), 20), "news", most=1000
    )
    expected = []
    for win in wins:
        before = [v for v in visits if v.user == win.user and 0 < win.at - v.at <= 20 * DAY]
        if any((v.key or "") == "news" for v in before):
            ordered = sorted(before, key=lambda v: (v.at, v.session))
            expected.append((moment(win.at), [(moment(v.at), v.key or "") for v in ordered]))
    found = [(s.ended_at, [(step.at, step.key) for step in s.steps]) for s in told.stories]
    assert told.count == len(expected)
    assert sorted(found) == sorted(expected)
    assert [s.ended_at for s in told.stories] == sorted((e for e, _ in expected), reverse=True)


def test_only_the_latest_journeys_are_told_in_full():
    visits = [Visit(user, "s", 0, "news", direct=False) for user in "abc"]
    wins = [Win(user, n * DAY) for n, user in enumerate("abc", start=1)]
    told = behind(facts(visits, wins), AttributionQuery(FIRST, LAST, ("campaign",)), "news", most=2)
    assert (told.count, [s.ended_at for s in told.stories]) == (
        3,
        [moment(3 * DAY), moment(2 * DAY)],
    )


def test_a_key_that_nobody_met_has_no_journeys():
    told = behind(facts([], []), AttributionQuery(FIRST, LAST, ("campaign",)), "news")
    assert (told.count, told.stories) == (0, ())
