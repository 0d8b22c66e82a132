"""Section “Cost and return”: cost per result, ROAS and ROI by channel, over models and chance."""

from __future__ import annotations

from i18n.message import Message, Quantity, msg, plural
from metrics.definitions.registry import Unit, cost_metric
from metrics.engine import NOT_COUNTED, basis
from metrics.returns.estimate import Certainty
from metrics.returns.roi import ReturnsBasis, RoiRow, RoiTable
from metrics.returns.roi_text import (
    growing,
    may_still_buy,
    overhead_sentence,
    reading,
    roi_range,
    too_few,
)
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
from report.evidence.bridge import bridge_sentence
from report.evidence.data_access import ReportData
from report.evidence.returns import highest_spend, roi_sentence
from report.evidence.section import SectionSpec
from report.wording.format_values import between, bounds, channel, named_sentence

_CUSTOMERS = "cac"
_OF_DEALS = frozenset({"deals", _CUSTOMERS, "roas", "roi", "roi_margin"})
_LOW = msg("Low")
_HIGH = msg("High")


def _make(case: ReportData) -> Section | None:
    if not case.costs_known:
        return None
    roi = case.returns
    provenance = _basis(case, roi)
    chart = _chart(case, roi, provenance)
    table = _table(case, roi, provenance)
    lines = Text(
        "returns.notes",
        tuple(named_sentence(f"returns.{k}", m) for k, m in _reading_notes(case, roi)),
    )
    blocks = [block for block in (chart, table) if block is not None]
    # Executives get the picture alone; where none can be drawn, the table is all there is.
    if not case.shows(Audience.MANAGER) and chart is not None:
        blocks = [chart]
    return Section(
        "returns", named_sentence("returns.title", _title(case)), (*blocks, lines), _notes(roi)
    )


def _basis(case: ReportData, roi: RoiTable) -> Provenance:
    """The provenance of costs and results: conversions of journeys, or leads by their tags."""
    counted = roi.counted.metric
    if roi.evidence is ReturnsBasis.LAST_CLICK:
        return case.counted(["cost", counted])
    return case.basis(["cost", counted], case.figures([counted])[counted].rows)


def _table(case: ReportData, roi: RoiTable, provenance: Provenance) -> ReportTable:
    columns = tuple(column for column in _columns(case, roi) if column.id not in _hidden(roi))
    return ReportTable(
        "returns.table",
        msg("Costs and ROI by channel"),
        columns,
        tuple(tuple(_cells(row, roi.currency)[one.id] for one in columns) for row in roi.rows),
        provenance,
    )


def _hidden(roi: RoiTable) -> frozenset[str]:
    """The columns that say nothing here: a customer is who has ordered, and no amount is known."""
    if not roi.has_deals:
        return _OF_DEALS
    return frozenset() if roi.has_customers else frozenset({_CUSTOMERS})


def _cost_per(case: ReportData, roi: RoiTable) -> Message:
    """What the cost of one result is called."""
    cost = cost_metric(roi.counted.metric)
    return msg("Cost per result") if cost is None else case.company.metric(cost).label


def _columns(case: ReportData, roi: RoiTable) -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("channel", msg("Channel")),
        ReportColumn("cost", msg("Cost"), Unit.MONEY),
        ReportColumn("results", case.company.metric(roi.counted.metric).label, Unit.RATIO),
        ReportColumn("deals", msg("Deals"), Unit.COUNT),
        ReportColumn("cpl", _cost_per(case, roi), Unit.MONEY),
        ReportColumn(_CUSTOMERS, msg("Cost per customer"), Unit.MONEY),
        ReportColumn("roas", msg("ROAS"), Unit.RATIO),
        ReportColumn("roi", msg("ROI on revenue"), Unit.PERCENT),
        ReportColumn("roi_margin", msg("ROI on margin"), Unit.PERCENT),
    )


