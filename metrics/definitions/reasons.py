"""Reasons for null values: a closed vocabulary, each with its sentence."""

from __future__ import annotations

from enum import StrEnum

from i18n.message import Message, msg


class WhyNull(StrEnum):
    """Reasons for a null value; where several hold, the first in this order is shown."""

    NEEDS_OTHER_DATA = "needs_other_data"
    NO_FILE = "no_file"
    NO_COSTS = "no_costs"
    NOT_BY_THIS = "not_by_this"
    PERIOD_ROWS_ONLY = "period_rows_only"
    NO_ROWS = "no_rows"
    NOT_IN_EXPORT = "not_in_export"
    NOT_ADDITIVE = "not_additive"
    OTHER_NETWORKS = "other_networks"
    MIXED_CURRENCIES = "mixed_currencies"
    UNKNOWN_CURRENCY = "unknown_currency"
    ZERO_DENOMINATOR = "zero_denominator"
    TOO_EARLY = "too_early"

    @property
    def message(self) -> Message:
        """The reason as a sentence with the next step."""
        return _MESSAGES[self]


_MESSAGES = {
    WhyNull.NEEDS_OTHER_DATA: msg(
        "This metric needs data that no imported file can carry yet; its definition says which."
    ),
    WhyNull.NO_FILE: msg("No file with this figure has been imported yet. Add one under Sources."),
    WhyNull.NO_COSTS: msg(
        "No cost other than ad spend is known. Enter labour, tools, content and fees under Costs; the return on ads alone is ROAS."
    ),
    WhyNull.NOT_BY_THIS: msg(
        "The imported files do not break this figure down this way. Remove the split or the filter, or import a report with that dimension."
    ),
    WhyNull.PERIOD_ROWS_ONLY: msg(
        "The imported report gives one total for a period that does not fit this question. Choose that whole period, or import the report by day."
    ),
    WhyNull.NO_ROWS: msg(
        "The imported files hold nothing for this selection. Check the period, or import the missing days."
    ),
    WhyNull.NOT_IN_EXPORT: msg(
        "The imported files leave this figure empty. Export again with this column included."
    ),
    WhyNull.NOT_ADDITIVE: msg(
        "Unique people cannot be added up over days, posts or networks: the same person may be counted several times. Ask for one post or one day."
    ),
    WhyNull.OTHER_NETWORKS: msg(
        "Some posts are from networks whose followers are not known. Choose a network with both, or import its followers by day."
    ),
    WhyNull.MIXED_CURRENCIES: msg(
        "Amounts in different currencies are not added or divided. Enter exchange rates under Costs, or filter to one currency’s campaigns."
    ),
    WhyNull.UNKNOWN_CURRENCY: msg(
        "One of the files does not name its currency, so its amounts cannot be set against the other’s. Add a currency column and import it again."
    ),
    WhyNull.ZERO_DENOMINATOR: msg("There is nothing to divide by: the denominator is zero."),
    WhyNull.TOO_EARLY: msg(
        "Too early for a value: most of these leads may still buy. Choose an earlier period."
    ),
}
