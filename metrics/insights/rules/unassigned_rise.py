"""Insight rule: more results without a channel, a hint about tags and not about performance."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.channels import UNASSIGNED
from i18n.message import msg
from metrics.definitions.registry import Unit, metrics
from metrics.insights.evidence import InsightEvidence
from metrics.insights.insight import OUTCOME, Insight, InsightRule, Need, Number, Severity
from metrics.insights.movement import movement, with_season
from metrics.insights.rules.movers import LEAST


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    """A rise beyond random variation; fewer of them are no news, for tags were fixed."""
    outcome = evidence.outcome()
    pair = evidence.pair(outcome) if outcome else None
    if outcome is None or pair is None:
        return
    days = evidence.compared(outcome, "channel").get(UNASSIGNED)
    moved = None if days is None else movement(metrics()[outcome], days, pair)
    if moved is None or not moved.rose or moved.n < LEAST:
        return
    counts = {"now": moved.now, "before": moved.before}
    shares = {"change": moved.change, "low": moved.low, "high": moved.high}
    yield Insight(
        rule=RULE.id,
        severity=Severity.NOTE,
        message=msg(
            "{metric} that no channel rule covers: up {change} ({low} to {high}), {now} after "
            "{before}. This is about UTM tags, not about performance.",
            metric=evidence.label(outcome), **shares, **counts,
        ),
        advice=with_season(
            msg("See on UTM tags which sources and mediums these are, and fix them."), moved
        ),
        keys=(("channel", UNASSIGNED), ("metric", outcome)),
        numbers=(
            *(Number(name, value, Unit.PERCENT) for name, value in shares.items()),
            *(Number(name, value) for name, value in counts.items()),
        ),
        basis=evidence.basis((outcome,), pair.now, pair.before),
        n=moved.n,
        weight=moved.now - moved.before,
        low=moved.low,
        high=moved.high,
    )  # fmt: skip


RULE = InsightRule(
    id="unassigned_rise",
    label=msg("More results without a channel"),
    find=_find,
    needs=(Need(OUTCOME, "channel"),),
    page="utm_tags",
)
