"""What marketing cost and brought back by channel, as ranges over the attribution models."""

from __future__ import annotations

from i18n.message import Message, Quantity, msg, plural
from metrics.definitions.registry import Unit
from metrics.engine import NOT_COUNTED, basis
from metrics.returns.roi import ReturnsBasis, RoiRow, RoiTable
from metrics.returns.roi_text import LAST_CLICK, overhead_told
from report.document.model import (
    Amount,
    Audience,
    Chart,
    ChartShape,
    Provenance,
    ReportColumn,
    ReportTable,
    Section,
    Series,
    SeriesRole,
    Text,
)
from report.evidence.data_access import ReportData
from report.evidence.headline import highest_spend, roi_sentence
from report.evidence.section import SectionSpec
from report.wording.format_values import between, channel, named_sentence

_COLUMNS = (
    ReportColumn("channel", msg("Channel")),
    ReportColumn("cost", msg("Cost"), Unit.MONEY),
    ReportColumn("results", msg("Results"), Unit.RATIO),
    ReportColumn("cpl", msg("Cost per result"), Unit.MONEY),
    ReportColumn("cac", msg("Cost per customer"), Unit.MONEY),
    ReportColumn("roas", msg("ROAS"), Unit.RATIO),
    ReportColumn("roi", msg("ROI on revenue"), Unit.PERCENT),
    ReportColumn("roi_margin", msg("ROI on margin"), Unit.PERCENT),
)
_LOW = msg("Lowest model")
_HIGH = msg("Highest model")


def _make(case: ReportData) -> Section | None:
    found = case.returns
    if not any(row.cost is not None for row in found.rows):
        return None
    told = _basis(case, found)
    chart = _chart(found, told)
    table = _table(found, told)
    lines = Text(
        "returns.notes", tuple(named_sentence(f"returns.{k}", m) for k, m in _told(case, found))
    )
    blocks = [block for block in (chart, table) if block is not None]
    if not case.shows(Audience.MANAGER) and chart is not None:
        blocks = [chart]
    return Section(
        "returns", named_sentence("returns.title", _title(case)), (*blocks, lines), _notes(found)
    )


def _basis(case: ReportData, found: RoiTable) -> Provenance:
    """Costs and what they are set against: conversions of journeys, or leads by their tags."""
    if found.evidence is ReturnsBasis.LAST_CLICK:
        return case.counted(["cost", "leads"])
    n = case.figures(["conversions"])["conversions"].n
    return case.basis(["cost", "conversions"], n)


def _table(found: RoiTable, told: Provenance) -> ReportTable:
    code = found.currency
    return ReportTable(
        "returns.table",
        msg("Cost and return by channel"),
        _COLUMNS,
        tuple(_row(row, code) for row in found.rows),
        told,
    )


def _row(row: RoiRow, code: str | None) -> tuple[Message | Amount, ...]:
    return (
        channel(row.key),
        Amount(row.cost, Unit.MONEY, code),
        between(row.leads, Unit.RATIO),
        between(row.cpl, Unit.MONEY, code),
        Amount(row.cac, Unit.MONEY, code),
        between(row.roas, Unit.RATIO),
        between(row.roi, Unit.PERCENT),
        between(row.roi_margin, Unit.PERCENT),
    )


def _chart(found: RoiTable, told: Provenance) -> Chart | None:
    """Cost per result, the one measure that every channel with a cost has; a bar from end to end."""
    known = [(row, row.cpl) for row in found.rows if row.cpl is not None]
    if not known:
        return None
    return Chart(
        id="returns.chart",
        title=msg("Cost per result by channel"),
        shape=ChartShape.RANGES,
        positions=tuple(channel(row.key) for row, _ in known),
        series=(
            Series(_LOW, SeriesRole.LOW, tuple(ends.low for _, ends in known)),
            Series(_HIGH, SeriesRole.HIGH, tuple(ends.high for _, ends in known)),
        ),
        unit=Unit.MONEY,
        basis=told,
        alt=plural(
            "Cost per result of {n} channel, from the lowest to the highest model.",
            "Cost per result of {n} channels, from the lowest to the highest model.",
            n=len(known),
        ),
        currency=found.currency,
    )


def _title(case: ReportData) -> Message:
    found = highest_spend(case)
    if found is not None:
        return roi_sentence(*found, case.returns.currency)
    total = case.returns.total_cost
    return msg(
        "Marketing cost {cost}; what came back for it cannot be told yet",
        cost=Quantity(total, Unit.MONEY.value, case.returns.currency),
    )


def _told(case: ReportData, found: RoiTable) -> list[tuple[str, Message]]:
    """How to read the ranges, and which costs are counted and which are not."""
    lines: list[tuple[str, Message]] = []
    if found.evidence is ReturnsBasis.LAST_CLICK:
        lines.append(("evidence", LAST_CLICK))
    else:
        lines.append(("evidence", _ranges(found)))
    overhead = overhead_told(found, "")
    if overhead is not None:
        amount = Quantity(found.apart, Unit.MONEY.value, found.currency)
        lines.append(("overhead", overhead.filled(amount=amount)))
    lines += [(f"cost.{place}", message) for place, message in enumerate(_counted(case))]
    return lines


def _counted(case: ReportData) -> list[Message]:
    """Which costs are not counted because nobody told them, and for managers what is counted."""
    told = basis(case.facts, ["cost"], case.query)
    if case.shows(Audience.MANAGER):
        return list(told)
    return [message for message in told if message in NOT_COUNTED.values()]


def _ranges(found: RoiTable) -> Message:
    return plural(
        "From the lowest to the highest of {n} attribution model. A cost per result is unknown where a model credits none.",
        "From the lowest to the highest of {n} attribution models. A cost per result is unknown where a model credits none.",
        n=len(found.models),
    )


def _notes(found: RoiTable) -> tuple[Message, ...]:
    return found.converted


SECTION = SectionSpec("returns", msg("Cost and return"), 30, _make)
