"""Insight rule: campaigns with spend and clicks, but without sessions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from i18n.message import msg, plural
from metrics.definitions.registry import Unit
from metrics.engine import query_metrics
from metrics.goals.forecast.series import Array
from metrics.insights.evidence import Daily, InsightEvidence
from metrics.insights.insight import Insight, InsightRule, Need, Number, Severity
from metrics.question.query import Query

CLICKS = 20  # paid clicks without a single visit: too many for chance
DAYS = 3  # one day without figures may be a late export


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    now = evidence.now("ad_spend", "sessions")
    visits = evidence.split("sessions", "campaign")
    if now is None or not any(np.nansum(v.between(now).value) for k, v in visits.items() if k):
        return  # no file has visits by campaign
    clicks = evidence.split("ad_clicks", "campaign")
    for campaign, days in evidence.split("ad_spend", "campaign").items():
        if campaign is None:
            continue
        bought, came = _of(clicks, campaign, now), _of(visits, campaign, now)
        spent = np.nan_to_num(days.between(now).value)
        stretch = _stretch(spent, came)
        if stretch.sum() < DAYS or bought[stretch].sum() < CLICKS:
            continue
        yield _finding(evidence, campaign, now, spent[stretch], float(bought[stretch].sum()))


def _of(split: dict[str | None, Daily], campaign: str, now: Query) -> Array:
    days = split.get(campaign)
    return np.zeros(now.days) if days is None else np.nan_to_num(days.between(now).value)


def _stretch(spent: Array, came: Array) -> Array:
    """The days with spend since the last visit: visits that came back need no warning."""
    seen = np.flatnonzero(came > 0)
    after = np.arange(len(spent)) > (seen[-1] if len(seen) else -1)
    return np.asarray((spent > 0) & after)


def _currency(evidence: InsightEvidence, campaign: str, now: Query) -> str | None:
    query = now.about("campaign", campaign)
    currency: str | None = query_metrics(evidence.facts, ["ad_spend"], query)["currency"].item()
    return currency


def _finding(
    evidence: InsightEvidence, campaign: str, now: Query, spent: Array, clicks: float
) -> Insight:
    numbers = (
        Number("spend", float(spent.sum()), Unit.MONEY, _currency(evidence, campaign, now)),
        Number("clicks", clicks),
        Number("days", float(len(spent))),
    )
    return Insight(
        rule=RULE.id,
        severity=Severity.ALARM,
        message=msg(
            "{campaign} costs money but brings no visit: {spend} for {bought} in {time}, and no session with its tags.",
            campaign=campaign,
            spend=numbers[0].value,
            bought=plural("{clicks} click", "{clicks} clicks", clicks=clicks),
            time=plural("{days} day", "{days} days", days=len(spent)),
        ),
        advice=msg(
            "Open the ad’s link: the page may be down, the tags may be missing or changed. Pause the campaign until visits arrive."
        ),
        keys=(("campaign", campaign),),
        numbers=numbers,
        basis=evidence.basis(("ad_spend", "ad_clicks", "sessions"), now),
        n=round(clicks),
        weight=float(spent.sum()),
    )


RULE = InsightRule(
    id="spend_without_sessions",
    label=msg("Spend without visits"),
    find=_find,
    needs=tuple(Need(name, "campaign") for name in ("ad_spend", "ad_clicks", "sessions")),
)
