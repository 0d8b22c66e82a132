"""Figures with and without faulty tags: what the proposed corrections would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from data.facts.facts import Facts
from data.utm.audit.run_checks import run_checks
from data.utm.rule_preview import with_rule
from metrics.comparison.compared import ComparedMetric, compared
from metrics.comparison.periods import ComparedWith
from metrics.definitions.measures import IsOneOf
from metrics.definitions.registry import metrics
from metrics.engine import query_metrics
from metrics.question.query import Query

_PLACED = frozenset({"channel", "use", "campaign"})  # what tags decide


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
    touched = [name for name in metric_ids if query.filters or _reads_tags(name)]
    corrected = as_corrected(facts) if touched else None
    if corrected is None:
        return {}
    plain, other = (
        dict(query_metrics(one, touched, query).select("metric", "value").iter_rows())
        for one in (facts, corrected)
    )
    return {
        name: (plain[name], other[name])
        for name in touched
        if None not in {plain[name], other[name]} and not isclose(plain[name], other[name])
    }


def _reads_tags(metric_id: str) -> bool:
    """Whether a metric counts some channels or uses only: any other total is the same."""
    conditions = (c for side in metrics()[metric_id].measures for m in side for c in m.where)
    return any(isinstance(c, IsOneOf) and c.column in _PLACED for c in conditions)


def corrected_comparison(
    facts: Facts, metric_ids: Sequence[str], query: Query, against: ComparedWith
) -> dict[str, ComparedMetric]:
    """The same comparison as corrections would make it; empty without any."""
    touched = [name for name in metric_ids if query.filters or _reads_tags(name)]
    corrected = as_corrected(facts) if touched else None
    return {} if corrected is None else compared(corrected, touched, query, against)
