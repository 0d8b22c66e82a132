"""What the sections of a report rest on, worked out once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from metrics.budget.plan import BudgetAnswer, BudgetPlan, budget_plan
from metrics.comparison.periods import ComparedWith
from metrics.definitions.registry import Additivity, Unit
from metrics.results.change_parts import ChangeParts, change_parts
from metrics.returns.campaign_costs import CampaignCosts, campaign_costs
from metrics.returns.cost_difference import CostDifference, clear_difference
from report.evidence.data_access import ReportData
from report.evidence.goal_views import GoalViews
from report.evidence.main_result import ComparedFigure, MainResult
from report.evidence.network_changes import NetworkChange, network_changes
from report.evidence.stale import is_stale
from report.evidence.tag_effects import TagEffects
from report.evidence.trust import Trust
from report.wording.periods import day_name


@dataclass(frozen=True)
class StoryBase(ReportData):
    """Everything but the steps, which are made from it."""

    @cached_property
    def result(self) -> MainResult:
        """The result that counts most, with its changes."""
        return MainResult(self)

    @property
    def main(self) -> ComparedFigure | None:
        """Its figure; None where nothing is known."""
        return self.result.main

    @cached_property
    def goals(self) -> GoalViews:
        """The goals of the period."""
        return GoalViews(self)

    @cached_property
    def tags(self) -> TagEffects:
        """What UTM fixes would change."""
        return TagEffects(self, self.goals.flipped)

    @cached_property
    def costs(self) -> CampaignCosts | None:
        """What results of campaigns cost; None without ad spend."""
        if "ad_spend" not in self.company.held:
            return None
        return campaign_costs(self.facts, self.query)

    @cached_property
    def difference(self) -> CostDifference | None:
        """The two campaigns whose costs differ beyond chance, with most at stake."""
        return None if self.costs is None else clear_difference(self.costs)

    @cached_property
    def budget(self) -> BudgetAnswer | None:
        """The plan for the next month; None without campaigns to plan, or where data are too old."""
        newest = self.newest
        if newest is None or "ad_spend" not in self.company.held:
            return None
        if is_stale(newest, self.made_at):
            return None
        return budget_plan(self.facts, newest, [view.judged for view in self.goals.running])

    @property
    def is_move_clear(self) -> bool:
        """Whether the campaign that would give money is dearer beyond random variation."""
        plan, found = self.budget, self.difference
        return (
            isinstance(plan, BudgetPlan)
            and plan.move is not None
            and found is not None
            and found.dear == plan.move.source
        )

    @cached_property
    def trust(self) -> Trust:
        """What the figures rest on."""
        return Trust(self)

    @cached_property
    def networks(self) -> tuple[NetworkChange, ...]:
        """What the networks showed and brought, the most posts first."""
        return network_changes(self)

    def day(self, day: date) -> str:
        """A day as a value of a sentence, without its year where it is clear."""
        return day_name(day, self.made_at.date())

    def parts(self, against: ComparedWith) -> ChangeParts | None:
        """The parts of the main result's change; None where it has none that add up."""
        main = self.main
        if main is None or main.age is not None:
            return None
        metric = main.metric
        if metric.additivity is not Additivity.FLOW or metric.unit is not Unit.COUNT:
            return None
        period, before = main.period, self.result.compared_with(against)
        if before is None or metric.id == "sessions" or metric.denominator:
            return None
        key = ("change parts", metric.id, period, before)
        found: ChangeParts | None = self.facts.recent(
            key, lambda: change_parts(self.facts, metric.id, period, before)
        )
        return found
