"""Attributed results: leads and value per key, as the range over attribution models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.facts.source import FactSource
from metrics.attribution.answer import Attribution, attribute
from metrics.attribution.model import Model
from metrics.attribution.query import AttributionQuery
from metrics.question.query import Query

Told = dict[str, dict[str, float]]
"""Figures by key, then by metric."""


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest value over the models."""

    low: float
    high: float

    @classmethod
    def over(cls, values: Iterable[float]) -> Range | None:
        """The range of some values; None where there are none."""
        known = list(values)
        return cls(min(known), max(known)) if known else None


@dataclass(frozen=True, slots=True)
class AttributedTotals:
    """The credited leads and value, by key."""

    leads: dict[str, Range]
    value: dict[str, Range]
    currency: str | None


def by_models(
    facts: FactSource, query: Query, by: str, models: Sequence[Model]
) -> AttributedTotals:
    """The range over the models for each key, without models that count it among other keys."""
    answers = attribute(
        facts, AttributionQuery(query.start, query.end, (by,)), models, bounded=False
    )
    by_model = [_credits(attribution) for attribution in answers]
    leads, value = {}, {}
    for key in sorted({key for credited in by_model for key in credited} - {_OTHERS}):
        per_model = [
            credited.get(key, (0.0, None if attribution.value is None else 0.0))
            for attribution, credited in zip(answers, by_model, strict=True)
            # A key that is missing has no credit, unless it may be among the keys that the model
            # took together.
            if key in credited or _OTHERS not in credited
        ]
        leads[key] = Range.over(conversions for conversions, _ in per_model)
        value[key] = Range.over(amount for _, amount in per_model if amount is not None)
    currencies = {attribution.currency for attribution in answers}
    return AttributedTotals(
        {key: credited for key, credited in leads.items() if credited},
        {key: credited for key, credited in value.items() if credited},
        currencies.pop() if len(currencies) == 1 else None,
    )


_OTHERS = "\x1e"


def _credits(attribution: Attribution) -> dict[str, tuple[float, float | None]]:
    return {
        _OTHERS if credit.together else (credit.keys[0] or ""): (credit.conversions, credit.value)
        for credit in attribution.credits
    }


def by_tags(by_key: Told, currency: str | None) -> AttributedTotals:
    """Leads and revenue by the tags of the leads: one value instead of a range."""

    def alone(metric: str) -> dict[str, Range]:
        return {k: Range(row[metric], row[metric]) for k, row in by_key.items() if metric in row}

    return AttributedTotals(alone("leads"), alone("revenue"), currency)
