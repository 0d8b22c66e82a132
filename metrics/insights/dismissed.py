"""Findings that somebody put aside, apart from those that still have something to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.values.dismissal import DismissalEvidence, StoredDismissal, covering
from metrics.insights.insight import Insight, Severity


@dataclass(frozen=True, slots=True)
class PartitionedInsights:
    """Findings that stand, and those that were dismissed with the dismissal that covers each."""

    standing: tuple[Insight, ...]
    dismissed: tuple[tuple[Insight, StoredDismissal], ...]


def evidence_for(finding: Insight) -> DismissalEvidence:
    """What decides whether the finding is still the one that was dismissed."""
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
    log: Iterable[StoredDismissal], found: Iterable[Insight]
) -> PartitionedInsights:
    """The findings, those that were dismissed for what they still say apart.

    ``log`` are all dismissals, those taken back as well.
    """
    every = tuple(found)
    covered = covering(log, map(evidence_for, every))
    aside = tuple((one, covered[one.id]) for one in every if one.id in covered)
    return PartitionedInsights(tuple(one for one in every if one.id not in covered), aside)
