"""Check: campaigns with cost and no visit, because their links have another name or no tags."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from data.utm.audit.evidence import AuditEvidence
from data.utm.audit.similarity import joined, look_alike
from data.utm.audit.utm_issue import Check, UtmIssue
from data.values.correction import Correction, CorrectionKind
from i18n.message import msg


def campaigns(evidence: AuditEvidence) -> tuple[list[str], list[str]]:
    """The campaigns with spend, and those with visits or leads; none where one side is unknown."""
    paid = evidence.values("campaign", "ad_costs").filter(pl.col("spend") > 0)["value"]
    came = evidence.values("campaign", "web_sessions", "touches", "leads")["value"]
    # Without either side, every campaign would look like an issue.
    return (paid.to_list(), came.to_list()) if len(paid) and len(came) else ([], [])


def _find(evidence: AuditEvidence) -> Iterator[UtmIssue]:
    paid, came = campaigns(evidence)
    known = {name.casefold() for name in came}
    for name in paid:
        if name.casefold() not in known:
            twin = next((c for c in came if joined(c) == joined(name) or look_alike(c, name)), None)
            yield _finding(evidence, name, twin)


def _finding(evidence: AuditEvidence, name: str, twin: str | None) -> UtmIssue:
    advice = msg(
        "Its links have no UTM tags or another campaign name, so its cost has no results. "
        "Write the campaign’s name into utm_campaign."
    )
    if twin is not None:
        advice = msg(
            "Visits come from “{twin}”, probably the same campaign with another spelling.",
            twin=twin,
        )
    repair = Correction(
        CorrectionKind.REPLACE, "campaign", (name,), twin or "", tables=("ad_costs",)
    )
    return UtmIssue(
        "costs_without_visits",
        (name,),
        msg("The campaign “{name}” has costs, but no visits or leads.", name=name),
        advice,
        evidence.stake(pl.col("table") == "ad_costs", pl.col("campaign") == name),
        (name,) if twin is None else (name, twin),
        None if twin is None else repair,
    )


CHECK = Check("costs_without_visits", msg("Cost without visits"), _find)
