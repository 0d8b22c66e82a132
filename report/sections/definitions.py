"""What every metric of the report means, and how it is worked out."""

from __future__ import annotations

from data.base.message import msg
from metrics.engine.formula_text import formula_message
from metrics.engine.registry import Metric, metrics
from metrics.results.results import CHANNEL_TABLE
from report.document.model import Audience, Basis, Cell, Column, Section, Table
from report.evidence.data_access import Case
from report.evidence.section import Kind
from report.wording.format_values import said

_RETURNS = ("cost", "ad_spend", "cac", "roas", "roi", "conversions")


def _make(case: Case) -> Section | None:
    shown = {found.figure.metric.id for found in case.known}
    shown |= {one.goal.metric for one in case.progress} | {*CHANNEL_TABLE, *_RETURNS}
    pairs = [(one.shown.figure.metric.id, one.partner.metric.id) for one in case.vanity]
    shown |= {name for pair in pairs for name in pair}
    used = [metric for metric in metrics().values() if metric.id in shown and metric.numerator]
    table = Table(
        "definitions.table",
        msg("Definitions and formulas", fr="Définitions et formules"),
        (
            Column("metric", msg("Metric", fr="Indicateur")),
            Column("definition", msg("Definition", fr="Définition")),
            Column("formula", msg("Formula", fr="Formule")),
            Column("caveat", msg("Mind", fr="Attention")),
        ),
        tuple(_row(metric) for metric in used),
        Basis((), None, len(used)),
    )
    title = msg("What the figures mean", fr="Ce que signifient les chiffres")
    return Section("definitions", said("definitions.title", title), (table,))


def _row(metric: Metric) -> tuple[Cell, ...]:
    return metric.label, metric.doc, formula_message(metric), metric.caveat


SECTION = Kind(
    "definitions",
    msg("Definitions", fr="Définitions"),
    80,
    _make,
    Audience.MANAGER,
    appendix=True,
)
