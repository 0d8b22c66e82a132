"""Section “Definitions”: definition and formula of every metric in the report."""

from __future__ import annotations

from i18n.message import msg
from metrics.definitions.formula_text import formula_message
from metrics.definitions.registry import Metric, cost_metric, metrics
from report.document.model import Audience, Cell, Provenance, ReportColumn, ReportTable, Section
from report.evidence.added_charts import is_known
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import named_sentence

_COSTS = ("cost", "ad_spend")
_OF_LEADS = ("cac", "roas", "roi")  # of other results, the section on returns says what they are


def _make(case: ReportData) -> Section | None:
    metric_ids = {outcome.figure.metric.id for outcome in case.known}
    counted = case.credited.metric
    metric_ids |= {entry.goal.metric for entry in case.progress}
    metric_ids |= {*case.company.columns, *_COSTS, counted, cost_metric(counted) or counted}
    metric_ids |= {*_OF_LEADS} if case.credited.is_of_leads else set()
    pairs = [(entry.shown.figure.metric.id, entry.partner.metric.id) for entry in case.vanity]
    metric_ids |= {name for pair in pairs for name in pair}
    metric_ids |= {one.chart.metric for one in case.ground.added if is_known(one.chart)}
    # Events by name come last: the catalogue does not list them.
    listed = [name for name in metrics() if name in metric_ids]
    named = sorted(metric_ids.difference(listed))
    # A metric without a numerator has no formula to print.
    used = [metric for name in (*listed, *named) if (metric := metrics()[name]).numerator]
    table = ReportTable(
        "definitions.table",
        msg("Definitions and formulas"),
        (
            ReportColumn("metric", msg("Metric")),
            ReportColumn("definition", msg("Definition")),
            ReportColumn("formula", msg("Formula")),
            ReportColumn("caveat", msg("Caveat")),
        ),
        tuple(_row(metric) for metric in used),
        Provenance((), None, rows=len(used)),
    )
    title = msg("Definitions of the metrics")
    return Section("definitions", named_sentence("definitions.title", title), (table,))


def _row(metric: Metric) -> tuple[Cell, ...]:
    return metric.label, metric.doc, formula_message(metric), metric.caveat


SECTION = SectionSpec(
    "definitions",
    msg("Definitions"),
    80,
    _make,
    Audience.MANAGER,
    appendix=True,
)
