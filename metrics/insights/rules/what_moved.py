"""Insight rule: what moved the result, decomposed into volume, mix and rate."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.message import Message, Part, msg
from metrics.definitions.registry import Polarity, metrics
from metrics.insights.evidence import InsightEvidence, PeriodPair
from metrics.insights.insight import OUTCOME, Insight, InsightRule, Need, Number, Severity
from metrics.insights.movement import Movement, movement, with_season
from metrics.results.decompose import Decomposition, decompose, whole_steps

_EFFECTS = ("volume", "mix", "rate", "other")
_ADVICE = {
    "volume": msg("Most of it is the number of visits: look at reach, budgets and links first."),
    "mix": msg(
        "Most of it is where visits came from: look at which channels grew and which shrank."
    ),
    "rate": msg(
        "Most of it is how often a visit becomes a result: look at landing pages, forms and offers first."
    ),
    "other": msg(
        "Most of it came without a visit that could be matched: look at how these results are recorded."
    ),
}


def _find(evidence: InsightEvidence) -> Iterator[Insight]:
    outcome = evidence.outcome()
    pair = evidence.pair(outcome, "sessions") if outcome else None
    if outcome is None or pair is None:
        return
    days = evidence.compared(outcome).get(None)
    if days is None:
        return
    moved = movement(metrics()[outcome], days, pair)
    if moved is None or not (moved.rose or moved.fell):
        return
    parts = decompose(evidence.alike, pair.now, pair.before, "channel", outcome)
    if parts is not None:
        yield _finding(evidence, parts, moved, pair)


def _finding(
    evidence: InsightEvidence, parts: Decomposition, moved: Movement, pair: PeriodPair
) -> Insight:
    sizes = whole_steps([float(getattr(parts, name)) for name in _EFFECTS])
    effects = dict(zip(_EFFECTS, sizes, strict=True))
    change = parts.now - parts.before
    most = max(_EFFECTS, key=lambda name: effects[name] * (1 if change > 0 else -1))
    metric = metrics()[parts.metric]
    good = moved.rose == (metric.polarity is Polarity.HIGHER)
    figures = {"now": parts.now, "before": parts.before, **effects}
    return Insight(
        rule=RULE.id,
        severity=Severity.GOOD if good else Severity.WARNING,
        message=_sentence(evidence.label(parts.metric), figures, rose=moved.rose),
        advice=with_season(_ADVICE[most], moved),
        keys=(("metric", parts.metric),),
        numbers=tuple(
            Number(name, value, signed=name in effects) for name, value in figures.items()
        ),
        basis=evidence.basis((parts.metric, "sessions"), pair.now, pair.before),
        n=moved.n,
        weight=abs(change),
        low=moved.low,
        high=moved.high,
    )


def _sentence(metric: Message, figures: dict[str, float], *, rose: bool) -> Message:
    values: dict[str, Part] = {"metric": metric, **figures}
    if rose:
        return msg(
            "{metric} rose from {before} to {now}: {volume} by the number of visits, {mix} by where they came from, {rate} by their rate, {other} without a visit.",
            **values,
        )
    return msg(
        "{metric} fell from {before} to {now}: {volume} by the number of visits, {mix} by where they came from, {rate} by their rate, {other} without a visit.",
        **values,
    )


RULE = InsightRule(
    id="what_moved",
    label=msg("What moved the result"),
    find=_find,
    needs=(Need(OUTCOME),),
)
