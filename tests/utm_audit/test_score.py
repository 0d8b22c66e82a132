"""Sessions with UTM issues in a period: each once, with what fixes move."""

from __future__ import annotations

from datetime import date

from data.facts.facts import Facts
from data.utm.audit.run_checks import run_checks
from data.utm.audit.utm_issue import Care
from data.utm.tag_score import moved, tag_score
from tests.metrics.cases import DAY, day, facts, lead, web

TAGGED = "channel_group,source,medium,campaign"


def visit(number: int, source: str, medium: str, campaign: str, sessions: int) -> dict:
    tags = {"source": source, "medium": medium, "campaign": campaign}
    return web(number, TAGGED, **tags, sessions=sessions)


def known() -> Facts:
    return facts(
        web_sessions=[
            visit(0, "facebook", "social_paid", "Tips", 10),  # two issues, one session each
            visit(0, "facebook", "social", "tips", 30),
            visit(0, "google", "organic", "(organic)", 60),
            visit(40, "facebook", "social_paid", "tips", 5),
        ],
        leads=[lead(0, "1", source="facebook", medium="social_paid", campaign="tips")],
    )


def test_a_session_with_two_issues_counts_once() -> None:
    score = tag_score(known(), run_checks(known()), day(0), day(1))
    assert (score.sessions, score.tagged, score.wrong) == (100, 40, 10)
    assert (score.leads, score.wrong_leads, score.right) == (1, 1, 90)


def test_the_score_is_rounded_down() -> None:
    rows = [visit(0, "facebook", "social_paid", "tips", 1), visit(0, "google", "organic", "(organic)", 999)]  # fmt: skip
    some = facts(web_sessions=rows)
    assert tag_score(some, run_checks(some), day(0), day(0)).right == 99


def test_an_issue_has_its_sessions_of_the_period_and_its_channels() -> None:
    issues = run_checks(known())
    sizes = {one.issue.wrong_tag: one for one in tag_score(known(), issues, day(0), day(1)).sizes}
    medium = sizes["medium", "social_paid"]
    assert (medium.sessions, medium.leads) == (10, 1)
    assert (medium.before, medium.after) == ("Organic Social", "Paid Social")
    assert medium.issue.care is Care.SAFE
    assert sizes["campaign", "Tips"].after is None
    later = tag_score(known(), issues, day(40), day(41)).sizes
    assert [one.sessions for one in later if one.issue.wrong_tag == ("campaign", "Tips")] == [0]
    assert [one.is_absent for one in later if one.issue.wrong_tag == ("campaign", "Tips")] == [True]


def test_fixes_move_sessions_and_leads_between_channels() -> None:
    issues = run_checks(known())
    fixes = [one.repair for one in issues if one.repair is not None]
    rows, sums = moved(known(), fixes, day(0), day(1))
    assert sums == {"sessions": 10, "leads": 1}
    assert sorted(rows.rows()) == [("Organic Social", -10, -1), ("Paid Social", 10, 1)]
    nothing, none = moved(known(), [], day(0), day(1))
    assert (nothing.height, none) == (0, {"sessions": 0, "leads": 0})


def test_months_have_their_share_and_nothing_else_is_known() -> None:
    months = tag_score(known(), run_checks(known()), day(0), day(1)).months
    assert months["wrong"].to_list() == [10, 5]
    assert months["month"].to_list() == [DAY.replace(day=1), day(40).replace(day=1)]
    empty = tag_score(facts(), (), date(2026, 1, 1), date(2026, 1, 31))
    assert (empty.sessions, empty.right, empty.is_without_visits) == (None, None, True)


def test_visits_of_a_period_count_only_if_all_of_it_is_within() -> None:
    span = {"date": None, "period_from": day(0), "period_to": day(5)}
    rows = [{**visit(0, "facebook", "social", "tips", 7), **span}]
    some = facts(web_sessions=rows)
    assert tag_score(some, (), day(0), day(5)).sessions == 7
    assert tag_score(some, (), day(1), day(5)).sessions is None
