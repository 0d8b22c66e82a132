"""Dismissed insights: separates them from the insights that are still active."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.values.dismissal import DismissalEvidence, StoredDismissal, covering
from metrics.insights.insight import Insight, Severity


@dataclass(frozen=True, slots=True)
class PartitionedInsights:
    """Active insights, and dismissed ones with the dismissal that covers each."""

    standing: tuple[Insight, ...]
    dismissed: tuple[tuple[Insight, StoredDismissal], ...]


def evidence_for(finding: Insight) -> DismissalEvidence:
    """The evidence that decides whether an insight is still the one that was dismissed."""
    rose, fell = (finding.low or 0.0) > 0, (finding.high or 0.0) < 0
    return DismissalEvidence(
        subject=finding.id,
        weight=finding.weight,
        rank=list(Severity).index(finding.severity),
        side=int(rose) - int(fell),
        first=finding.basis.period.start,
        last=finding.basis.as_of,
    )


def partition_dismissed(
    log: Iterable[StoredDismissal], insights: Iterable[Insight]
) -> PartitionedInsights:
    """The insights, separated into active ones and those dismissed on the same evidence.

    ``log`` has all dismissals, also those taken back.
    """
    every = tuple(insights)
    covered = covering(log, map(evidence_for, every))
    dismissed = tuple((insight, covered[insight.id]) for insight in every if insight.id in covered)
    return PartitionedInsights(
        tuple(insight for insight in every if insight.id not in covered), dismissed
    )
