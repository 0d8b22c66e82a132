"""Runs every insight rule and sorts the insights, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from data.base.discovery import discover
from data.facts.facts import Facts
from metrics.comparison.periods import Compare, ComparedWith
from metrics.goals.goal import Goal
from metrics.insights.evidence import InsightEvidence
from metrics.insights.insight import Insight, InsightRule, Severity
from metrics.question.query import Query


@cache
def rules() -> dict[str, InsightRule]:
    """The rules by id, which is the name of their file."""
    return {rule.id: rule for rule in discover("metrics.insights.rules", "RULE")}


def insights(
    facts: Facts, goals: Sequence[Goal], query: Query, compare: ComparedWith = Compare.PREVIOUS
) -> tuple[Insight, ...]:
    """The insights of a period, most urgent first; none where the evidence is thin.

    Rules that compare return nothing where ``compare`` is none. The split of ``query`` is not used.
    """
    evidence = evidence_of(facts, goals, query, compare)
    aims = tuple(goal.aimed_since for goal in evidence.goals)  # no part of a goal's equality
    name = ("findings", evidence.goals, aims, query, compare)
    cached: tuple[Insight, ...] = facts.recent(name, lambda: _run_rules(evidence))
    return cached


def evidence_of(
    facts: Facts, goals: Sequence[Goal], query: Query, compare: ComparedWith
) -> InsightEvidence:
    """The data that the rules look at for a query."""
    needs: dict[tuple[str, str], list[str]] = {}
    for need in sorted({need for rule in rules().values() for need in rule.needs}):
        needs.setdefault((need.key, need.use), []).append(need.metric)
    # All metrics with the same split are read by one query, for all rules together.
    read = {how: tuple(names) for how, names in needs.items()}
    return InsightEvidence(facts, tuple(goals), query, compare, read)


def _run_rules(evidence: InsightEvidence) -> tuple[Insight, ...]:
    return worst_first(finding for rule in rules().values() for finding in rule.find(evidence))


def worst_first(all_insights: Iterable[Insight]) -> tuple[Insight, ...]:
    """By severity, then by weight."""
    order = list(Severity)
    return tuple(sorted(all_insights, key=lambda f: (order.index(f.severity), -f.weight)))
