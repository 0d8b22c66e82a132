"""Every rule at work, the worst news first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from data.base.discovery import discover
from data.facts.facts import Facts
from metrics.comparison.periods import Compare
from metrics.goals.goal import Goal
from metrics.insights.evidence import InsightEvidence
from metrics.insights.insight import Insight, InsightRule, Severity
from metrics.question.query import Query


@cache
def rules() -> dict[str, InsightRule]:
    """The rules by id, which is the name of their file."""
    return {rule.id: rule for rule in discover("metrics.insights.rules", "RULE")}


def insights(
    facts: Facts, goals: Sequence[Goal], query: Query, compare: Compare = Compare.PREVIOUS
) -> tuple[Insight, ...]:
    """What stands out in a period, worst first; nothing where the evidence is thin.

    Rules that compare are silent where ``compare`` is none. ``query`` is asked without a split.
    """
    evidence = evidence_of(facts, goals, query, compare)
    name = ("findings", evidence.goals, query, compare)
    found: tuple[Insight, ...] = facts.recent(name, lambda: _found(evidence))
    return found


def evidence_of(
    facts: Facts, goals: Sequence[Goal], query: Query, compare: Compare
) -> InsightEvidence:
    """What the rules look at for a question."""
    needs: dict[tuple[str, str], list[str]] = {}
    for need in sorted({need for rule in rules().values() for need in rule.needs}):
        needs.setdefault((need.key, need.use), []).append(need.metric)
    read = {how: tuple(names) for how, names in needs.items()}
    return InsightEvidence(facts, tuple(goals), query, compare, read)


def _found(evidence: InsightEvidence) -> tuple[Insight, ...]:
    return worst_first(finding for rule in rules().values() for finding in rule.find(evidence))


def worst_first(found: Iterable[Insight]) -> tuple[Insight, ...]:
    """By severity, then by weight."""
    order = list(Severity)
    return tuple(sorted(found, key=lambda f: (order.index(f.severity), -f.weight)))
