"""The bridge: how the numbers of several pages hang together, step by step, and adding up exactly.

Per key: own UTM tags + moved by visits = model; model + shared with others = touched; touched + never
seen = what platforms claim; ad spend + other costs = total cost. Every row adds up and so does
the sum. Amounts are fractions of a millionth, because sums of floating-point numbers would not.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from data.facts.source import FactSource
from i18n.message import Message, Part, Quantity, msg, plural
from metrics.attribution.answer import Attribution, attribute
from metrics.attribution.credited_people import TOUCHED, credited_people
from metrics.attribution.leads import STEPS
from metrics.attribution.load_aggregates import span
from metrics.attribution.model import Model, registered
from metrics.attribution.query import AttributionQuery
from metrics.definitions.registry import Unit
from metrics.engine import query_metrics
from metrics.question.query import Query
from metrics.returns.credited_outcome import WEB_REVENUE, by_session, credited_outcome
from metrics.returns.estimate import Range
from metrics.returns.own_tags import tagged_leads

BRIDGED = "linear"
"""The model that a bridge goes over where none is asked for: no visit is preferred by it."""
_GRID = 1_000_000
_HALF_A_CENT = Fraction(1, 200)
_CLAIMED = {"conversions": "platform_conversions", "value": "platform_conversion_value"}
_KEY_EVENTS = "key_events"
_OTHERS_KEY = ""


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One key, or the sum of all; None where a number is not known.

    ``tags`` are the results by the leads' own UTM tags, ``moved`` what visits before the last one
    change, ``model`` the credit, ``models`` its range over all models, ``shared`` what other keys
    were credited of conversions that this one touched, ``touched`` those it had a visit before,
    ``unclaimed`` the touched ones of keys that no platform reports on, ``unseen`` claims without a
    known visit, ``claims`` what platforms report. ``other_costs`` are those other than ``ad_spend``.

    tags + moved = model, model + shared = touched, touched − unclaimed + unseen = claims and
    ad_spend + other_costs = cost, exactly, where both ends are known.
    """

    key: str | None
    tags: Fraction | None
    moved: Fraction | None
    model: Fraction | None
    models: Range | None
    shared: Fraction | None
    touched: Fraction | None
    unclaimed: Fraction | None
    unseen: Fraction | None
    claims: Fraction | None
    ad_spend: Fraction | None
    other_costs: Fraction | None
    cost: Fraction | None


@dataclass(frozen=True, slots=True)
class Bridge:
    """The rows of one selection, the most touched first, and their sum.

    ``figure`` is ``conversions`` or ``value``. ``counted`` is the metric that ``tags`` are: leads,
    or purchases or key events by their session; None without any. ``model`` is None where no journeys are
    known. ``overhead`` is cost of no key: it is in the sum's other costs. ``currency`` is that of
    the costs, and of all numbers of a bridge of value.
    """

    by: str
    figure: str
    model: Model | None
    counted: str | None
    rows: tuple[BridgeRow, ...]
    total: BridgeRow
    overhead: Fraction | None
    currency: str | None


_Amounts = dict[str, Fraction]


def bridge(
    facts: FactSource,
    ask: AttributionQuery,
    model: str = BRIDGED,
    figure: str = "conversions",
) -> Bridge:
    """The bridge of a query's period, by its one key, over one of the registered models.

    Raises ValueError where more than one key is asked for, or one that costs do not have.
    """
    if len(ask.by) != 1 or ask.by[0] not in {"channel", "campaign", "use"}:
        raise ValueError("a bridge is by channel, campaign or use")
    [by] = ask.by
    credited = _credited(facts, ask, figure)
    tags, counted = _own_tags(facts, ask, figure)
    claims, _ = _figures(facts, ask, [_CLAIMED[figure]])
    money, currency = _figures(facts, ask, ["cost", "ad_spend"])
    whole, _ = _figures(facts, ask, ["cost"], split=False)
    models = None if credited is None else credited.models
    keys = {
        *tags,
        *claims[_CLAIMED[figure]],
        *money["cost"],
        *(credited.touched if credited else ()),
    }
    rows = [
        _row(
            key,
            None if counted is None else tags.get(key, Fraction(0)),
            None
            if models is None
            else {m: amounts.get(key, Fraction(0)) for m, amounts in models.items()},
            None if credited is None else credited.touched.get(key, Fraction(0)),
            claims[_CLAIMED[figure]].get(key),
            (money["ad_spend"].get(key), money["cost"].get(key)),
            model,
        )
        for key in keys
    ]
    ordered = sorted(
        rows, key=lambda row: (not row.key, -(row.touched or row.tags or Fraction(0)), row.key)
    )
    total_cost = whole["cost"].get(_OTHERS_KEY)
    overhead = None
    if total_cost is not None and currency is not None:
        rest = total_cost - sum((row.cost or Fraction(0) for row in rows), Fraction(0))
        overhead = rest if abs(rest) >= _HALF_A_CENT else Fraction(0)
    return Bridge(
        by,
        figure,
        None if credited is None else registered()[model],
        counted,
        tuple(ordered),
        _summed(ordered, overhead),
        overhead,
        currency,
    )


