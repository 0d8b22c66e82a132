"""Charts that users added: their questions, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.values.added_chart import AddedChart, ChartSplit
from i18n.message import Message, Part, joined, msg, plural, verbatim
from metrics.definitions.registry import metrics
from metrics.question.names import key_name
from metrics.question.query import Query
from metrics.results.outcomes import OutcomeSet

_NAMED = 3  # values of a filter; of more, the others are counted
_BY: Mapping[ChartSplit, Message] = {
    ChartSplit.TREND: msg("{name} over time"),
    ChartSplit.CHANNEL: msg("{name} by channel"),
    ChartSplit.NETWORK: msg("{name} by network"),
    ChartSplit.CAMPAIGN: msg("{name} by campaign"),
}
_FILTERS: Mapping[str, Message] = {
    "channel": msg("Channel"),
    "use": msg("Paid or unpaid"),
    "network": msg("Network"),
    "account": msg("Account"),
    "campaign": msg("Campaign"),
}


def is_known(chart: AddedChart) -> bool:
    """Whether its metric exists: a later version may do without it."""
    return chart.metric in metrics()


def query_of(chart: AddedChart, start: date, end: date) -> Query:
    """What the chart asks in a period, without its split."""
    return Query(
        start,
        end,
        channels=chart.channels,
        uses=chart.uses,
        networks=chart.networks,
        campaigns=chart.campaigns,
        accounts=chart.accounts,
        excluded=frozenset(chart.excluded),
    )


def name_of(chart: AddedChart, company: OutcomeSet) -> Message:
    """The metric and what it is shown by, without a statement."""
    if not is_known(chart):
        return _BY[chart.split].filled(name=verbatim(chart.metric))
    return _BY[chart.split].filled(name=company.metric(chart.metric).label)


def filters_of(chart: AddedChart) -> tuple[Message, ...]:
    """The filters in words, one each; none where everything counts."""
    return tuple(_filter(key, values, chart) for key, values in chart.filters.items())


def _filter(key: str, values: tuple[str, ...], chart: AddedChart) -> Message:
    names: list[Part] = [key_name(key, value) for value in values[:_NAMED]]
    more = len(values) - _NAMED
    if more > 0:
        names.append(plural("{n} more", "{n} more", n=more))
    listed = joined(names, ", ")
    if key in chart.excluded:
        return msg("{what}: all except {values}", what=_FILTERS[key], values=listed)
    return msg("{what}: {values}", what=_FILTERS[key], values=listed)
