"""Channel rule presets, ready to use."""

from __future__ import annotations

import csv
from collections.abc import Callable

from data.base.channels import REFERENCE, Use
from data.values.channel_rule import ChannelRule
from data.values.condition import Condition, Operator

AI_ASSISTANTS = "AI assistants (by host)"


def ai_assistants() -> ChannelRule:
    """Visits whose source is the host of an AI assistant, under a channel of their own.

    GA4's channel AI Assistant exists since 13 May 2026 and is not filled in for earlier days;
    this one has no such break. The hosts are Matomo's list (see data/reference/README.md).
    """
    with (REFERENCE / "ai_assistants.csv").open(encoding="utf-8", newline="") as file:
        hosts = tuple(row["source"] for row in csv.DictReader(file))
    return ChannelRule(AI_ASSISTANTS, (Condition("source", Operator.EQUALS, hosts),), Use.ORGANIC)


PRESETS: dict[str, Callable[[], ChannelRule]] = {"ai-assistants": ai_assistants}
