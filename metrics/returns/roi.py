"""ROI table: cost, return, ROAS and ROI per key, as ranges over models and random variation.

What came back is the company's own outcome: orders of a shop, leads of a lead business. Where no
visits of single people are known, the tags of the leads themselves, or the sessions of web
analytics, say where each came from: last click, marked as such, with its random variation. All
results of a row rest on the same evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from data.facts.coverage import coverage
from data.facts.facts import Facts
from data.facts.source import FactSource
from data.values.margin import margin_range
from i18n.message import Message
from metrics.attribution.leads import STEPS
from metrics.attribution.model import Model, registered
from metrics.definitions.registry import metrics
from metrics.engine import TableScan, converted, query_metrics
from metrics.maturing.cohort import CohortMaturity
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.returns.attributed import (
    AttributedTotals,
    Results,
    by_models,
    by_sessions,
    by_tags,
)
from metrics.returns.credited_outcome import CreditedOutcome, credited_outcome
from metrics.returns.estimate import (
    Bounds,
    Certainty,
    Range,
    ReturnEstimate,
    certainty,
    cost_per,
    final,
    gain,
    value_per,
)

KEYS = ("channel", "campaign", "use")
_ASKED = ("cost", "ad_spend", "leads", "revenue")

Told = dict[str, dict[str, float]]
"""Figures by key, then by metric."""


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

    ``leads`` (whatever results the table is about), ``customers`` (those with an amount) and
    ``value`` are what the models credit, from the least to the most. ``cpl`` is cost by result,
    ``cac`` cost by customer, ``roas`` value by ad spend, ``roi`` and ``roi_margin`` what value, or
    the margin of it, leaves over cost, as shares of cost: all over models and random variation,
    and once the leads are mature (``maturity``), with what is then expected of customers and value
    in ``final_customers`` and ``final_value``. While too little is known there is none of them.
    ``counted_customers`` and ``counted_value`` are what ``cac`` and ``roi`` are computed from.
    ``people`` and ``deals`` are the people with a lead and with a deal that the key had a part in;
    ``said_of_leads`` and ``said`` what these carry: with too few there is no ratio.
    """

    key: str
    cost: float | None
    overhead: float | None
    ad_spend: float | None
    leads: Range | None
    customers: Range | None
    value: Range | None
    people: int
    deals: int
    said_of_leads: Certainty
    said: Certainty
    cpl: Bounds | None
    cac: Bounds | None
    roas: Bounds | None
    roi: Bounds | None
    roi_margin: Bounds | None
    maturity: CohortMaturity | None = None
    final_customers: Bounds | None = None
    final_value: Bounds | None = None
    counted_customers: Bounds | None = None
    counted_value: Bounds | None = None

    @property
    def stage(self) -> MaturityStage:
        """How much is known of what the row's leads buy in the end."""
        return MaturityStage.MATURE if self.maturity is None else self.maturity.stage


@dataclass(frozen=True, slots=True)
class RoiTable:
    """The result: keys by cost, the highest first.

    ``counted`` is the outcome that results are. ``apart`` is cost that belongs to no key; ``shared`` says that it is in the keys' costs.
    ``currency`` is that of all amounts, None where money is unknown or of several currencies;
    then no figure mixes them. ``converted`` says at which rates. ``deals`` are those of all keys,
    ``maturity`` that of all leads; None where conversions count, each on its own day.
    """

    by: str
    counted: CreditedOutcome
    evidence: ReturnsBasis
    models: tuple[Model, ...]
    rows: tuple[RoiRow, ...]
    total_cost: float | None
    apart: float | None
    shared: Share
    converted: tuple[Message, ...]
    currency: str | None
    deals: int
    maturity: CohortMaturity | None = None

    @property
    def has_deals(self) -> bool:
        """Whether results have amounts: those that web analytics counts by session have none."""
        return self.counted.is_on_paths or bool(self.counted.events)

    @property
    def has_customers(self) -> bool:
        """Whether results become customers: leads do, orders are what customers did already."""
        return self.has_deals and (self.counted.is_of_leads or not self.counted.events)


def complete_period(facts: Facts, query: Query) -> Query:
    """The days of a period up to the end of its files, for costs and outcomes alike.

    A table that ended before the period shortens nothing.
    """
    ends = [
        max(owner.last + timedelta(days=owner.pause) for owner in owners)
        for table in {
            "ad_costs",
            "leads",
            "conversions",
            "touches",
            _earned_in(credited_outcome(facts)),
        }
        if (owners := coverage(facts, table))
    ]
    known = [end for end in ends if end >= query.start]
    return replace(query, end=min([query.end, *known]))