def _cells(row: RoiRow, code: str | None) -> dict[str, Message | Amount]:
    return {
        "channel": channel(row.key),
        "cost": Amount(row.cost, Unit.MONEY, code),
        "results": between(row.leads, Unit.RATIO),
        "deals": Amount(row.deals, Unit.COUNT),
        "cpl": bounds(row.cpl, Unit.MONEY, code),
        _CUSTOMERS: bounds(row.cac, Unit.MONEY, code),
        "roas": bounds(row.roas, Unit.RATIO),
        "roi": bounds(row.roi, Unit.PERCENT),
        "roi_margin": bounds(row.roi_margin, Unit.PERCENT),
    }


def _chart(case: ReportData, roi: RoiTable, provenance: Provenance) -> Chart | None:
    """Cost per result, the one measure that every channel with a cost has; a bar from end to end."""
    # An open end cannot be drawn.
    known = [
        (row, cpl.low, cpl.high) for row in roi.rows if (cpl := row.cpl) and cpl.high is not None
    ]
    if not known:
        return None
    return Chart(
        id="returns.chart",
        title=msg("{cost} by channel", cost=_cost_per(case, roi)),
        shape=ChartShape.RANGES,
        positions=tuple(channel(row.key) for row, _, _ in known),
        series=(
            Series(_LOW, SeriesRole.LOW, tuple(low for _, low, _ in known)),
            Series(_HIGH, SeriesRole.HIGH, tuple(high for _, _, high in known)),
        ),
        unit=Unit.MONEY,
        basis=provenance,
        alt=plural(
            "Cost per result of {n} channel, across models and random variation.",
            "Cost per result of {n} channels, across models and random variation.",
            n=len(known),
        ),
        currency=roi.currency,
    )


def _title(case: ReportData) -> Message:
    highest = highest_spend(case)
    if highest is not None:
        return roi_sentence(*highest, case.returns.currency)
    cost = Quantity(case.returns.total_cost, Unit.MONEY.value, case.returns.currency)
    costly = [row for row in case.returns.rows if row.cost is not None]
    if case.returns.deals and all(row.said is Certainty.TOO_FEW for row in costly):
        return plural(
            "Marketing cost {cost}. With {n} deal, ROI by channel is not known yet",
            "Marketing cost {cost}. With {n} deals, ROI by channel is not known yet",
            n=case.returns.deals,
            cost=cost,
        )
    return msg("Marketing cost {cost}. Its revenue is not known yet", cost=cost)


def _reading_notes(case: ReportData, roi: RoiTable) -> list[tuple[str, Message]]:
    """How to read the ranges, and which costs are counted and which are not."""
    lines: list[tuple[str, Message]] = [("evidence", reading(roi))]
    for name, sentence in (
        ("roi", _roi(roi)),
        ("by_visits", bridge_sentence(case)),
        ("deals", too_few(roi)),
        *((f"growing.{place}", message) for place, message in enumerate(growing(roi))),
        ("open", may_still_buy(case.facts, case.request.end) if roi.has_customers else None),
    ):
        if sentence is not None:
            lines.append((name, sentence))
    overhead = overhead_sentence(roi, "")
    if overhead is not None:
        amount = Quantity(roi.apart, Unit.MONEY.value, roi.currency)
        lines.append(("overhead", overhead.filled(amount=amount)))
    lines += [(f"cost.{place}", message) for place, message in enumerate(_counted(case))]
    return lines


def _roi(roi: RoiTable) -> Message | None:
    """The ROI of the channel that costs most, where it rests on enough deals."""
    known = ((row, row.roi) for row in roi.rows if row.key and row.roi is not None)
    first = next(known, None)
    return None if first is None else roi_range(channel(first[0].key), *first)


def _counted(case: ReportData) -> list[Message]:
    """Which costs are missing from the totals, and for managers what is counted."""
    sentences = basis(case.facts, ["cost"], case.query)
    if case.shows(Audience.MANAGER):
        return list(sentences)
    return [message for message in sentences if message in NOT_COUNTED.values()]


def _notes(roi: RoiTable) -> tuple[Message, ...]:
    return roi.converted


SECTION = SectionSpec("returns", msg("Costs and ROI"), 84, _make, Audience.MANAGER, appendix=True)
