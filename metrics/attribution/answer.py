"""Credits of a period under a model, with what could not be credited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.facts.source import FactSource
from metrics.attribution.credits import FIGURES, names, solve, total_credit
from metrics.attribution.intervals import ENOUGH, intervals
from metrics.attribution.load_aggregates import OTHERS, by_day, by_part, key_parts, totals
from metrics.attribution.model import Model
from metrics.attribution.query import AttributionQuery


@dataclass(frozen=True, slots=True)
class Credit:
    """What one key earned. ``keys`` follow the question, None where unknown.

    ``low`` and ``high`` bound the conversions with 95 % confidence. ``value`` is None where
    amounts are unknown or of several currencies; ``together`` marks all keys that were too many
    to be told apart.
    """

    keys: tuple[str | None, ...]
    conversions: float
    value: float | None
    low: float | None
    high: float | None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """The answer of one model: credits, most first.

    ``conversions`` and ``value`` are all of the period's, ``unattributed`` the conversions no
    known visit came before. ``currency`` is None where none or several are named.
    """

    model: Model
    credits: tuple[Credit, ...]
    conversions: int
    value: float | None
    unattributed: float
    currency: str | None

    @property
    def attributed(self) -> float:
        """The conversions that were shared out."""
        return self.conversions - self.unattributed

    @property
    def few(self) -> bool:
        """Whether there are so few that an interval is more a warning than a measure."""
        return self.attributed < ENOUGH


@dataclass(frozen=True, slots=True)
class _Whole:
    conversions: int
    value: float | None
    currency: str | None


def attribute(
    facts: FactSource, ask: AttributionQuery, models: Iterable[Model], *, bounded: bool = True
) -> tuple[Attribution, ...]:
    """The answers of some models to one question; ``bounded`` asks for intervals as well."""
    whole = _whole(facts, ask)
    return tuple(_answer(facts, ask, model, whole, bounded=bounded) for model in models)


def _answer(
    facts: FactSource, ask: AttributionQuery, model: Model, whole: _Whole, *, bounded: bool
) -> Attribution:
    tallies = by_day(facts, ask)
    if tallies is None:
        nothing = (whole.conversions, whole.value, whole.conversions, whole.currency)
        return Attribution(model, (), *nothing)
    days = tallies.weights_of_days(ask.start, ask.end)
    solved = solve(model, tallies, days, *FIGURES)
    told = {figure: credit[0] for figure, credit in zip(FIGURES, solved, strict=True)}
    known = names(model, tallies)
    attributed = float(total_credit(tallies, days, "conversions")[0])
    bounds = _bounds(facts, ask, model, known) if bounded and attributed else {}
    found = [
        Credit(
            key_parts(key, ask),
            float(told["conversions"][at]),
            None if whole.value is None else float(told["value"][at]),
            bounds[key][0] if key in bounds else None,
            bounds[key][1] if key in bounds else None,
            together=key == OTHERS,
        )
        for at, key in enumerate(known)
    ]
    ranked = sorted(found, key=lambda credit: (-credit.conversions, str(credit.keys)))
    return Attribution(
        model,
        tuple(credit for credit in ranked if credit.conversions or credit.value),
        whole.conversions,
        whole.value,
        whole.conversions - round(attributed),
        whole.currency,
    )


def _bounds(
    facts: FactSource, ask: AttributionQuery, model: Model, known: tuple[str, ...]
) -> dict[str, tuple[float, float]]:
    parts = by_part(facts, ask)
    found = intervals(model, parts, "conversions")
    if found is None:
        return {}
    at = {key: n for n, key in enumerate(names(model, parts))}
    return {key: (float(found[0, at[key]]), float(found[1, at[key]])) for key in known}


def _whole(facts: FactSource, ask: AttributionQuery) -> _Whole:
    rows = totals(facts, ask)
    named = {*rows["lowest"].drop_nulls(), *rows["highest"].drop_nulls()}
    summed = rows["valued"].sum() > 0 and len(named) <= 1
    return _Whole(
        int(rows["conversions"].sum()),
        float(rows["value"].sum()) if summed else None,
        (named.pop() or None) if len(named) == 1 else None,
    )
