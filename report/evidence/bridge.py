"""The bridge in a report: one sentence and one table that join the numbers of its sections."""

from __future__ import annotations

from fractions import Fraction

from i18n.message import Message, msg
from metrics.definitions.registry import Unit
from metrics.returns.bridge import Bridge, BridgeRow, counted_twice, furthest
from report.document.model import Amount, ReportColumn, ReportTable
from report.evidence.data_access import ReportData
from report.wording.format_values import channel

_STEPS = (
    ReportColumn("tags", msg("By UTM tags (last click)"), Unit.RATIO),
    ReportColumn("moved", msg("Reassigned by visits"), Unit.RATIO),
    ReportColumn("model", msg("By the model"), Unit.RATIO),
    ReportColumn("shared", msg("Shared"), Unit.RATIO),
    ReportColumn("touched", msg("With a visit"), Unit.RATIO),
    ReportColumn("unseen", msg("Without a visit"), Unit.RATIO),
    ReportColumn("claims", msg("Platform-reported"), Unit.RATIO),
    ReportColumn("ad_spend", msg("Ad spend"), Unit.MONEY),
    ReportColumn("other_costs", msg("Other costs"), Unit.MONEY),
    ReportColumn("cost", msg("Total cost"), Unit.MONEY),
)


def bridge_sentence(case: ReportData) -> Message | None:
    """The channel whose own tags and models are furthest apart; None where they cannot be compared."""
    apart = furthest(case.bridge)
    return None if apart is None else counted_twice(apart, channel(apart.key))


def bridge_table(case: ReportData, name: str) -> ReportTable | None:
    """Every channel step by step, in the columns that are known; None without own tags or a model."""
    found = case.bridge
    if found.model is None or found.counted is None:
        return None
    rows = [row for row in found.rows if any(_value(row, step.id) for step in _STEPS)]
    known = [step for step in _STEPS if any(_value(row, step.id) is not None for row in rows)]
    return ReportTable(
        name,
        msg(
            "From UTM tags to the model “{model}” and to platform-reported conversions",
            model=found.model.label,
        ),
        (ReportColumn("channel", msg("Channel")), *known),
        tuple((channel(row.key), *(_cell(row, step, found) for step in known)) for row in rows),
        case.counted([found.counted]),
    )


def _value(row: BridgeRow, step: str) -> Fraction | None:
    value: Fraction | None = getattr(row, step)
    return value


def _cell(row: BridgeRow, step: ReportColumn, found: Bridge) -> Amount:
    value = _value(row, step.id)
    if value is None:
        return Amount(None, step.unit or Unit.RATIO)
    if step.unit is Unit.MONEY:
        return Amount(float(value), Unit.MONEY, found.currency)
    return Amount(float(round(value, 1)), Unit.RATIO)
