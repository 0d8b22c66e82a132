"""What marketing cost and brought back by channel, as ranges over the attribution models."""

from __future__ import annotations

from data.base.message import Message, Quantity, msg
from metrics.engine.provenance import NOT_COUNTED, basis
from metrics.engine.registry import Unit
from metrics.returns.roi import Evidence, Return, Returns
from metrics.returns.roi_text import LAST_CLICK, overhead_told
from report.document.model import (
    Amount,
    Audience,
    Basis,
    Chart,
    Column,
    Role,
    Section,
    Series,
    Shape,
    Table,
    Text,
)
from report.evidence.data_access import Case
from report.evidence.headline import dearest, returned
from report.evidence.section import Kind
from report.wording.format_values import between, channel, said

_COLUMNS = (
    Column("channel", msg("Channel", fr="Canal")),
    Column("cost", msg("Cost", fr="Coût"), Unit.MONEY),
    Column("results", msg("Results", fr="Résultats"), Unit.RATIO),
    Column("cpl", msg("Cost per result", fr="Coût par résultat"), Unit.MONEY),
    Column("cac", msg("Cost per customer", fr="Coût par client"), Unit.MONEY),
    Column("roas", msg("ROAS", fr="ROAS"), Unit.RATIO),
    Column("roi", msg("ROI on revenue", fr="ROI sur chiffre d’affaires"), Unit.PERCENT),
    Column("roi_margin", msg("ROI on margin", fr="ROI sur marge"), Unit.PERCENT),
)
_LOW = msg("Lowest model", fr="Modèle le plus bas")
_HIGH = msg("Highest model", fr="Modèle le plus haut")


def _make(case: Case) -> Section | None:
    found = case.returns
    if not any(row.cost is not None for row in found.rows):
        return None
    told = _basis(case, found)
    chart = _chart(found, told)
    table = _table(found, told)
    lines = Text("returns.notes", tuple(said(f"returns.{k}", m) for k, m in _told(case, found)))
    blocks = [block for block in (chart, table) if block is not None]
    if not case.shows(Audience.MANAGER) and chart is not None:
        blocks = [chart]
    return Section("returns", said("returns.title", _title(case)), (*blocks, lines), _notes(found))


def _basis(case: Case, found: Returns) -> Basis:
    """Costs and what they are set against: conversions of journeys, or leads by their tags."""
    if found.evidence is Evidence.LAST_CLICK:
        return case.counted(["cost", "leads"])
    n = case.figures(["conversions"])["conversions"].n
    return case.basis(["cost", "conversions"], n)


def _table(found: Returns, told: Basis) -> Table:
    code = found.currency
    return Table(
        "returns.table",
        msg("Cost and return by channel", fr="Coût et retour par canal"),
        _COLUMNS,
        tuple(_row(row, code) for row in found.rows),
        told,
    )


def _row(row: Return, code: str | None) -> tuple[Message | Amount, ...]:
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


def _chart(found: Returns, told: Basis) -> Chart | None:
    """Cost per result, the one measure that every channel with a cost has; a bar from end to end."""
    known = [(row, row.cpl) for row in found.rows if row.cpl is not None]
    if not known:
        return None
    return Chart(
        id="returns.chart",
        title=msg("Cost per result by channel", fr="Coût par résultat, par canal"),
        shape=Shape.RANGES,
        positions=tuple(channel(row.key) for row, _ in known),
        series=(
            Series(_LOW, Role.LOW, tuple(ends.low for _, ends in known)),
            Series(_HIGH, Role.HIGH, tuple(ends.high for _, ends in known)),
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


def _title(case: Case) -> Message:
    found = dearest(case)
    if found is not None:
        return returned(*found, case.returns.currency)
    total = case.returns.total_cost
    return msg(
        "Marketing cost {cost}; what came back for it cannot be told yet",
        fr="Le marketing a coûté {cost}\u00a0; ce qu’il a rapporté n’est pas encore connu",
        cost=Quantity(total, Unit.MONEY.value, case.returns.currency),
    )


def _told(case: Case, found: Returns) -> list[tuple[str, Message]]:
    """How to read the ranges, and which costs are counted and which are not."""
    lines: list[tuple[str, Message]] = []
    if found.evidence is Evidence.LAST_CLICK:
        lines.append(("evidence", LAST_CLICK))
    else:
        lines.append(("evidence", _ranges(found)))
    overhead = overhead_told(found, "")
    if overhead is not None:
        amount = Quantity(found.apart, Unit.MONEY.value, found.currency)
        lines.append(("overhead", Message(overhead.text, overhead.fr, (("amount", amount),))))
    lines += [(f"cost.{place}", message) for place, message in enumerate(_counted(case))]
    return lines


def _counted(case: Case) -> list[Message]:
    """Which costs are not counted because nobody told them, and for managers what is counted."""
    told = basis(case.facts, ["cost"], case.query)
    if case.shows(Audience.MANAGER):
        return list(told)
    return [message for message in told if message in NOT_COUNTED.values()]


def _ranges(found: Returns) -> Message:
    return msg(
        "From the lowest to the highest of {n} attribution models. A cost per result is unknown where a model credits none.",
        fr="Du plus bas au plus haut de {n} modèles d’attribution. Le coût par résultat est inconnu lorsqu’un modèle n’en attribue aucun.",
        n=len(found.models),
    )


def _notes(found: Returns) -> tuple[Message, ...]:
    return found.converted


SECTION = Kind("returns", msg("Cost and return", fr="Coût et retour"), 30, _make)
