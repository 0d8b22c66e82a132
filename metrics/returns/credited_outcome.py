"""Which of the company's outcomes credit and costs are about, and how each conversion is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.facts.source import FactSource
from metrics.attribution.leads import STEPS, joined, steps
from metrics.attribution.load_aggregates import events, span
from metrics.definitions.event_names import PURCHASES
from metrics.definitions.measures import Condition, Count, IsKnown, IsOneOf, Measure
from metrics.definitions.registry import Metric, Unit, metrics
from metrics.engine import ANALYTICS, splittable
from metrics.results.outcomes import CLAIMED, OutcomeSet, outcomes

LEAD = "crm.lead"
_STEPS: dict[tuple[Condition, ...], str] = {
    (): LEAD,
    (IsKnown(("qualified_at",)),): "crm.qualified",
    (IsKnown(("won_at",)),): "crm.won",
}
WEB_REVENUE = "web_revenue"
_WORTH = {"leads": "revenue", "purchases": WEB_REVENUE, "key_events": WEB_REVENUE}


@dataclass(frozen=True, slots=True)
class CreditedOutcome:
    """An outcome whose credit goes to visits.

    ``metric`` names it, ``events`` are the conversions of journeys that it is made of, empty for
    all of them. Where ``is_on_paths`` is false it is in no journeys: each counts for the
    tags, or the session, that each came with.
    """

    metric: str
    events: tuple[str, ...]
    is_on_paths: bool

    @property
    def is_of_leads(self) -> bool:
        """Whether each is a lead, which may become a customer later."""
        return self.events[:1] == (LEAD,)

    @property
    def worth(self) -> str | None:
        """The metric of its value where it is in no journeys; None where files have none."""
        return _WORTH.get(self.metric)


def credited_outcome(facts: FactSource) -> CreditedOutcome:
    """What attribution, returns and the bridge are about: the main outcome that has channels.

    An outcome without any channel (orders of a shop whose visits no one knows) cannot be credited,
    and the next one takes its place.
    """
    found: CreditedOutcome = facts.derived("credited outcome", lambda: _credited(facts))
    return found


def creditable(facts: FactSource) -> tuple[CreditedOutcome, ...]:
    """The company's outcomes whose conversions files list one by one, the main one first."""
    found: tuple[CreditedOutcome, ...] = facts.derived(
        "creditable outcomes", lambda: tuple(_creditable(facts, outcomes(facts)))
    )
    return found


def has_visits(facts: FactSource) -> bool:
    """Whether visits of single people are known."""
    rows = facts.derived(("visited",), lambda: facts.frame("touches").head(1).collect())
    return not rows.is_empty()


def events_of(metric: Metric) -> tuple[str, ...] | None:
    """The conversions of journeys that a metric counts or adds up; empty for all, None for none."""
    if metric.denominator or len(metric.numerator) != 1:
        return None
    [measure] = metric.numerator
    if measure.table == "leads":
        step = _STEPS.get(measure.where)
        return None if step is None else (step,)
    if measure.table != "conversions":
        return None
    match measure.where:
        case ():
            return ()
        case (IsOneOf("event_name", names),):
            return tuple(names)
    return None


def _credited(facts: FactSource) -> CreditedOutcome:
    company = outcomes(facts)
    paths = {one.metric: one for one in creditable(facts) if one.is_on_paths}
    unmet = has_visits(facts) and not _is_met(facts)
    for name in company.results:
        counted = _count_of(metrics()[name])
        if counted is None or counted.id in CLAIMED:
            continue
        if unmet and (events_of(counted) or ("",))[0] in STEPS:
            continue  # no model could credit a single lead
        if counted.id in paths:
            return paths[counted.id]
        if counted.id in company.held and _has_channels(counted):
            return CreditedOutcome(counted.id, events_of(counted) or (), is_on_paths=False)
    # Nothing that counts has a channel: whatever journeys there are, else leads.
    if has_visits(facts) and span(facts, ()) is not None:
        return CreditedOutcome("conversions", (), is_on_paths=True)
    return CreditedOutcome("leads", (LEAD,), is_on_paths=False)


def _is_met(facts: FactSource) -> bool:
    """Whether any lead belongs to a visit, or has tags of its own."""
    found = joined(facts, date.min, date.max)
    return found.alone < found.leads


def _creditable(facts: FactSource, company: OutcomeSet) -> Iterator[CreditedOutcome]:
    known = {*steps(facts), *events(facts)}
    counted = (_count_of(metrics()[name]) for name in company.results)
    for metric in dict.fromkeys(one for one in counted if one is not None):
        names = events_of(metric)
        here = tuple(name for name in names or () if name in known)
        if here or (names == () and span(facts, ()) is not None):
            yield CreditedOutcome(metric.id, here, is_on_paths=has_visits(facts))


def _has_channels(metric: Metric) -> bool:
    """Whether leads by their tags, or web analytics by session, say where each came from."""
    tables = {measure.table for measure in metric.numerator}
    return splittable(metric, "channel") and tables <= {"leads", *ANALYTICS}


def _count_of(metric: Metric) -> Metric | None:
    """The metric itself, or for an amount the one that counts the same rows (orders of revenue)."""
    if metric.unit is Unit.COUNT:
        return metric
    if metric.unit is not Unit.MONEY or metric.denominator or len(metric.numerator) != 1:
        return None
    [amount] = metric.numerator
    same: tuple[Measure, ...] = (Count(amount.table, amount.where),)
    return next((m for m in metrics().values() if m.numerator == same and not m.denominator), None)


def by_session(events_asked: tuple[str, ...]) -> str | None:
    """The metric that counts the same conversions by their session; None where none does."""
    return "purchases" if events_asked and set(events_asked) <= set(PURCHASES) else None
