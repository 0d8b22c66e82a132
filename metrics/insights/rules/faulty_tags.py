"""Insight rule: figures that faulty tags change, with and without them."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.message import msg
from metrics.definitions.registry import Unit, metrics
from metrics.insights.evidence import InsightEvidence
from metrics.insights.insight import Insight, InsightRule, Number, Severity
from metrics.results.outcomes import outcomes
from metrics.results.tag_faults import corrected_values

NOTABLE = 0.02  # share of a figure that corrections have to change
_SHOWN = 2


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    """The figures that proposed corrections would change most."""
    asked = [
        name
        for name in outcomes(evidence.facts).headlines
        if metrics()[name].unit is not Unit.MONEY
    ]
    changed = corrected_values(evidence.facts, asked, evidence.query)
    sizes = {
        name: abs(after / before - 1) if before else 1.0
        for name, (before, after) in changed.items()
    }
    notable = [name for name, size in sizes.items() if size >= NOTABLE]
    for name in sorted(notable, key=lambda name: -sizes[name])[:_SHOWN]:
        yield _finding(evidence, name, *changed[name])


def _finding(evidence: InsightEvidence, name: str, before: float, after: float) -> Insight:
    metric = metrics()[name]
    numbers = (Number("value", before, metric.unit), Number("corrected", after, metric.unit))
    return Insight(
        rule=RULE.id,
        severity=Severity.WARNING,
        message=msg(
            "UTM issues affect {metric}: {value}, or {corrected} with the proposed fixes.",
            metric=metric.label,
            value=before,
            corrected=after,
        ),
        advice=msg("Check the proposed fixes on the page UTM tags, and apply the right ones."),
        keys=(("metric", name),),
        numbers=numbers,
        basis=evidence.basis((name,), evidence.query),
        n=round(abs(after - before)) if metric.unit is Unit.COUNT else evidence.query.days,
        weight=abs(after - before),
    )


RULE = InsightRule(
    id="faulty_tags",
    label=msg("Values that UTM issues change"),
    find=_find,
    page="utm_tags",
)
