"""What a goal is about, in words."""

from __future__ import annotations

from data.message import Message, joined
from metrics.goals.goal import Goal
from metrics.names import key_name
from metrics.registry import metrics


def scope(goal: Goal) -> Message:
    """The metric and the selection: “Leads · Email”."""
    chosen = (
        ("channel", goal.channel),
        ("use", goal.use),
        ("network", goal.network),
        ("campaign", goal.campaign),
    )
    return joined([metrics()[goal.metric].label, *(key_name(*one) for one in chosen if one[1])])
