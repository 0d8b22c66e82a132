"""Visits and leads are given to the links that bear their tags, and to nothing else."""

from __future__ import annotations

import polars as pl
import pytest

from data.facts.facts import Facts
from data.links.posts import standing, suggest
from data.links.traffic import LinkTraffic, traffic
from data.store import Store
from data.store.clock import instant, now
from data.values.correction import Correction, CorrectionKind
from data.values.link import Draft, Link
from data.values.rules import Tagging
from data.values.tags import Tags
from tests.metrics.cases import DAY, day, facts, lead, post, web

TAGS = "source,medium,campaign"
FB = Tags("facebook", "social", "tips", "a")


def saved_links(*drafts: Draft) -> list[Link]:
    return [Link(n, draft, instant(now()), "") for n, draft in enumerate(drafts, 1)]


def draft(tags: Tags, post: str = "", network: str = "") -> Draft:
    return Draft("https://a.example", tags, network, post)


def visit(tags: Tags, sessions: int, report: str = f"{TAGS},content") -> dict[str, object]:
    told = {part: tags.get(part) or None for part in report.split(",")}
    return web(0, report, sessions=sessions, **told)


def brought(found: LinkTraffic) -> list[tuple[object, ...]]:
    return found.links.sort("link_id").select("sessions", "leads", "revenue", "match").rows()


def test_exact_tags_bring_their_visits_leads_and_revenue() -> None:
    known = facts(
        web_sessions=[visit(FB, 9), visit(FB.put("content", "b"), 4), visit(FB.put("source", "Facebook"), 1)],
        leads=[lead(0, "1", source="facebook", medium="social", campaign="tips", content="a", amount=5.0, won_at=instant(now())),
               lead(0, "2", source="facebook", medium="social", campaign="tips", content="b")],
    )  # fmt: skip
    found = traffic(known, saved_links(draft(FB), draft(FB.put("campaign", "x"))))
    assert brought(found) == [(9, 1, 5.0, "exact"), (None, None, None, "none")]
    assert (found.sessions, found.registered, found.seen) == (14, 9, 1)
    assert found.unregistered.select("content", "sessions", "leads").rows() == [("b", 4, 1), ("a", 1, None)]  # fmt: skip


def test_revenue_of_several_currencies_is_not_added() -> None:
    won = {"source": "facebook", "medium": "social", "campaign": "tips", "content": "a", "amount": 5.0, "won_at": instant(now())}  # fmt: skip
    one, two = (lead(0, name, currency=name, **won) for name in ("EUR", "USD"))
    alone = traffic(facts(leads=[one]), saved_links(draft(FB)))
    assert (brought(alone), alone.currency) == ([(None, 1, 5.0, "exact")], "EUR")
    both = traffic(facts(leads=[one, two]), saved_links(draft(FB)))
    assert (brought(both), both.currency) == ([(None, 2, None, "exact")], None)


def test_repaired_tags_count() -> None:
    rows = {"web_sessions": pl.DataFrame([visit(FB.put("source", "Facebook"), 3)])}
    known = Facts.of(rows, Tagging((Correction(CorrectionKind.FOLD, "source"),)))
    assert brought(traffic(known, saved_links(draft(FB)))) == [(3, None, None, "exact")]


def test_without_content_in_the_files_a_lone_link_is_probable_and_several_share() -> None:
    """Nothing is forced: what cannot be distinguished has no figure, and is not unregistered."""
    known = facts(web_sessions=[visit(FB, 9, TAGS)])
    assert brought(traffic(known, saved_links(draft(FB)))) == [(9, None, None, "probable")]
    assert brought(traffic(known, saved_links(draft(FB.put("content", ""))))) == [
        (9, None, None, "probable")
    ]
    two = traffic(known, saved_links(draft(FB), draft(FB.put("content", "b"))))
    assert brought(two) == [(None, None, None, "shared")] * 2
    assert (two.sessions, two.registered, two.unregistered.height) == (9, 9, 0)


def test_leads_of_links_that_share_tags_count_together() -> None:
    """None of the two has a value, yet all of it came by saved links."""
    known = facts(leads=[
        *(lead(0, name, source="facebook", medium="social", campaign="tips", content="a") for name in "12"),
        lead(0, "3", source="x", campaign="other"),
    ])  # fmt: skip
    found = traffic(known, saved_links(draft(FB), draft(FB)))
    assert found.links["leads"].to_list() == [None, None]
    assert (found.registered, found.registered_leads) == (None, 2)


def test_visits_without_a_campaign_are_nobodys_links() -> None:
    known = facts(web_sessions=[visit(Tags("google", "organic", "(organic)"), 9)])
    found = traffic(known, [])
    assert found.links.is_empty()
    assert found.unregistered.is_empty()
    assert traffic(facts(), saved_links(draft(FB))).sessions is None


def test_posts_get_what_all_their_links_brought() -> None:
    known = facts(
        web_sessions=[visit(FB, 9), visit(FB.put("content", "b"), 4)],
        posts=[post(0, "77", permalink="https://www.facebook.com/us/x/")],
    )
    links = saved_links(
        draft(FB, "77"), draft(FB.put("content", "b"), "http://facebook.com/us/X?ref=1")
    )
    found = traffic(known, links).posts.to_dicts()
    assert found == [{"network": "facebook", "post_id": "77", "links": 2, "sessions": 13, "leads": None, "revenue": None, "match": "exact"}]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "network", "found"),
    [
        ("77", "", ("facebook", "77")),
        ("77", "linkedin", ("linkedin", "77")),
        ("https://x.com/us/status/1234567", "", ("x", "1234567")),
        ("https://www.facebook.com/us/nowhere", "", None),
    ],
)
def test_a_post_is_known_by_id_or_address_before_it_is_imported(
    store: Store, written: str, network: str, found: tuple[str, str] | None
) -> None:
    store.state.links.add([draft(FB, written, network)])
    posts = standing(Facts(store), store.state.links.all())
    rows = posts.select("network", "post_id").rows()
    assert rows == ([] if found is None else [found])


def test_posts_are_suggested_by_the_link_in_their_text_then_by_the_day() -> None:
    link = draft(FB).url
    known = facts(posts=[post(3, "1", text=f"Look: {link}."), post(0, "2", text="same day"),
                         post(0, "3", "x", text="elsewhere"), post(1, "4", text="another day")])  # fmt: skip
    found = suggest(known, draft(FB), DAY).select("post_id", "why").rows()
    assert found == [("1", "link"), ("2", "day")]


def test_the_days_of_a_link_are_those_of_its_tags() -> None:
    """By visits of any table and by leads; never where several links share the tags."""
    other = FB.put("content", "b")
    rows = [visit(FB, 9), {**visit(FB, 2), "date": day(7), "period_from": day(7), "period_to": day(7)}]  # fmt: skip
    known = facts(
        web_sessions=[*rows, visit(other, 1)],
        leads=[lead(9, "1", source="facebook", medium="social", campaign="tips", content="a")],
    )
    found = traffic(
        known, saved_links(draft(FB), draft(other), draft(FB.put("campaign", "x")))
    ).links
    days = found.sort("link_id").select("first_seen", "last_seen").rows()
    assert days == [(day(0), day(9)), (day(0), day(0)), (None, None)]
    twice = traffic(known, saved_links(draft(FB), draft(FB))).links
    assert twice["first_seen"].to_list() == [None, None]
