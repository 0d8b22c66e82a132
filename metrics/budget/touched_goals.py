"""The likelihood of goals that a change of budget touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.facts.facts import Facts
from metrics.engine import query_metrics
from metrics.goals.goal import Goal
from metrics.goals.progress import Progress
from metrics.question.query import Query
from metrics.returns.campaign_costs import CampaignCosts
from metrics.statistics.period_change import Array

KIND = "cumulative"
"""The kind of goals that more results bring nearer one by one."""
_RESPONSES = 20


@dataclass(frozen=True, slots=True)
class GoalChance:
    """The likelihood of a goal with a change of budget."""

    goal: Goal
    chance: float


@dataclass(frozen=True, slots=True)
class TouchedGoal:
    """A goal, and the share of the moved campaigns' results, by campaign, that counts for it in time."""

    progress: Progress
    shares: Mapping[str, float]

    def chance(self, extra: Mapping[str, Array]) -> GoalChance:
        """The likelihood with equally likely numbers of further results by campaign."""
        ahead = self.progress.outlook
        assert ahead is not None  # noqa: S101  # else it is not touched
        assert ahead.ends is not None  # noqa: S101
        more = sum((self.shares[name] * results for name, results in extra.items()), np.zeros(1))
        target = self.progress.goal.target
        return GoalChance(self.progress.goal, float(ahead.ends.chances(target - more).mean()))


def responses() -> Array:
    """Shares of the proportional effect from none to all, equally likely."""
    return (np.arange(_RESPONSES) + 0.5) / _RESPONSES


def touched_goals(
    facts: Facts,
    goals: Sequence[Progress],
    costs: CampaignCosts,
    plan: Query,
    campaigns: Iterable[str],
) -> tuple[TouchedGoal, ...]:
    """The goals that count results of some campaigns in the days of a plan, and are forecast.

    How much of a campaign's results count for a goal is what did so in the days of ``costs``.
    """
    names = tuple(campaigns)
    return tuple(_touched(facts, goals, costs, plan, names))


def _touched(
    facts: Facts,
    goals: Sequence[Progress],
    costs: CampaignCosts,
    plan: Query,
    campaigns: tuple[str, ...],
) -> Iterator[TouchedGoal]:
    for one in goals:
        goal = one.goal
        if goal.metric != costs.counted.metric or goal.kind != KIND:
            continue
        if one.outlook is None or one.outlook.ends is None:
            continue
        first, last = max(plan.start, goal.start), min(plan.end, goal.end)
        if first > last:
            continue
        in_time = ((last - first).days + 1) / plan.days
        counted = _shares(facts, goal, costs.query, campaigns)
        if any(counted.values()):
            yield TouchedGoal(one, {name: in_time * share for name, share in counted.items()})


def _shares(facts: Facts, goal: Goal, past: Query, campaigns: tuple[str, ...]) -> dict[str, float]:
    """The share of each campaign's results that are of the goal's selection."""
    asked = goal.query(past.start, past.end, ("campaign",))
    if not asked.filters:
        return dict.fromkeys(campaigns, 1.0)
    own, every = (
        _by_campaign(facts, goal.metric, query)
        for query in (asked, Query(past.start, past.end, by=("campaign",)))
    )
    return {
        name: own.get(name, 0.0) / every[name] if every.get(name) else 0.0 for name in campaigns
    }


def _by_campaign(facts: Facts, metric: str, query: Query) -> dict[str | None, float]:
    rows = query_metrics(facts, [metric], query).drop_nulls("value")
    return dict(rows.select("campaign", "value").iter_rows())
