"""The scope of a goal in words: metric and selection."""

from __future__ import annotations

from dataclasses import replace

from data.base.channels import CHANNELS
from data.facts.source import FactSource
from i18n.message import Message, joined
from metrics.definitions.measures import IsOneOf
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.goals.goal import Goal
from metrics.question.names import key_name
from metrics.question.query import Query


def scope(goal: Goal) -> Message:
    """The metric and the selection: “Leads · Email”, without what they imply of each other.

    A paid channel says by its name that it is paid, a metric of one channel which one it is.
    """
    channel = CHANNELS.get(goal.channel or "")
    chosen = (
        ("channel", None if _is_of(goal.metric, goal.channel) else goal.channel),
        ("use", None if channel is not None and channel.use == goal.use else goal.use),
        ("network", goal.network),
        ("campaign", goal.campaign),
    )
    return joined(
        [
            metrics()[goal.metric].label,
            *(key_name(*key_value) for key_value in chosen if key_value[1]),
        ]
    )


def _is_of(metric_id: str, channel: str | None) -> bool:
    """Whether a metric counts nothing but this channel."""
    conditions = [where for part in metrics()[metric_id].numerator for where in part.where]
    return IsOneOf("channel", (channel or "",)) in conditions


def networks(facts: FactSource, metric_id: str, over: Query) -> tuple[str, ...]:
    """The networks that a goal for a metric can be about: those with figures in some days."""
    rows = query_metrics(facts, [metric_id], replace(over, by=("network",))).drop_nulls("network")
    return tuple(sorted(rows.filter(rows["rows"] > 0)["network"].to_list()))
