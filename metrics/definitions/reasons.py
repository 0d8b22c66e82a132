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
    TOO_FEW = "too_few"

    @property
    def message(self) -> Message:
        """The reason as a sentence with the next step."""
        return _MESSAGES[self]


_MESSAGES = {
    WhyNull.NEEDS_OTHER_DATA: msg(
        "No supported file has the data for this metric yet. Its definition says what is needed."
    ),
    WhyNull.NO_FILE: msg(
        "No file with this metric is imported yet. Import one on the page Sources."
    ),
    WhyNull.NO_COSTS: msg(
        "No cost except ad spend is known. Add labour, tools, content and fees on the page "
        "Costs and ROI. For ads alone, see ROAS."
    ),
    WhyNull.NOT_BY_THIS: msg(
        "The imported files do not have this breakdown. Remove the breakdown or the filter, or "
        "import a report with that dimension."
    ),
    WhyNull.PERIOD_ROWS_ONLY: msg(
        "The imported report gives one total for another period. Choose that whole period, or "
        "import the report by day."
    ),
    WhyNull.NO_ROWS: msg(
        "The imported files have no data for this selection. Check the period, or import the "
        "missing days."
    ),
    WhyNull.NOT_IN_EXPORT: msg(
        "The imported files leave this metric empty. Export again with this column."
    ),
    WhyNull.NOT_ADDITIVE: msg(
        "Reach and users do not add up over days, posts or networks, because a person may be "
        "counted several times. Choose one post or one day."
    ),
    WhyNull.OTHER_NETWORKS: msg(
        "The followers of some of these networks are not known. Choose a network with both, or "
        "import its followers by day."
    ),
    WhyNull.MIXED_CURRENCIES: msg(
        "Amounts in different currencies are not added or divided. Add exchange rates on the "
        "page Costs and ROI, or select campaigns in one currency."
    ),
    WhyNull.UNKNOWN_CURRENCY: msg(
        "One file does not name its currency, so its amounts cannot be compared. Add a "
        "currency column and import it again."
    ),
    WhyNull.ZERO_DENOMINATOR: msg(
        "There is nothing to divide by, because the denominator is zero."
    ),
    WhyNull.TOO_EARLY: msg(
        "Too early for a value, because most of these leads may still buy. Choose an earlier "
        "period."
    ),
    WhyNull.TOO_FEW: msg(
        "Too few cases for a rate, and no file says how they vary by day. Choose a longer "
        "period, or import the report by day."
    ),
}
