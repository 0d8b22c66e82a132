"""The scope of a goal in words: metric and selection."""

from __future__ import annotations

from dataclasses import replace

from data.base.channels import CHANNELS
from data.facts.source import FactSource
from i18n.message import Message, joined
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.goals.goal import Goal
from metrics.question.names import key_name
from metrics.question.query import Query


def scope(goal: Goal) -> Message:
    """The metric and the selection: “Leads · Email”; a use only where the channel does not say it."""
    known = CHANNELS.get(goal.channel)
    implied = known is not None and known.use == goal.use
    chosen = (
        ("channel", goal.channel),
        ("use", "" if implied else goal.use),
        ("network", goal.network),
        ("campaign", goal.campaign),
    )
    return joined(
        [
            metrics()[goal.metric].label,
            *(key_name(*key_value) for key_value in chosen if key_value[1]),
        ]
    )


def networks(facts: FactSource, metric_id: str, over: Query) -> tuple[str, ...]:
    """The networks that a goal for a metric can be about: those with figures in some days."""
    rows = query_metrics(facts, [metric_id], replace(over, by=("network",))).drop_nulls("network")
    return tuple(sorted(rows.filter(rows["rows"] > 0)["network"].to_list()))
