"""Figures with and without faulty tags: what the proposed corrections would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from data.facts.facts import Facts
from data.utm.audit.run_checks import run_checks
from data.utm.rule_preview import with_rule
from metrics.comparison.compared import ComparedMetric, compared
from metrics.comparison.periods import ComparedWith
from metrics.engine import query_metrics
from metrics.question.query import Query


def as_corrected(facts: Facts) -> Facts | None:
    """The facts as all proposed corrections of tags would make them; None without any."""

    def work() -> Facts | None:
        proposed = (issue.repair for issue in run_checks(facts))
        repairs = list(dict.fromkeys(repair for repair in proposed if repair is not None))
        return facts.under(with_rule(facts.inputs.tagging, *repairs)) if repairs else None

    corrected: Facts | None = facts.derived("as corrected", work)
    return corrected


def corrected_values(
    facts: Facts, metric_ids: Sequence[str], query: Query
) -> dict[str, tuple[float, float]]:
    """The figures that corrections would change: as they are, and as they would be."""
    corrected = as_corrected(facts)
    if corrected is None:
        return {}
    plain, other = (
        dict(query_metrics(one, metric_ids, query).select("metric", "value").iter_rows())
        for one in (facts, corrected)
    )
    return {
        name: (plain[name], other[name])
        for name in metric_ids
        if None not in {plain[name], other[name]} and not isclose(plain[name], other[name])
    }


def corrected_comparison(
    facts: Facts, metric_ids: Sequence[str], query: Query, against: ComparedWith
) -> dict[str, ComparedMetric]:
    """The same comparison as corrections would make it; empty without any."""
    corrected = as_corrected(facts) if metric_ids else None
    return {} if corrected is None else compared(corrected, metric_ids, query, against)
