"""Section “Costs and ROI, computed”: what costs per customer and ROI are computed from, in the workbook."""

from __future__ import annotations

from i18n.message import Message, msg
from metrics.definitions.registry import Unit
from metrics.returns.roi import RoiRow
from report.document.model import Amount, Audience, ReportColumn, ReportTable, Section
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import bounds, channel, named_sentence

_COLUMNS = (
    ReportColumn("channel", msg("Channel")),
    ReportColumn("cost", msg("Cost"), Unit.MONEY),
    ReportColumn("customers", msg("Customers, over models and random variation"), Unit.RATIO),
    ReportColumn("revenue", msg("Revenue, over models and random variation"), Unit.MONEY),
    ReportColumn("cac", msg("Cost per customer"), Unit.MONEY),
    ReportColumn("roi", msg("ROI on revenue"), Unit.PERCENT),
)


def _make(case: ReportData) -> Section | None:
    """The channels with enough deals for a ratio; None where no channel has."""
    if not case.costs_known or not case.returns.has_customers:
        return None
    rows = [row for row in case.returns.rows if row.cac is not None or row.roi is not None]
    if not rows:
        return None
    table = ReportTable(
        "returns.ratios",
        msg("Cost per customer and ROI, from cost, customers and revenue"),
        _COLUMNS,
        tuple(_cells(row, case.returns.currency) for row in rows),
        case.basis(["cost", case.returns.counted.metric]),
        shown=len(rows),
    )
    return Section(
        "ratios",
        named_sentence("ratios.title", msg("What cost per customer and ROI are computed from")),
        (table,),
    )


def _cells(row: RoiRow, code: str | None) -> tuple[Message | Amount, ...]:
    return (
        channel(row.key),
        Amount(row.cost, Unit.MONEY, code),
        bounds(row.counted_customers, Unit.RATIO),
        bounds(row.counted_value, Unit.MONEY, code),
        bounds(row.cac, Unit.MONEY, code),
        bounds(row.roi, Unit.PERCENT),
    )


SECTION = SectionSpec(
    "ratios",
    msg("Costs and ROI, computed"),
    89,
    _make,
    Audience.MANAGER,
    appendix=True,
    workbook=True,
)
