"""Every kind of fault is found where it is planted, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.facts.facts import Facts
from data.utm.audit.checks.payment_gateways import is_gateway
from data.utm.audit.run_checks import checks, run_checks
from data.utm.audit.similarity import look_alike, one_slip
from data.utm.audit.utm_issue import UtmIssue
from data.values.correction import Correction, CorrectionKind
from data.values.rules import Tagging
from tests.languages import is_translated
from tests.metrics.cases import ad, facts, lead, post, web

TAGGED = "channel_group,source,medium,campaign"
LANDED = "source,medium,landing_page"


def visit(source: str, medium: str, campaign: str = "(not set)", **values: object) -> dict:
    tags = {"source": source, "medium": medium, "campaign": campaign}
    return web(0, TAGGED, **{**tags, "sessions": 10, **values})


def landing(page: str, source: str = "(direct)", medium: str = "(none)") -> dict:
    return web(0, LANDED, source=source, medium=medium, landing_page=page, sessions=7)


def found(check: str, known: Facts, *hosts: str) -> list[UtmIssue]:
    return [one for one in run_checks(known, hosts) if one.check == check]


def repairs(check: str, *rows: dict) -> list[Correction | None]:
    return [one.repair for one in found(check, facts(web_sessions=list(rows)))]


GOOD = [
    visit("google", "organic", "(organic)"),
    visit("google", "cpc", "spring_2024"),
    visit("google", "cpc", "spring_2025"),
    visit("facebook", "paid_social", "promo_fr", sessions=90),
    visit("facebook", "paid_social", "promo_en"),
    visit("newsletter", "email", "week-1"),
    visit("newsletter", "email", "week-12"),
    visit("linkedin", "social", "banner_a"),
    visit("linkedin", "social", "banner_b"),
    visit("t.co", "referral", "(referral)"),
    visit("(direct)", "(none)", "(direct)"),
    visit("facebook", "paid_social", "collection women", sessions=90),
    visit("facebook", "paid_social", "collection woman"),
]


def test_sound_tags_raise_no_alarm():
    """Numbers, languages, versions and plurals tell real campaigns apart."""
    assert (
        run_checks(
            facts(web_sessions=GOOD, leads=[lead(0), lead(0, "2", source="google", medium="cpc")])
        )
        == ()
    )
    assert run_checks(facts()) == ()


def test_capital_letters_split_a_value():
    kept = Correction(CorrectionKind.REPLACE, "source", ("FACEBOOK", "Facebook"), "facebook")
    rows = [visit(name, "social", f"c{n}") for n, name in enumerate(("Facebook", "FACEBOOK", "facebook"))]  # fmt: skip
    assert repairs("case_splits", *rows) == [kept]
    [finding] = found("case_splits", facts(web_sessions=rows))
    assert finding.stake.sessions == 20


@pytest.mark.parametrize(
    ("often", "rarely", "alike"),
    [
        ("autumn-offer", "autumn_offer", True),
        ("autumn-offer", "autum-offer", True),
        ("black friday", "BlackFriday", True),
        ("open-house", "open-huose", True),
        ("spring_2024", "spring_2025", False),
        ("promo-fr", "promo-en", False),
        ("webinar-1", "webinar-2", False),
        ("offer", "offers", False),
        ("april-news", "avril-news", False),
        ("t.co", "tc.o", True),
        ("t.co", "tco", False),
        ("north-tour", "south-tour", False),
    ],
)
def test_look_alikes_are_proposed_and_real_campaigns_are_not(often, rarely, alike):
    rows = [
        visit("a.example", "referral", often, sessions=100),
        visit("a.example", "referral", rarely),
    ]
    proposed = repairs("look_alikes", *rows)
    assert proposed == (
        [Correction(CorrectionKind.REPLACE, "campaign", (rarely,), often)] if alike else []
    )


def test_values_of_equal_weight_are_not_called_slips():
    rows = [visit("a.example", "referral", name) for name in ("autumn-tours", "autumn-tourb")]
    assert repairs("look_alikes", *rows) == []


@pytest.mark.parametrize(
    ("source", "medium", "meant"),
    [
        ("facebook", "social_paid", "paid_social"),
        ("facebook", "boosted_post", "paid_social"),
        ("linkedin", "sponsored", "paid_social"),
        ("google", "sea", "cpc"),
        ("google", "Ads", "cpc"),
        ("youtube", "ads", "paid_video"),
        ("weekly", "newsletter", "email"),
        ("facebook", "newsletter", "email"),
        ("flyer", "qr", None),
        ("fair", "handout", None),
    ],
)
def test_medium_that_no_rule_knows_gets_the_one_that_was_meant(source, medium, meant):
    [repair] = repairs("unknown_mediums", visit(source, medium))
    assert (repair and repair.to) == meant


@pytest.mark.parametrize(
    ("check", "source", "medium", "campaign", "kind"),
    [
        ("email_ambiguity", "weekly", "email-newsletter", "a", CorrectionKind.REPLACE),
        ("encoded", "weekly", "email", "summer%2520sale", CorrectionKind.DECODE),
        ("encoded", "weekly", "email", "summer+sale", CorrectionKind.DECODE),
        ("amp_names", "facebook&amp;utm_medium=social", "(not set)", "a", CorrectionKind.REPLACE),
        ("amp_names", "facebook", "social&amp;", "a", CorrectionKind.REPLACE),
        (
            "payment_gateways",
            "checkout.stripe.com",
            "referral",
            "(referral)",
            CorrectionKind.DIRECT,
        ),
        ("self_referrals", "www.shop.example", "referral", "(referral)", CorrectionKind.DIRECT),
        ("not_set", "facebook", "(not set)", "a", None),
    ],
)
def test_fault_is_found_with_its_repair(check, source, medium, campaign, kind):
    [finding] = found(check, facts(web_sessions=[visit(source, medium, campaign)]), "shop.example")
    assert (finding.repair and finding.repair.kind) == kind
    assert finding.stake.sessions == 10


def test_medium_with_several_meanings_is_repaired_by_its_sources():
    """“ads” of a search engine and of anybody else are two faults with two repairs."""
    rows = [visit("google", "ads"), visit("portal", "ads", sessions=4)]
    known = facts(web_sessions=rows)
    faults = found("unknown_mediums", known)
    assert [(f.repair and f.repair.to, f.stake.sessions) for f in faults] == [
        ("cpc", 10),
        ("paid", 4),
    ]
    mended = known.under(Tagging(tuple(f.repair for f in faults if f.repair)))
    assert mended.frame("web_sessions").collect()["medium"].to_list() == ["cpc", "paid"]


def test_visits_without_source_and_medium_are_one_fault():
    known = facts(web_sessions=[visit("(not set)", "(not set)")])
    assert [one.about for one in found("not_set", known)] == [("source", "medium")]


def test_own_site_is_known_from_its_landing_pages_and_tagged_links():
    rows = [visit("shop.example", "referral"), landing("https://www.shop.example/a", "x", "y")]
    assert len(found("self_referrals", facts(web_sessions=rows))) == 1
    tagged = post(0, text="See https://shop.example/a?utm_source=x")
    assert len(found("self_referrals", facts(web_sessions=rows[:1], posts=[tagged]))) == 1
    assert found("self_referrals", facts(web_sessions=rows[:1])) == []


def test_direct_visits_deep_in_the_site_probably_followed_a_link():
    pages = ["/", "/offers", "/blog/what-a-heat-pump-saves", "/a-path-that-nobody-would-type"]
    [finding] = found("untagged_deep_links", facts(web_sessions=[landing(page) for page in pages]))
    assert finding.stake.sessions == 14
    assert finding.examples == ("/a-path-that-nobody-would-type", "/blog/what-a-heat-pump-saves")


def test_posts_that_link_to_the_site_without_tags_are_counted_by_network():
    texts = [
        "https://shop.example/a!",
        "https://shop.example/b?utm_source=x",
        "https://press.example/c",
    ]
    known = facts(posts=[post(0, str(n), text=text) for n, text in enumerate(texts)])
    [finding] = found("untagged_posts", known)
    assert (finding.stake.rows, finding.examples) == (1, ("https://shop.example/a",))


def test_campaigns_with_cost_or_with_visits_alone_are_told():
    known = facts(
        web_sessions=[visit("google", "cpc", "brand"), visit("google", "cpc", "fair tour")],
        ad_costs=[ad(0, campaign=name, spend=5.0) for name in ("Brand", "fair-tour", "lost")],
    )
    costly = found("costs_without_visits", known)
    assert [(one.about, one.repair and one.repair.to) for one in costly] == [
        (("fair-tour",), "fair tour"),
        (("lost",), None),
    ]
    assert [one.about for one in found("visits_without_costs", known)] == [("fair tour",)]


def test_a_repaired_fault_is_found_no_more_and_ids_stay():
    known = facts(web_sessions=[visit("facebook", "social_paid"), visit("flyer", "qr")])
    first, second = run_checks(known)
    mended = [one for one in (first, second) if one.repair]
    rules = Tagging(tuple(one.repair for one in mended if one.repair))
    assert [one.id for one in run_checks(known.under(rules))] == [
        one.id for one in (first, second) if not one.repair
    ]


def test_worst_fault_comes_first():
    rows = [visit("flyer", "qr", sessions=500), visit("facebook", "boost", sessions=9)]
    known = facts(web_sessions=rows, leads=[lead(0, source="facebook", medium="boost")])
    assert [one.about[0] for one in run_checks(known)] == ["boost", "qr"]


def test_every_check_has_a_french_name_and_bears_the_name_of_its_file():
    assert all(check.id == name and is_translated(check.label) for name, check in checks().items())


def test_words_are_compared_as_people_would():
    assert one_slip("offre", "offer")
    assert not one_slip("offre", "ofrfa")
    assert not look_alike("a-b-c", "a-b")
    assert is_gateway("www.paypal.com")
    assert not is_gateway("mypaypal.com")


def test_single_visits_are_at_stake_where_no_report_was_imported():
    when = datetime(2026, 3, 2, 9, tzinfo=UTC)
    visits = [
        {"user_key": str(n), "session_id": "1", "started_at": when, "started_on": when.date()}
        | {"source": "flyer", "medium": "qr"}
        for n in range(3)
    ]
    [finding] = run_checks(facts(touches=visits))
    assert (finding.check, finding.stake.sessions) == ("unknown_mediums", 3)
    [finding] = run_checks(facts(touches=visits, web_sessions=[visit("flyer", "qr")]))
    assert finding.stake.sessions == 10


def test_day_of_a_report_and_its_period_count_once():
    """Two reports tell the same visits; the one with the most tags says what is at stake."""
    rows = [
        visit("flyer", "qr"),
        web(0, "channel_group,source,medium", source="flyer", medium="qr", sessions=10),
        web(0, TAGGED, last=6, source="flyer", medium="qr", sessions=10),
    ]
    [finding] = found("unknown_mediums", facts(web_sessions=rows))
    assert finding.stake.sessions == 10


def test_a_click_id_that_leaves_the_channel_open_is_no_fault_of_the_tags() -> None:
    tags = {"source": "facebook", "medium": "referral"}
    assert (
        found("unknown_mediums", facts(leads=[lead(0, channel_group="Unassigned", **tags)])) == []
    )
    assert len(found("unknown_mediums", facts(leads=[lead(0, source="flyer", medium="qr")]))) == 1
