"""The title of what the money brought: the first of these statements whose condition holds."""

from __future__ import annotations

from i18n.message import Message, Part, Quantity, joined, msg
from metrics.returns.campaign_costs import CampaignCost, CampaignCosts
from metrics.returns.cost_difference import CostDifference, CostOf
from report.evidence.story import Story
from report.wording.campaign_names import short_name

_TWICE = (1.9, 2.1)


def title(story: Story, costs: CampaignCosts) -> Message:
    """Which campaign takes the money, and whether it costs more than another."""
    if costs.is_mixed:
        return _mixed(costs)
    found = story.difference
    if found is not None and found.ratio is not None:
        return _differs(costs, found)
    first = costs.rows[0]
    values: dict[str, Part] = {"name": short_name(first.campaign), "share": _share(first)}
    if len(costs.rows) == 1:
        cost = None if first.per_result is None else first.per_result.value
        if cost is None:
            return msg(
                "{name} is the only campaign with ad spend, and its results are unknown", **values
            )
        values["cost"] = Quantity(cost, "rough-money", costs.currency)
        return msg("{name} is the only campaign with ad spend: {cost} per result", **values)
    if all(row.results is None for row in costs.rows):
        return msg("{name} takes {share} of ad spend. What campaigns bring is unknown", **values)
    return msg(
        "No cost difference between campaigns is shown; {name} takes {share} of ad spend", **values
    )


def _differs(costs: CampaignCosts, found: CostDifference) -> Message:
    rows = {row.campaign: row for row in costs.rows}
    dear, cheap = rows[found.dear], rows[found.cheap]
    pair = (_cost(dear, found.which), _cost(cheap, found.which))
    values: dict[str, Part] = {
        "a": short_name(found.dear),
        "b": short_name(found.cheap),
        "share": _share(dear),
        "x": Quantity(pair[0], "rough-money", costs.currency),
        "y": Quantity(pair[1], "rough-money", costs.currency),
    }
    ratio = found.ratio or 0.0
    values["factor"] = (
        msg("twice") if _TWICE[0] <= ratio <= _TWICE[1]
        else msg("{ratio} times", ratio=Quantity(ratio, "tenths"))
    )  # fmt: skip
    if found.which is CostOf.CUSTOMER:
        return msg(
            "{a} takes {share} of ad spend; in mature months a customer cost {x}, {factor} the {y} of {b}",
            **values,
        )
    return msg(
        "{a} takes {share} of ad spend; a result costs {x}, {factor} the {y} of {b}", **values
    )


def _cost(row: CampaignCost, which: CostOf) -> float | None:
    if which is CostOf.RESULT:
        return None if row.per_result is None else row.per_result.value
    ripe = row.mature
    return None if ripe is None or ripe.per_customer is None else ripe.per_customer.value


def _share(row: CampaignCost) -> Quantity:
    return Quantity(row.share, "whole-percent")


def _mixed(costs: CampaignCosts) -> Message:
    parts = [Quantity(amount, "rough-money", code) for code, amount in costs.by_currency]
    return msg(
        "Ad spend is {amounts}: exchange rates are needed before campaigns can be ranked",
        amounts=joined(parts, " + "),
    )
