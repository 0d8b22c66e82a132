"""For every rule that finds insights: a world in which it must speak, and one just like it in which not.

A world has 22 weeks. Five leads come every day of 100 visits, in two ways; the last four weeks
are asked about and compared with the four before. Each case changes one thing in it, so that every
figure in its sentence can be worked out by hand; only intervals and chances are the program's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from benchmarks.finding_worlds import FIRST, Array, World
from metrics.goals.goal import Goal
from metrics.insights.insight import Severity

DAYS = 154
LAST = FIRST + timedelta(days=DAYS - 1)
SEARCH = ("google", "cpc", "search")
EMAIL = ("newsletter", "email", "letter")
ODD = ("partner", "insert", "spring")
INSTAGRAM = ("instagram", "social", "bio-link")


@dataclass(frozen=True, slots=True)
class RuleCase:
    """``speaks`` and ``silent`` are worlds; in the first the rule says ``sentence`` of ``metric``."""

    speaks: World
    silent: World
    severity: Severity
    metric: str
    sentence: str
    goals: tuple[Goal, ...] = ()


def level(usual: float, lately: float | None = None, days: int = 28) -> Array:
    """So many every day, and ``lately`` on the last ``days``."""
    values = np.full(DAYS, float(usual))
    if lately is not None:
        values[DAYS - days :] = lately
    return values


def gap(usual: float, first: int, last: int) -> Array:
    """So many every day, and nothing from ``first`` to ``last`` days before the end."""
    values = level(usual)
    values[DAYS - first : DAYS - last] = 0
    return values


BASE = World(
    visits={SEARCH: level(60), EMAIL: level(40)},
    leads={SEARCH: level(3), EMAIL: level(2)},
    clicks={"search": level(10)},
    reach={"facebook": level(900)},
    untagged=level(0),
)


def leads(search: Array, email: Array) -> World:
    """The usual world with other leads."""
    return replace(BASE, leads={SEARCH: search, EMAIL: email})


def rates(good: tuple[Array, Array], poor: tuple[Array, Array]) -> World:
    """Visits and leads of two ways."""
    return replace(
        BASE,
        visits={EMAIL: good[0], SEARCH: poor[0]},
        leads={EMAIL: good[1], SEARCH: poor[1]},
    )


def instagram(visits: Array) -> World:
    """A network that is seen 1.8 times as often lately, and the visits that it sends."""
    return replace(
        BASE,
        visits=BASE.visits | {INSTAGRAM: visits},
        leads=BASE.leads | {INSTAGRAM: level(0)},
        reach={"instagram": level(1_000, 1_800)},
    )


def without_tags(days: int) -> World:
    """The paid campaign sends nobody on its last days, and goes on to cost."""
    return replace(
        BASE,
        visits=BASE.visits | {SEARCH: level(60, 0, days)},
        leads=BASE.leads | {SEARCH: level(3, 0, days)},
    )


def tagged(medium: str) -> World:
    """A network with visits, and a campaign of it with this medium."""
    more = {INSTAGRAM: level(40), ("instagram", medium, "spring"): level(20)}
    return replace(
        BASE,
        visits=BASE.visits | more,
        leads=BASE.leads | dict.fromkeys(more, level(0)),
    )


def unassigned(lately: Array) -> World:
    """Visits by a medium that no channel rule covers, and their leads."""
    return replace(
        BASE,
        visits=BASE.visits | {ODD: level(20)},
        leads=BASE.leads | {ODD: lately},
    )


def _goal(target: float) -> Goal:
    start: date = LAST - timedelta(days=41)
    return Goal("g", "leads", target, start, LAST + timedelta(days=28), "cumulative")


CASES: dict[str, RuleCase] = {
    "what_moved": RuleCase(  # 28 days of 5 leads, then of 2
        speaks=leads(level(3, 1), level(2, 1)),
        silent=leads(level(3), level(2, 1, days=2)),
        severity=Severity.WARNING,
        metric="leads",
        sentence=(
            "Leads down from 140 to 56: number of visits 0 · channel mix 0 · conversion "
            "rate −84 · not linked to a visit 0."
        ),
    ),
    "movers": RuleCase(  # 28 days of 3 leads, then of 1; in the other world one a day less for a week
        speaks=leads(level(3, 1), level(2)),
        silent=leads(level(3, 2, days=7), level(2)),
        severity=Severity.WARNING,
        metric="leads",
        sentence="Paid Search: Leads down 66.7% (28.5% to 84.1%), 28 after 84.",
    ),
    "mix_effect": RuleCase(  # 11 of 200 a day, then 12 of 450; each way's own rate rises
        speaks=rates((level(100, 50), level(10, 6)), (level(100, 400), level(1, 6))),
        silent=rates((level(100, 50), level(10, 6)), (level(100, 400), level(10, 48))),
        severity=Severity.WARNING,
        metric="lead_rate",
        sentence="Mix effect: Lead conversion rate fell from 5.5% to 2.7% although it rose in nearly every channel.",
    ),
    "vanity_trap": RuleCase(  # 40 visits a day, then 20; in the other world they stay
        speaks=instagram(level(40, 20)),
        silent=instagram(level(40)),
        severity=Severity.ALARM,
        metric="account_reach",
        sentence=(
            "On Instagram, “Account reach” is up 80.0% (76.4% to 83.7%) while “Organic "
            "social sessions” is down 50.0% (42.3% to 56.6%), even four weeks later."
        ),
    ),
    "spend_without_sessions": RuleCase(  # 10 clicks a day at 0.90
        speaks=without_tags(10),
        silent=without_tags(2),
        severity=Severity.ALARM,
        metric="ad_spend",
        sentence=(
            "search has no sessions: €90.00 for 100 clicks in 10 days, and no session with "
            "its UTM tags."
        ),
    ),
    "tracking_break": RuleCase(  # 9 days of 5 leads; in the other world nobody visits either
        speaks=leads(gap(3, 23, 14), gap(2, 23, 14)),
        silent=replace(
            leads(gap(3, 23, 14), gap(2, 23, 14)),
            visits={SEARCH: gap(60, 23, 14), EMAIL: gap(40, 23, 14)},
        ),
        severity=Severity.ALARM,
        metric="leads",
        sentence=(
            "Tracking may be broken. Leads: 0 instead of about 45 from 2026-05-16 to "
            "2026-05-24, while other metrics are as usual."
        ),
    ),
    "untagged_share": RuleCase(  # 28 days of 2 more leads, without tags
        speaks=replace(BASE, untagged=level(0, 2)),
        silent=replace(BASE, untagged=level(0, 2, days=5)),
        severity=Severity.NOTE,
        metric="leads",
        sentence=(
            "28.6% of Leads have no channel (56 of 196), because UTM tags are missing or unknown."
        ),
    ),
    "unassigned_rise": RuleCase(  # 28 days of 1 lead without a rule, then of 3; the other way round
        speaks=unassigned(level(1, 3)),
        silent=unassigned(level(3, 1)),
        severity=Severity.NOTE,
        metric="leads",
        sentence=(
            "Leads that no channel rule covers: up 200.0% (62.9% to 439.6%), 84 after 28. "
            "This is about UTM tags, not about performance."
        ),
    ),
    "faulty_tags": RuleCase(  # 28 days of 40 visits, and of 20 whose medium hides that they are paid
        speaks=tagged("social_paid"),
        silent=tagged("social"),
        severity=Severity.WARNING,
        metric="referrals",
        sentence="UTM issues affect Organic social sessions: 1,680, or 1,120 with the proposed fixes.",
    ),
    "goal_at_risk": RuleCase(  # 14 days of 5 leads, then 28 of 1
        speaks=leads(level(3, 1), level(2, 0)),
        silent=leads(level(3), level(2)),
        severity=Severity.ALARM,
        metric="leads",
        sentence=(
            "The goal “Leads” is now at risk: 98 so far, target 300 by 2026-07-05. "
            "Likelihood: less than 5%, on 2026-05-10 it was more than 95%."
        ),
        goals=(_goal(300),),
    ),
}
