"""What marketing cost and brought back by channel, as ranges over the attribution models."""

from __future__ import annotations

from data.base.message import Message, Quantity, msg
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
    ReportColumn("channel", msg("Channel", fr="Canal")),
    ReportColumn("cost", msg("Cost", fr="Coût"), Unit.MONEY),
    ReportColumn("results", msg("Results", fr="Résultats"), Unit.RATIO),
    ReportColumn("cpl", msg("Cost per result", fr="Coût par résultat"), Unit.MONEY),
    ReportColumn("cac", msg("Cost per customer", fr="Coût par client"), Unit.MONEY),
    ReportColumn("roas", msg("ROAS", fr="ROAS"), Unit.RATIO),
    ReportColumn("roi", msg("ROI on revenue", fr="ROI sur chiffre d’affaires"), Unit.PERCENT),
    ReportColumn("roi_margin", msg("ROI on margin", fr="ROI sur marge"), Unit.PERCENT),
)
_LOW = msg("Lowest model", fr="Modèle le plus bas")
_HIGH = msg("Highest model", fr="Modèle le plus haut")


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
        msg("Cost and return by channel", fr="Coût et retour par canal"),
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
        title=msg("Cost per result by channel", fr="Coût par résultat, par canal"),
        shape=ChartShape.RANGES,
        positions=tuple(channel(row.key) for row, _ in known),
        series=(
            Series(_LOW, SeriesRole.LOW, tuple(ends.low for _, ends in known)),
            Series(_HIGH, SeriesRole.HIGH, tuple(ends.high for _, ends in known)),
        ),
        unit=Unit.MONEY,
        basis=told,
        alt=msg(
            "Cost per result from the lowest to the highest model; channels shown: {n}.",
            fr="Coût par résultat, du modèle le plus bas au plus haut\u00a0; canaux représentés\u00a0: {n}.",
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
        fr="Le marketing a coûté {cost}\u00a0; ce qu’il a rapporté n’est pas encore connu",
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
        lines.append(("overhead", Message(overhead.text, overhead.fr, (("amount", amount),))))
    lines += [(f"cost.{place}", message) for place, message in enumerate(_counted(case))]
    return lines


def _counted(case: ReportData) -> list[Message]:
    """Which costs are not counted because nobody told them, and for managers what is counted."""
    told = basis(case.facts, ["cost"], case.query)
    if case.shows(Audience.MANAGER):
        return list(told)
    return [message for message in told if message in NOT_COUNTED.values()]


def _ranges(found: RoiTable) -> Message:
    return msg(
        "From the lowest to the highest of {n} attribution models. A cost per result is unknown where a model credits none.",
        fr="Du plus bas au plus haut de {n} modèles d’attribution. Le coût par résultat est inconnu lorsqu’un modèle n’en attribue aucun.",
        n=len(found.models),
    )


def _notes(found: RoiTable) -> tuple[Message, ...]:
    return found.converted


SECTION = SectionSpec("returns", msg("Cost and return", fr="Coût et retour"), 30, _make)