def _row(
    key: str,
    tags: Fraction | None,
    models: dict[str, Fraction] | None,
    touched: Fraction | None,
    claims: Fraction | None,
    money: tuple[Fraction | None, Fraction | None],
    name: str,
) -> BridgeRow:
    credit = None if models is None else models[name]
    spend, cost = money
    return BridgeRow(
        key or None,
        tags,
        _less(credit, tags),
        credit,
        None if models is None else Range.over(float(one) for one in models.values()),
        _less(touched, credit),
        touched,
        None if touched is None else touched if claims is None else Fraction(0),
        _less(claims, touched),
        claims,
        spend,
        None if cost is None else cost - (spend or 0),
        cost,
    )


def _less(whole: Fraction | None, part: Fraction | None) -> Fraction | None:
    return None if whole is None or part is None else whole - part


def _summed(rows: list[BridgeRow], overhead: Fraction | None) -> BridgeRow:
    def over(name: str) -> Fraction | None:
        known = [value for row in rows if (value := getattr(row, name)) is not None]
        return sum(known, Fraction(0)) if known else None

    names = ("tags", "moved", "model", "shared", "touched", "unclaimed", "unseen", "claims")
    sums = {name: over(name) for name in (*names, "ad_spend", "other_costs", "cost")}
    if overhead is not None:
        sums |= {name: (sums[name] or Fraction(0)) + overhead for name in ("other_costs", "cost")}
    # Every model credits all conversions, so that their sums make no range.
    return BridgeRow(key=None, models=None, **sums)


@dataclass(frozen=True, slots=True)
class _CreditedKeys:
    models: dict[str, _Amounts]
    touched: _Amounts


def _credited(facts: FactSource, ask: AttributionQuery, figure: str) -> _CreditedKeys | None:
    """The credit by model and key, and what each key touched; None without journeys."""
    visited = not facts.frame("touches").head(1).collect().is_empty()
    if not visited or span(facts, ask.events) is None:
        return None
    answers = attribute(facts, ask, registered().values(), bounded=False)
    if figure == "value" and any(answer.value is None for answer in answers):
        return None
    people = credited_people(facts, ask).by_key.select("key", f"{TOUCHED}_{figure}")
    touched = {key: _fraction(met) for key, met in people.iter_rows()}
    first = answers[0]
    whole = _fraction((first.conversions if figure == "conversions" else first.value) or 0.0)
    attributed = _attributed(first, figure, whole)
    models = {answer.model.id: _apportioned(answer, figure, attributed) for answer in answers}
    # What no known visit came before belongs to the unknown key, under every model.
    for amounts, met in [(touched, attributed), *((m, sum(m.values())) for m in models.values())]:
        amounts[_OTHERS_KEY] = amounts.get(_OTHERS_KEY, Fraction(0)) + whole - met
    return _CreditedKeys(models, touched)


def _attributed(answer: Attribution, figure: str, whole: Fraction) -> Fraction:
    """What was shared out, the same for every model."""
    if figure == "conversions":
        return Fraction(round(answer.attributed))
    shared_out = _fraction(sum(credit.value or 0.0 for credit in answer.credits))
    # Less than half a cent is a rounding error of the sums.
    return whole if abs(whole - shared_out) < _HALF_A_CENT else shared_out


