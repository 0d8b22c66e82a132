"""Section “All results”: every headline metric with its change, and those that are not available."""

from __future__ import annotations

from i18n.message import Message, msg, plural
from metrics.results.results import Headline
from report.document.model import (
    Amount,
    Audience,
    ReportColumn,
    ReportTable,
    Section,
)
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import amount, describe_change, named_sentence

_COLUMNS = (
    ReportColumn("figure", msg("Metric")),
    ReportColumn("now", msg("This period")),
    ReportColumn("before", msg("Before")),
    ReportColumn("change", msg("Change")),
)


def _make(case: ReportData) -> Section | None:
    if not case.known:
        return None
    missing = _missing(case)
    title = plural("{n} metric of the period", "{n} metrics of the period", n=len(case.known))
    return Section(
        "results",
        named_sentence("results.title", title),
        (_table(case), missing) if missing else (_table(case),),
        _notes(case),
    )


def _table(case: ReportData) -> ReportTable:
    return ReportTable(
        "results.table",
        msg("Every headline metric"),
        _COLUMNS,
        tuple(_row(one) for one in case.known),
        case.basis([one.figure.metric.id for one in case.known]),
    )


def _row(one: Headline) -> tuple[Message | Amount | None, ...]:
    figure, grown = one.figure, one.expected
    before = Amount(one.earlier_value, figure.metric.unit, figure.currency)
    # The change of a figure that grows is that of equal ages: next to these values it would be wrong.
    if grown is not None or one.same != figure.value:
        return figure.metric.label, amount(figure), None, grown or one.change.why
    return figure.metric.label, amount(figure), before, describe_change(one.change)


def _missing(case: ReportData) -> ReportTable | None:
    """The outcomes that are unknown, each with its reason and what to do."""
    unknown = [one.figure for one in case.headlines if one.figure.value is None]
    rows = tuple((one.metric.label, one.why.message) for one in unknown if one.why is not None)
    if not rows:
        return None
    return ReportTable(
        "results.missing",
        msg("Metrics not available, and why"),
        (
            ReportColumn("figure", msg("Metric")),
            ReportColumn("why", msg("Why, and what to do")),
        ),
        rows,
        case.basis([one.metric.id for one in unknown]),
    )


def _notes(case: ReportData) -> tuple[Message, ...]:
    docs = dict.fromkeys(one.figure.metric.doc for one in case.known)
    lacking = case.company.missing
    return (*docs, lacking) if lacking else tuple(docs)


SECTION = SectionSpec("results", msg("All results"), 81, _make, Audience.MANAGER, appendix=True)
