"""The title of next month's budget: a test, not yet a test, or too little history."""

from __future__ import annotations

from i18n.message import Message, Part, Quantity, msg, plural
from metrics.budget.little_history import LEAST_RESULTS, LEAST_WEEKS, TooLittleHistory
from metrics.budget.plan import BudgetPlan
from metrics.budget.scenarios import ScenarioName
from report.evidence.story import Story
from report.wording.campaign_names import short_name
from report.wording.periods import during, name_of


def title(story: Story, found: BudgetPlan | TooLittleHistory) -> Message:
    """What moving money would bring, and whether a month is long enough to know."""
    if isinstance(found, TooLittleHistory):
        return _too_little(found)
    move, rule = found.move, found.rule
    assert move is not None  # noqa: S101  # a plan without a move has no section
    shift = next(one for one in found.scenarios if one.name is ScenarioName.SHIFT)
    values: dict[str, Part] = {
        "amount": Quantity(move.amount, "rough-money", found.currency),
        "campaign": short_name(move.target),
        "low": Quantity(shift.effect.low, "signed-count"),
        "high": Quantity(shift.effect.high, "signed-count"),
        "name": story.company.metric(found.counted.metric).label,
        "period": name_of(found.plan, found.plan),
    }
    if not story.is_move_clear:
        values["during"] = during(found.plan, found.plan)
        return msg(
            "Hold the ad budget {during}: no campaign is clearly cheaper than another", **values
        )
    if shift.effect.low > 0:
        return msg(
            "Moving {amount} to {campaign} brings {low} to {high} ({name}, {period})", **values
        )
    if rule is not None and rule.decides:
        return msg(
            "Moving {amount} to {campaign} is a test, not a saving yet: {low} to {high} ({name}), known after {period}",
            **values,
        )
    if rule is not None and rule.weeks is not None:
        return plural(
            "Moving {amount} to {campaign} is a test, not a saving yet: {low} to {high} ({name}), known after {n} week",
            "Moving {amount} to {campaign} is a test, not a saving yet: {low} to {high} ({name}), known after {n} weeks",
            n=rule.weeks,
            **values,
        )
    return msg(
        "Moving {amount} to {campaign} could bring {low} to {high} ({name}): too little to tell by a test",
        **values,
    )


def _too_little(found: TooLittleHistory) -> Message:
    name = short_name(found.campaign)
    if found.weeks < LEAST_WEEKS:
        return plural(
            "Too little history to move budget: {name} has {n} full week of spend. A test comes first",
            "Too little history to move budget: {name} has {n} full weeks of spend. A test comes first",
            n=found.weeks,
            name=name,
        )
    if found.results < LEAST_RESULTS:
        return plural(
            "Too few results to move budget: {name} has {n}. A test comes first",
            "Too few results to move budget: {name} has {n}. A test comes first",
            n=round(found.results),
            name=name,
        )
    return msg(
        "Weekly spend of {name} varied too little ({share}) to move budget: a test comes first",
        share=Quantity(found.variation, "whole-percent"),
        name=name,
    )
