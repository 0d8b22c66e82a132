"""Which money could be moved: from a dear campaign with a high budget to a cheaper one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.budget.little_history import (
    LEAST_VARIATION,
    TooLittleHistory,
    has_history,
    little_history,
)
from metrics.budget.round_amounts import round_down
from metrics.budget.rule import Response, TestRule, rule_of
from metrics.budget.running_campaigns import RunningCampaign
from metrics.question.query import Query
from metrics.returns.cost_difference import LEAST_WON

MOST_LESS = 0.5
"""Share of a campaign's budget that may be taken away."""
MOST_MORE = 1.5
"""How many times the highest weekly budget that it really had a campaign may get."""
SOURCES = 2
"""Campaigns with the highest budgets that money may be taken from."""


@dataclass(frozen=True, slots=True, eq=False)
class CampaignPair:
    """``amount`` of money from one campaign to another."""

    source: RunningCampaign
    target: RunningCampaign
    amount: float

    @property
    def at_stake(self) -> float:
        """What of the amount the results that it buys now would not cost in the other campaign."""
        return self.amount * (1 - self.source.rate / self.target.rate)

    def rule(self, plan: Query) -> TestRule:
        """The rule that ends a test of the move."""
        a_day = self.amount / plan.days
        return rule_of(
            Response(
                self.target.name,
                self.target.results,
                a_day * self.target.rate,
                (self.target.spend + a_day) * self.source.rate,
                self.target.dispersion,
                self.target.days,
            ),
            plan,
        )


def chosen(
    campaigns: Sequence[RunningCampaign], plan: Query, currency: str | None
) -> CampaignPair | TooLittleHistory | None:
    """The pair with most at stake whose target has enough history; what lacks where none has.

    Enough is half a year, some results, and spend that varied or a rule that decides. ``campaigns``
    are in order of their budgets. None where no campaign is cheaper.
    """
    pairs = sorted(_pairs(campaigns, plan), key=lambda pair: -pair.at_stake)
    able = [pair for pair in pairs if has_history(pair.target.weeks)]
    found = next((pair for pair in able if _is_testable(pair, plan)), None)
    if found is not None:
        return found
    if pairs:
        lacking = (able or pairs)[0].target
    elif any(has_history(one.weeks) for one in campaigns):
        return None
    else:
        lacking = campaigns[0]
    return little_history(lacking.weeks, currency, lacking.dispersion)


def _is_testable(pair: CampaignPair, plan: Query) -> bool:
    """Whether more spend was seen to come and go, or a rule decides within half a year."""
    varies = pair.target.weeks.variation or 0.0
    return varies >= LEAST_VARIATION or pair.rule(plan).weeks is not None


def _pairs(campaigns: Sequence[RunningCampaign], plan: Query) -> Iterator[CampaignPair]:
    for source in campaigns[:SOURCES]:
        for target in campaigns:
            if target.rate > source.rate and _agrees(source, target):
                highest = max(target.spend, (target.weeks.highest or 0.0) / 7)
                room = MOST_MORE * highest - target.spend
                amount = round_down(plan.days * min(MOST_LESS * source.spend, room))
                if amount is not None:
                    yield CampaignPair(source, target, amount)


def _agrees(source: RunningCampaign, target: RunningCampaign) -> bool:
    """Whether customers are cheaper in the target too, where both campaigns have enough of them."""
    dear, cheap = source.cost.mature, target.cost.mature
    if dear is None or cheap is None or min(dear.won, cheap.won) < LEAST_WON:
        return True
    return cheap.won / cheap.spend > dear.won / dear.spend