def _apportioned(answer: Attribution, figure: str, attributed: Fraction) -> _Amounts:
    """The credits on a grid of millionths, by largest remainders: they add up to ``attributed``."""
    credits_ = {c.keys[0] or _OTHERS_KEY: getattr(c, figure) * _GRID for c in answer.credits}
    amounts = {key: int(credit // 1) for key, credit in credits_.items()}
    by_rest = sorted(amounts, key=lambda key: (amounts[key] - credits_[key], key))
    for key in by_rest[: round(attributed * _GRID) - sum(amounts.values())]:
        amounts[key] += 1
    return {key: Fraction(steps, _GRID) for key, steps in amounts.items()}


def _fraction(value: float) -> Fraction:
    return Fraction(round(value * _GRID), _GRID)


def _own_tags(facts: FactSource, ask: AttributionQuery, figure: str) -> tuple[_Amounts, str | None]:
    """The results by own tags, and what they count: leads, else what web analytics counts."""
    if ask.events and not ask.leads:
        counted = by_session(ask.events)
        return _by_session(facts, ask, figure, counted) if counted else ({}, None)
    own = credited_outcome(facts)
    if ask.leads or own.is_of_leads or own.is_on_paths:
        leads = _by_tags(facts, ask, figure)
        if leads is not None:
            return leads, "leads"
    counted = _KEY_EVENTS if ask.leads or own.events or own.is_on_paths else own.metric
    return _by_session(facts, ask, figure, counted)


def _by_tags(facts: FactSource, ask: AttributionQuery, figure: str) -> _Amounts | None:
    """The leads by key; None where there are none in the period."""
    steps = {STEPS[event] for event in ask.events if event in STEPS} or {"created"}
    counted: _Amounts = {}
    seen = False
    for step in sorted(steps):
        rows = tagged_leads(facts, ask.start, ask.end, ask.by[0], step)
        seen |= not rows.is_empty()
        for key, value in rows.select("key", "value").iter_rows():
            one = Fraction(1) if figure == "conversions" else _fraction(value)
            counted[key or _OTHERS_KEY] = counted.get(key or _OTHERS_KEY, Fraction(0)) + one
    return counted if seen else None


def _by_session(
    facts: FactSource, ask: AttributionQuery, figure: str, counted: str
) -> tuple[_Amounts, str | None]:
    """What web analytics counts by the session that it happened in."""
    name = counted if figure == "conversions" else WEB_REVENUE
    known = _figures(facts, ask, [name])[0][name]
    return (known, counted) if known else ({}, None)


def _figures(
    facts: FactSource, ask: AttributionQuery, names: list[str], *, split: bool = True
) -> tuple[dict[str, _Amounts], str | None]:
    """The known values by metric and key, and the one currency of the amounts among them."""
    query = Query(ask.start, ask.end, by=ask.by if split else ())
    rows = query_metrics(facts, names, query).to_dicts()
    amounts: dict[str, _Amounts] = {name: {} for name in names}
    codes = {row["currency"] for row in rows if row["currency"] is not None}
    for row in rows:
        # Amounts of several currencies are not added.
        if row["value"] is not None and len(codes) < 2:
            key = (row[ask.by[0]] or _OTHERS_KEY) if split else _OTHERS_KEY
            amounts[row["metric"]][key] = _fraction(row["value"])
    return amounts, codes.pop() if len(codes) == 1 else None


def furthest(found: Bridge, keys: Collection[str] = ()) -> BridgeRow | None:
    """The row (of ``keys``, by default of all) that visits move most away from its own tags."""
    known = [
        (abs(row.moved), row)
        for row in found.rows
        if row.key and row.moved is not None and (not keys or row.key in keys)
    ]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def counted_twice(row: BridgeRow, name: Part) -> Message | None:
    """The conversions by own tags next to the range by visits; None where either is unknown."""
    if row.tags is None or row.models is None:
        return None
    least, most = (round(end) for end in (row.models.low, row.models.high))
    tags = round(row.tags)
    if least == most:
        return msg(
            "{name}: {tags} by UTM tags, {least} by visits.",
            name=name,
            tags=tags,
            least=least,
        )
    return msg(
        "{name}: {tags} by UTM tags, {least}–{most} by visits, depending on the model.",
        name=name,
        tags=tags,
        least=least,
        most=most,
    )


def claimed(row: BridgeRow, name: Part) -> Message | None:
    """What platforms report for a key, and what of it is seen; None where nothing is reported."""
    if row.claims is None or row.touched is None or row.model is None:
        return None
    count, ratio = Unit.COUNT.value, Unit.RATIO.value
    return plural(
        "{name}: {claimed} platform-reported conversion, {touched} with a visit, {credit} when "
        "credit is shared with other channels.",
        "{name}: {claimed} platform-reported conversions, {touched} with a visit, {credit} "
        "when credit is shared with other channels.",
        claimed=round(row.claims),
        name=name,
        touched=Quantity(float(row.touched), count),
        credit=Quantity(float(round(row.model, 1)), ratio),
    )
