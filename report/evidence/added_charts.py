"""Charts that users added: their questions, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.values.added_chart import AddedChart, ChartSplit
from i18n.message import Message, msg, verbatim
from metrics.definitions.registry import metrics
from metrics.question.query import Query
from metrics.question.stored_filters import filter_names, filtered_query
from metrics.results.outcomes import OutcomeSet

_BY: Mapping[ChartSplit, Message] = {
    ChartSplit.TREND: msg("{name} over time"),
    ChartSplit.CHANNEL: msg("{name} by channel"),
    ChartSplit.NETWORK: msg("{name} by network"),
    ChartSplit.CAMPAIGN: msg("{name} by campaign"),
}


def is_known(chart: AddedChart) -> bool:
    """Whether its metric exists: a later version may do without it."""
    return chart.metric in metrics()


def query_of(chart: AddedChart, start: date, end: date) -> Query:
    """What the chart asks in a period, without its split."""
    return filtered_query(chart.filters, chart.excluded, start, end)


def name_of(chart: AddedChart, company: OutcomeSet) -> Message:
    """The metric and what it is shown by, without a statement."""
    if not is_known(chart):
        return _BY[chart.split].filled(name=verbatim(chart.metric))
    return _BY[chart.split].filled(name=company.metric(chart.metric).label)


def filters_of(chart: AddedChart) -> tuple[Message, ...]:
    """The filters in words, one each; none where everything counts."""
    return filter_names(chart.filters, chart.excluded)