def returns(
    facts: FactSource,
    query: Query,
    by: str,
    *,
    models: Sequence[Model] = (),
    share: Share = Share.NONE,
    counted: CreditedOutcome | None = None,
) -> RoiTable:
    """Cost and return of a period by ``by``, over ``models`` (by default all).

    ``counted`` is what came back, by default what counts for the company. Raises ValueError when
    it cannot be split that way.
    """
    if by not in KEYS:
        raise ValueError(f"split by one of {', '.join(KEYS)}")
    plain = Query(query.start, query.end)
    figures_by_key, spent_in = _figures(facts, plain, by)
    whole, _ = _figures(facts, plain, None)
    chosen = tuple(models) or tuple(registered().values())
    counted = counted or credited_outcome(facts)
    paths = counted.is_on_paths
    if paths:
        earned = by_models(facts, plain, by, chosen, counted.events, of_leads=counted.is_of_leads)
    elif counted.events and set(counted.events) <= STEPS.keys():
        earned = by_tags(facts, plain, by, spent_in, STEPS[counted.events[0]])
    else:
        earned = by_sessions(facts, plain, by, counted.metric)
    total = whole.get("", {}).get("cost")
    apart = _apart(figures_by_key, total)
    shares = _shares(_bases(figures_by_key, earned, share, counted))
    # Return over cost has a meaning in one currency only.
    comparable = None not in {spent_in, earned.currency} and spent_in == earned.currency
    margin = {key: _margin(facts, plain, by, key) for key in {*figures_by_key, *earned.by_key}}
    rows = [
        _row(
            key,
            figures_by_key.get(key, {}),
            (apart or 0.0) * shares.get(key, 0.0) if share is not Share.NONE else None,
            earned,
            margin[key],
            comparable=comparable,
        )
        for key in sorted({*figures_by_key, *earned.by_key})
    ]
    return RoiTable(
        by,
        counted,
        ReturnsBasis.PATHS if paths else ReturnsBasis.LAST_CLICK,
        chosen if paths else (),
        tuple(sorted(rows, key=lambda row: (-(row.cost or 0.0), row.key))),
        total,
        apart,
        share,
        _converted(facts, plain, _earned_in(counted)),
        spent_in,
        earned.buyers,
        earned.maturity,
    )


def _earned_in(counted: CreditedOutcome) -> str:
    """The table whose amounts are the value of the results."""
    return metrics()[counted.metric].numerator[0].table


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


def _apart(figures_by_key: Told, total: float | None) -> float | None:
    if total is None:
        return None
    rest = total - sum(row.get("cost", 0.0) for row in figures_by_key.values())
    # Less than half a cent is a rounding error of the sums.
    return 0.0 if abs(rest) < 0.005 else rest


def _bases(
    figures_by_key: Told, earned: AttributedTotals, share: Share, counted: CreditedOutcome
) -> dict[str, float]:
    """What overhead is shared by: ad spend, leads by their own tags, or results of another kind."""
    if share is Share.LEADS and not counted.is_of_leads:
        return {key: row.leads.middle for key, row in earned.by_key.items() if row.leads}
    return {key: row.get(share.value, 0.0) for key, row in figures_by_key.items()}


def _shares(base: dict[str, float]) -> dict[str, float]:
    """Each key's share of the overhead; empty where all bases are zero."""
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
    results = earned.by_key.get(key, Results())
    growing = results.maturity is not None and results.maturity.stage is MaturityStage.GROWING
    early = results.maturity is not None and results.maturity.stage is MaturityStage.TOO_EARLY
    customers, value = (None, None) if early else (results.customers, results.value)
    gained = value if comparable else None
    # Several margins in the period give a range as well.
    margin_value = gained.scaled(*margin) if gained and margin else None
    said_of_leads = certainty(results.people)
    said = certainty(results.buyers, earned.buyers)
    return RoiRow(
        key,
        cost,
        overhead,
        row.get("ad_spend"),
        _models(results.leads),
        _models(results.customers),
        _models(results.value),
        results.people,
        results.buyers,
        said_of_leads,
        said,
        cost_per(cost, results.leads, said_of_leads),
        cost_per(cost, customers, said),
        value_per(gained, row.get("ad_spend"), said),
        gain(gained, cost, said),
        gain(margin_value, cost, said),
        results.maturity,
        final(customers, said) if growing else None,
        final(value, said) if growing else None,
        final(customers, said),
        final(gained, said),
    )


def _models(estimate: ReturnEstimate | None) -> Range | None:
    return None if estimate is None else estimate.models
