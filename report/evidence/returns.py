"""Returns in sentences: the channel with the largest ad spend, and what it returned."""

from __future__ import annotations

from i18n.message import Message, Quantity, msg
from metrics.definitions.registry import Unit
from metrics.maturing.maturity import MaturityStage
from metrics.returns.estimate import Bounds
from metrics.returns.roi import RoiRow
from report.evidence.data_access import ReportData
from report.wording.format_values import channel


def highest_spend(case: ReportData) -> tuple[RoiRow, Bounds] | None:
    """The channel with the largest ad spend whose return on it rests on enough deals to be said."""
    # The empty key is the unknown channel, which never counts as the top one.
    candidates = [(row, row.roas) for row in case.returns.rows if row.roas and row.key]
    return max(candidates, key=lambda pair: pair[0].ad_spend or 0.0, default=None)


def roi_sentence(row: RoiRow, roas: Bounds, currency: str | None) -> Message:
    """What a channel returned for its ad spend, over models and random variation."""
    low, high, unit = (
        Quantity(end, Unit.MONEY.value, currency) for end in (roas.low, roas.high, 1.0)
    )
    if row.stage is MaturityStage.GROWING:
        return msg(
            "{name} is expected to generate {low} to {high} of revenue for each {unit} of ad "
            "spend, across models and random variation",
            name=channel(row.key),
            low=low,
            high=high,
            unit=unit,
        )
    return msg(
        "{name} generated {low} to {high} of revenue for each {unit} of ad spend, across "
        "models and random variation",
        name=channel(row.key),
        low=low,
        high=high,
        unit=unit,
    )
