"""Attribution results: the credits of a period under a model, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.facts.source import FactSource
from metrics.attribution.credits import FIGURES, solve, total_credit
from metrics.attribution.intervals import ENOUGH, intervals
from metrics.attribution.load_aggregates import by_day, by_part, key_parts, totals
from metrics.attribution.model import Model
from metrics.attribution.query import AttributionQuery


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit of one key. ``keys`` follow the query, None where unknown.

    ``low`` and ``high`` bound the conversions that journeys like these bring, with 95 %
    confidence; ``shared`` bounds how the same number of conversions may be shared out. ``value``
    is None where amounts are unknown or of several currencies.
    """

    keys: tuple[str | None, ...]
    conversions: float
    value: float | None
    low: float | None
    high: float | None
    shared: tuple[float, float] | None = None


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
    """The results of some models for one query; ``bounded``: with intervals."""
    whole = _whole(facts, ask)
    # The total is the same under every model, so it is read once.
    return tuple(_answer(facts, ask, model, whole, bounded=bounded) for model in models)


def _answer(
    facts: FactSource, ask: AttributionQuery, model: Model, whole: _Whole, *, bounded: bool
) -> Attribution:
    tallies = by_day(facts, ask)
    if tallies is None:
        unattributed = (whole.conversions, whole.value, whole.conversions, whole.currency)
        return Attribution(model, (), *unattributed)
    days = tallies.weights_of_days(ask.start, ask.end)
    solved = solve(model, tallies, days, *FIGURES)
    credit_by_figure = {figure: credit[0] for figure, credit in zip(FIGURES, solved, strict=True)}
    attributed = float(total_credit(tallies, days, "conversions")[0])
    bounds = _bounds(facts, ask, model) if bounded and attributed else {}
    per_key = [
        Credit(
            key_parts(key, ask),
            float(credit_by_figure["conversions"][at]),
            None if whole.value is None else float(credit_by_figure["value"][at]),
            *bounds.get(key, (None, None, None)),
        )
        for at, key in enumerate(tallies.keys)
    ]
    # Keys break ties, so that equal credits always come in the same order.
    ranked = sorted(per_key, key=lambda credit: (-credit.conversions, str(credit.keys)))
    return Attribution(
        model,
        tuple(credit for credit in ranked if credit.conversions or credit.value),
        whole.conversions,
        whole.value,
        whole.conversions - round(attributed),
        whole.currency,
    )


_Bounds = dict[str, tuple[float, float, tuple[float, float]]]


def _bounds(facts: FactSource, ask: AttributionQuery, model: Model) -> _Bounds:
    parts = by_part(facts, ask)
    found = intervals(model, parts)
    if found is None:
        return {}
    ends = zip(found.expected.T.tolist(), found.shared.T.tolist(), strict=True)
    return {
        key: (low, high, (least, most))
        for key, ((low, high), (least, most)) in zip(parts.keys, ends, strict=True)
    }


def _whole(facts: FactSource, ask: AttributionQuery) -> _Whole:
    rows = totals(facts, ask)
    named = {*rows["lowest"].drop_nulls(), *rows["highest"].drop_nulls()}
    # Amounts of several currencies are not credited; the conversions still are.
    summed = rows["valued"].sum() > 0 and len(named) <= 1
    return _Whole(
        int(rows["conversions"].sum()),
        float(rows["value"].sum()) if summed else None,
        (named.pop() or None) if len(named) == 1 else None,
    )
