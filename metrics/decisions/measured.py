"""The value of a decision's metric: so far, before, and whether it is final."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.facts.facts import Facts
from data.values.decision import DecisionMeasure
from i18n.message import Message, msg
from metrics.comparison.compared import ComparedMetric, compared, complete_days
from metrics.comparison.growth import why_none
from metrics.comparison.like_for_like import ends_of, owners_of
from metrics.comparison.periods import Compare, ComparedSpan, ComparedWith
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Metric, metrics
from metrics.engine import ANALYTICS
from metrics.maturing.maturity import MaturityStage
from metrics.question.query import Query
from metrics.question.stored_filters import filtered_query
from metrics.results.rate_intervals import is_withheld, rate_intervals

_GONE = msg("Utmost no longer has this metric.")
_ENDED = msg("The files end before {start}. Import the days from then on.")
_MISSING = msg("The files do not cover all days from {start} to {end}. Import the missing days.")


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """The value of a metric from the start of a measure to ``until``.

    ``value`` and ``before`` are in the metric's unit and in ``currency``. ``before`` is the value
    of as many days just before; None where one of these is not covered, or where the two are not
    comparable. ``is_provisional``: leads of these days may still become customers, or Google
    Analytics may still change these days. ``why`` says why the value is unknown, or why it cannot
    be judged although the days are over.
    """

    value: float | None = None
    currency: str | None = None
    until: date | None = None
    before: float | None = None
    is_provisional: bool = False
    why: Message | None = None


def measured_value(facts: Facts, measure: DecisionMeasure, newest: date) -> MeasuredValue:
    """The value of a metric's measure as of ``newest``, a day that is not before its start.

    Days that the files of the metric do not reach are not measured yet.
    """
    metric = metrics().get(measure.metric)
    if measure.metric not in metrics():
        return MeasuredValue(why=_GONE)
    metric = metrics()[measure.metric]
    if metric.needs is not None:
        return MeasuredValue(why=metric.needs)
    start, end = measure.days
    facts = facts.in_currency(measure.currency) if measure.currency else facts
    whole = filtered_query(measure.filters, measure.excluded, start, end)
    asked = replace(whole, end=min(end, newest))
    if any(last < start for last in ends_of(facts, metric, asked)):
        return MeasuredValue(why=_ENDED.filled(start=str(start)))
    known = complete_days(facts, metric, asked)
    found = compared(facts, [metric.id], known, _days_before(facts, metric, known))[metric.id]
    why = _why_unknown(facts, measure, found)
    if why is not None:
        return MeasuredValue(until=known.end, why=why)
    return MeasuredValue(
        found.row["value"],
        found.row["currency"],
        known.end,
        _before(found),
        _is_provisional(facts, found),
        _why_not_final(facts, whole, found) if newest >= end else None,
    )


def _just_before(query: Query) -> Query | None:
    """The same question about as many days just before; None before the calendar begins."""
    if query.start.toordinal() <= query.days:
        return None
    back = timedelta(days=query.days)
    return replace(query, start=query.start - back, end=query.end - back)


def _days_before(facts: Facts, metric: Metric, known: Query) -> ComparedWith:
    """The days just before, where the same files cover every day of both."""
    earlier = _just_before(known)
    if earlier is None:
        return Compare.NONE
    if _lacks_days(facts, metric, known, earlier) or _lacks_days(facts, metric, earlier, known):
        return Compare.NONE
    return ComparedSpan(earlier.start, earlier.end)


def _lacks_days(facts: Facts, metric: Metric, period: Query, other: Query | None) -> bool:
    """Whether a day of a period is missing in files that cover some of it, or some of ``other``.

    Who ended long ago is no part of the figure any more; who ended just before is missing.
    """
    for owner, columns in owners_of(facts, metric, period):
        share = owner.share(period.start, period.end, columns)
        there = share or (other and owner.share(other.start, other.end, columns))
        if there and share < 1:
            return True
    return False


def _why_unknown(facts: Facts, measure: DecisionMeasure, found: ComparedMetric) -> Message | None:
    row, metric = found.row, found.metric
    if row["value"] is None:
        return WhyNull(row["why_null"]).message
    ends = rate_intervals(facts, [metric.id], found.now).get((metric.id,))
    if is_withheld(metric, row["denominator"], ends):
        return WhyNull.TOO_FEW.message
    if measure.currency and row["currency"] not in {None, measure.currency}:
        return WhyNull.MIXED_CURRENCIES.message
    return None


def _before(found: ComparedMetric) -> float | None:
    """The earlier value, where the one that it is compared with is the measured one."""
    return found.earlier_value if found.value == found.row["value"] else None


def _is_provisional(facts: Facts, found: ComparedMetric) -> bool:
    if found.maturity is not None and found.maturity.stage is not MaturityStage.MATURE:
        return True
    tables = {measure.table for side in found.metric.measures for measure in side}
    unsettled = facts.inputs.unsettled
    return bool(tables & ANALYTICS) and unsettled is not None and found.now.end >= unsettled


def _why_not_final(facts: Facts, whole: Query, found: ComparedMetric) -> Message | None:
    """Why a value cannot be judged although its days are over; None where it can, or will be."""
    if _lacks_days(facts, found.metric, whole, _just_before(whole)):
        return _MISSING.filled(start=str(whole.start), end=str(whole.end))
    grown = found.maturity
    if grown is not None and grown.stage is MaturityStage.UNKNOWN:
        return why_none(grown)
    return None
