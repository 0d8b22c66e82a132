"""Formula text: a metric's formula in words, rendered from its declaration."""

from __future__ import annotations

from i18n.catalogue import DEFAULT
from i18n.message import Message, Part, joined
from metrics.definitions.measure_words import AD_SPEND, OTHER_COSTS, TOTAL_COST, terms, words
from metrics.definitions.measures import Measure
from metrics.definitions.registry import Metric

Signed = tuple[int, Message]


def formula(metric: Metric, language: str = DEFAULT) -> str:
    """The formula in words, with brackets; empty for a metric that needs other data.

    >>> from metrics.definitions.registry import metrics
    >>> formula(metrics()["roi"])
    '(revenue of won leads − total cost) ÷ total cost'
    """
    return formula_message(metric).render(language) if metric.numerator else ""


def formula_message(metric: Metric) -> Message:
    """The formula as a message in any language. KeyError for a measure without words."""
    over, under = _side(metric.numerator, metric), _side(metric.denominator, metric)
    scale: list[Part] = [f"{metric.scale:g} × "] if metric.scale != 1 else []
    if not under:
        return joined([*scale, *_sum(over, in_brackets=bool(scale))], "")
    return joined(
        [*scale, *_sum(over, in_brackets=True), " ÷ ", *_sum(under, in_brackets=True)], ""
    )


def sides(metric: Metric) -> tuple[Message, Message | None]:
    """The numerator and the denominator in words; no denominator: None."""
    over, under = _side(metric.numerator, metric), _side(metric.denominator, metric)
    return joined(_sum(over), ""), joined(_sum(under), "") if under else None


def _side(measures: tuple[Measure, ...], metric: Metric) -> list[Signed]:
    found = [(measure.sign, term) for measure in measures for term in terms(measure)]
    # Readers know the sum of all costs by its name; only its own formula shows its parts.
    if not metric.denominator:
        return [(sign, words(term)) for sign, term in found]
    whole = {sign for sign, term in found if term == AD_SPEND and (sign, OTHER_COSTS) in found}
    return [
        (sign, TOTAL_COST if sign in whole and term == AD_SPEND else words(term))
        for sign, term in found
        if not (sign in whole and term == OTHER_COSTS)
    ]


def _sum(signed: list[Signed], *, in_brackets: bool = False) -> list[Part]:
    parts: list[Part] = []
    for sign, term in signed:
        first = "−" if sign < 0 else ""
        parts += [(" − " if sign < 0 else " + ") if parts else first, term]
    return ["(", *parts, ")"] if in_brackets and len(signed) > 1 else parts
