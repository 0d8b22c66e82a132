"""What channels, campaigns or uses earned: over attribution models, or by the tags of leads."""

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
        """The range of some values, None of none."""
        found = list(values)
        return cls(min(found), max(found)) if found else None


@dataclass(frozen=True, slots=True)
class AttributedTotals:
    """What the models say that keys brought, by key."""

    leads: dict[str, Range]
    value: dict[str, Range]
    currency: str | None


def by_models(
    facts: FactSource, query: Query, by: str, models: Sequence[Model]
) -> AttributedTotals:
    """What each key earned under every model; one that a model could not tell apart is left out."""
    answers = attribute(
        facts, AttributionQuery(query.start, query.end, (by,)), models, bounded=False
    )
    by_model = [_credits(one) for one in answers]
    leads, value = {}, {}
    for key in sorted({key for told in by_model for key in told} - {_OTHERS}):
        found = [
            told.get(key, (0.0, None if one.value is None else 0.0))
            for one, told in zip(answers, by_model, strict=True)
            if key in told or _OTHERS not in told
        ]
        leads[key] = Range.over(conversions for conversions, _ in found)
        value[key] = Range.over(amount for _, amount in found if amount is not None)
    currencies = {one.currency for one in answers}
    return AttributedTotals(
        {key: told for key, told in leads.items() if told},
        {key: told for key, told in value.items() if told},
        currencies.pop() if len(currencies) == 1 else None,
    )


_OTHERS = "\x1e"


def _credits(answered: Attribution) -> dict[str, tuple[float, float | None]]:
    return {
        _OTHERS if one.together else (one.keys[0] or ""): (one.conversions, one.value)
        for one in answered.credits
    }


def by_tags(told: Told, currency: str | None) -> AttributedTotals:
    """What leads brought by the tags that they came with."""

    def alone(metric: str) -> dict[str, Range]:
        return {k: Range(row[metric], row[metric]) for k, row in told.items() if metric in row}

    return AttributedTotals(alone("leads"), alone("revenue"), currency)
