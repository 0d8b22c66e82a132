"""ROI table: cost, return, ROAS and ROI per key, as ranges over attribution models.

Where no visits of single people are known, the tags of the leads themselves say where each came
from: one last-click value, marked as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.facts.source import FactSource
from data.values.margin import margin_range
from i18n.message import Message
from metrics.attribution.load_aggregates import span
from metrics.attribution.model import Model, registered
from metrics.engine import TableScan, converted, query_metrics
from metrics.question.query import Query
from metrics.returns.attributed import AttributedTotals, Range, Told, by_models, by_tags

KEYS = ("channel", "campaign", "use")
_ASKED = ("cost", "ad_spend", "leads", "customers", "revenue")


class ReturnsBasis(StrEnum):
    """Where results come from: whole journeys, or the tags that each lead came with."""

    PATHS = "paths"
    LAST_CLICK = "last_click"


class Share(StrEnum):
    """How overhead is shared among the keys, on request."""

    NONE = "none"
    SPEND = "ad_spend"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class RoiRow:
    """The cost and the return of one key; None where unknown.

    ``cpl`` is cost by lead (by conversion where there are journeys), ``cac`` cost by customer of
    the leads' own tags, ``roas`` value by ad spend, ``roi`` and ``roi_margin`` what value, or
    the margin of it, leaves over cost, as shares of cost.
    """

    key: str
    cost: float | None
    overhead: float | None
    ad_spend: float | None
    leads: Range | None
    customers: float | None
    value: Range | None
    cpl: Range | None
    cac: float | None
    roas: Range | None
    roi: Range | None
    roi_margin: Range | None


@dataclass(frozen=True, slots=True)
class RoiTable:
    """The result: keys by cost, the highest first.

    ``apart`` is cost that belongs to no key; ``shared`` says that it is in the keys' costs.
    ``currency`` is that of all amounts, None where money is unknown or of several currencies;
    then no figure mixes them. ``converted`` says at which rates.
    """

    by: str
    evidence: ReturnsBasis
    models: tuple[Model, ...]
    rows: tuple[RoiRow, ...]
    total_cost: float | None
    apart: float | None
    shared: Share
    converted: tuple[Message, ...]
    currency: str | None


def returns(
    facts: FactSource,
    query: Query,
    by: str,
    *,
    models: Sequence[Model] = (),
    share: Share = Share.NONE,
) -> RoiTable:
    """Cost and return of a period by ``by``, over ``models`` (by default all that a range is made of).

    Raises ValueError when it cannot be split that way.
    """
    if by not in KEYS:
        raise ValueError(f"split by one of {', '.join(KEYS)}")
    plain = Query(query.start, query.end)
    figures_by_key, spent_in = _figures(facts, plain, by)
    whole, _ = _figures(facts, plain, None)
    chosen = tuple(models) or tuple(m for m in registered().values() if m.ranged)
    paths = span(facts, ()) is not None and _has_visits(facts)
    earned = by_models(facts, plain, by, chosen) if paths else by_tags(figures_by_key, spent_in)
    total = whole.get("", {}).get("cost")
    apart = _apart(figures_by_key, total)
    shares = _shares(figures_by_key, share)
    # Return over cost has a meaning in one currency only.
    comparable = None not in {spent_in, earned.currency} and spent_in == earned.currency
    margin = {key: _margin(facts, plain, by, key) for key in {*figures_by_key, *earned.leads}}
    rows = [
        _row(
            key,
            figures_by_key.get(key, {}),
            (apart or 0.0) * shares.get(key, 0.0) if share is not Share.NONE else None,
            earned,
            margin[key],
            comparable=comparable,
        )
        for key in sorted({*figures_by_key, *earned.leads})
    ]
    return RoiTable(
        by,
        ReturnsBasis.PATHS if paths else ReturnsBasis.LAST_CLICK,
        chosen if paths else (),
        tuple(sorted(rows, key=lambda row: (-(row.cost or 0.0), row.key))),
        total,
        apart,
        share,
        _converted(facts, plain, "conversions" if paths else "leads"),
        spent_in,
    )


def _converted(facts: FactSource, query: Query, earned_in: str) -> tuple[Message, ...]:
    """The notes on currency conversion of costs and results of the period."""
    read = TableScan(0, query.start, query.end)
    notes = [converted(facts, table, read) for table in ("ad_costs", "costs", earned_in)]
    return tuple(dict.fromkeys(message for messages in notes for message in messages))


def _figures(facts: FactSource, query: Query, by: str | None) -> tuple[Told, str | None]:
    """The known figures by key, and the one currency that all money among them is in."""
    keyed = Query(query.start, query.end, by=(by,) if by else ())
    rows = query_metrics(facts, _ASKED, keyed).to_dicts()
    figures_by_key: Told = {}
    for row in rows:
        key = row[by] if by else ""
        if row["value"] is not None and key is not None:
            figures_by_key.setdefault(key, {})[row["metric"]] = row["value"]
    codes = {row["currency"] for row in rows if row["currency"] is not None}
    return figures_by_key, codes.pop() if len(codes) == 1 else None


def _has_visits(facts: FactSource) -> bool:
    rows = facts.derived(("visited",), lambda: facts.frame("touches").head(1).collect())
    return not rows.is_empty()


def _apart(figures_by_key: Told, total: float | None) -> float | None:
    if total is None:
        return None
    rest = total - sum(row.get("cost", 0.0) for row in figures_by_key.values())
    # Less than half a cent is a rounding error of the sums.
    return 0.0 if abs(rest) < 0.005 else rest


def _shares(figures_by_key: Told, share: Share) -> dict[str, float]:
    """Each key's share of the overhead; empty where all bases are zero."""
    base = {key: row.get(share.value, 0.0) for key, row in figures_by_key.items()}
    whole = sum(base.values())
    return {key: part / whole for key, part in base.items()} if whole else {}


def _margin(facts: FactSource, query: Query, by: str, key: str) -> tuple[float, float] | None:
    # Leads and visits have nothing else that identifies a product line than the campaign's name.
    line = key if by == "campaign" else None
    return margin_range(facts.inputs.money.margins, query.start, query.end, line)


def _row(
    key: str,
    row: dict[str, float],
    overhead: float | None,
    earned: AttributedTotals,
    margin: tuple[float, float] | None,
    *,
    comparable: bool,
) -> RoiRow:
    own = row.get("cost")
    # Overhead belongs to no channel; it is shared only on request.
    cost = own if overhead is None else (own or 0.0) + overhead
    leads, value = earned.leads.get(key), earned.value.get(key)
    gained = value if comparable else None
    # Several margins in the period give a range as well.
    margin_value = (
        Range(gained.low * margin[0], gained.high * margin[1]) if gained and margin else None
    )
    customers = row.get("customers")
    return RoiRow(
        key,
        cost,
        overhead,
        row.get("ad_spend"),
        leads,
        customers,
        value,
        _per(cost, leads),
        cost / customers if cost is not None and customers else None,
        _over(gained, row.get("ad_spend")),
        _gain(gained, cost),
        _gain(margin_value, cost),
    )


def _per(cost: float | None, results: Range | None) -> Range | None:
    """Cost per result; unknown where a model credits none at all."""
    if cost is None or results is None or results.low <= 0:
        return None
    return Range(cost / results.high, cost / results.low)


def _over(value: Range | None, spend: float | None) -> Range | None:
    return Range(value.low / spend, value.high / spend) if value and spend else None


def _gain(value: Range | None, cost: float | None) -> Range | None:
    if value is None or not cost:
        return None
    return Range((value.low - cost) / cost, (value.high - cost) / cost)
