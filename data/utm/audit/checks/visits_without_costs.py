"""Check: paid visits whose campaign has no cost report, so that they look free."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.base.channels import CHANNELS, Use
from data.utm.audit.checks.costs_without_visits import campaigns
from data.utm.audit.evidence import NO_VALUES, AuditEvidence
from data.utm.audit.utm_issue import Check, UtmIssue
from i18n.message import msg

_PAID = [channel.id for channel in CHANNELS.values() if channel.use is Use.PAID]


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    paid, _ = campaigns(evidence)
    if not paid:
        return
    campaign = pl.col("campaign").str.to_lowercase()
    free = (
        (pl.col("table") != "ad_costs")
        & pl.col("channel").is_in(_PAID)
        & ~campaign.is_in([*NO_VALUES, *(name.lower() for name in paid)])
    )
    visits = evidence.tags.filter(free).group_by("campaign").agg(pl.col("leads", "sessions").sum())
    order = ["leads", "sessions", "campaign"]
    for name in visits.sort(order, descending=[True, True, False])["campaign"]:
        yield UtmIssue(
            "visits_without_costs",
            (name,),
            msg("The paid campaign “{name}” has visits but no cost.", name=name),
            msg(
                "Its cost report is missing or has another campaign name, so cost per lead is "
                "too low. Import the report, or fix the name."
            ),
            evidence.stake(free & (pl.col("campaign") == name)),
            (name,),
        )


CHECK = Check("visits_without_costs", msg("Paid visits without cost"), _find)
