"""Companies made by hand whose last month brings bad news, good news, or hardly any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from data.facts.facts import Facts
from metrics.goals.goal import Goal
from report.document.model import Audience, Request
from report.evidence.context import ReportContext
from tests.metrics.cases import DAY, account, ad, facts, lead, post, web

MONTH = (date(2027, 3, 1), date(2027, 3, 31))  # the last month of every world
DAYS = (MONTH[1] - DAY).days + 1
_FIRST = (MONTH[0] - DAY).days
MADE = datetime(2027, 4, 1, 8, 0, tzinfo=UTC)
TAGS = {
    "search": ("google", "cpc"),
    "social": ("facebook", "paid_social"),
    "mail": ("letter", "email"),
}
_USUAL = {"search": (60, 2.5), "social": (50, 2.0), "mail": (30, 1.5)}  # sessions and leads a day


@dataclass(frozen=True)
class World:
    """What happens in the last month: so many times the usual leads, sessions and spend."""

    leads: float = 1.0
    sessions: float = 1.0
    spend: float | None = 1.0
    seed: int = 1
    first: int = 0  # the first day with data
    last: int = DAYS - 1
    goals: tuple[Goal, ...] = ()
    currencies: Mapping[str, str] | None = None
    campaigns: int = 1  # per channel

    def context(self) -> ReportContext:
        """Its facts and goals."""
        return ReportContext(self.facts(), goals=self.goals)

    def facts(self) -> Facts:
        """Poisson days, with a weekend of half the size."""
        draw = np.random.default_rng(self.seed)
        rows: dict[str, list] = {"web_sessions": [], "leads": [], "ad_costs": []}
        for number in range(self.first, self.last + 1):
            for name in TAGS:
                self._day(draw, number, name, rows)
        return facts(**{table: found for table, found in rows.items() if found})

    def _day(
        self, draw: np.random.Generator, number: int, name: str, rows: dict[str, list]
    ) -> None:
        now, (source, medium), (sessions, leads) = number >= _FIRST, TAGS[name], _USUAL[name]
        weight = 0.5 if number % 7 > 4 else 1.2
        tags = {"source": source, "medium": medium}
        count = int(draw.poisson(sessions * weight * (self.sessions if now else 1.0)))
        rows["web_sessions"].append(
            web(number, "source,medium", **tags, sessions=count, key_events=count / 20)
        )
        found = int(draw.poisson(leads * weight * (self.leads if now else 1.0)))
        for place in range(found):
            campaign = f"{name}-{int(draw.integers(self.campaigns)) + 1}"
            rows["leads"].append(lead(number, f"{name}{number}-{place}", **tags, campaign=campaign))
        if self.spend is None or name == "mail":
            return
        spend = 40.0 * weight * (self.spend if now else 1.0) * float(draw.uniform(0.9, 1.1))
        currency = (self.currencies or {}).get(name, "EUR")
        platform = {"search": "google_ads", "social": "meta_ads"}[name]
        for place in range(self.campaigns):
            rows["ad_costs"].append(
                ad(number, platform=platform, campaign=f"{name}-{place + 1}", account=platform,
                   spend=round(spend / self.campaigns, 2), currency=currency)
            )  # fmt: skip


def networks() -> ReportContext:
    """Exports of two networks and nothing else: the posts of the last month are seen less."""
    draw, posts, days = np.random.default_rng(5), [], []
    for number in range(DAYS - 420, DAYS):
        seen = 600 if number >= _FIRST else 1000
        for network in ("instagram", "linkedin"):
            days.append(
                account(number, network, followers=1000 + number, views=int(draw.poisson(300)))
            )
            if number % 2 == 0:
                views = int(draw.poisson(seen * float(draw.lognormal(0, 0.3))))
                posts.append(
                    post(number, f"{network}{number}", network, views=views, reactions=views // 50)
                )
    return ReportContext(facts(posts=posts, account_days=days))


def _goal(target: float, channel: str = "", identity: str = "g") -> Goal:
    span = (date(2027, 1, 1), date(2027, 6, 30))
    return Goal(identity, "leads", target, *span, "cumulative", channel=channel, owner="Ada")


def late_source() -> ReportContext:
    """The files of ad costs end in the middle of the month."""
    known = World(seed=8).facts()
    frames = {name: known.frame(name).collect() for name in ("web_sessions", "leads", "ad_costs")}
    until = MONTH[0] + timedelta(days=9)
    frames["ad_costs"] = frames["ad_costs"].filter(frames["ad_costs"]["date"] <= until)
    return ReportContext(Facts.of(frames))


WORLDS: dict[str, Callable[[], ReportContext]] = {
    "leads fall while ad spend doubles": World(leads=0.45, sessions=0.6, spend=2.3, seed=2).context,
    "leads fall while ad spend rises": World(leads=0.5, spend=1.3, seed=3).context,
    "leads fall with ad spend": World(leads=0.5, sessions=0.5, spend=0.5, seed=4).context,
    "leads fall, costs unknown": World(leads=0.5, spend=None, seed=5).context,
    "sessions fall, leads hold": World(sessions=0.5, seed=6).context,
    "leads rise": World(leads=1.9, sessions=1.9, seed=7).context,
    "a source ends early": late_source,
    "the goal is out of reach": World(seed=9, goals=(_goal(2400),)).context,
    "the goal is safe, another is lost": World(
        seed=10, goals=(_goal(900), _goal(900, "Email", "h"))
    ).context,
    "network exports only": networks,
    "ten days": World(first=DAYS - 10).context,
    "no goals": World(seed=11).context,
    "two currencies": World(seed=12, currencies={"social": "USD"}).context,
    "forty campaigns": World(seed=13, campaigns=20).context,
}


def request(language: str = "en") -> Request:
    """The report of the last month."""
    return Request(*MONTH, language, audience=Audience.EXECUTIVE)
