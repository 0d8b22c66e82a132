"""Section “Risks and traps”: insights, late files, provisional values and UTM issues."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.store.ledger import Import
from data.utm.audit.run_checks import checks
from data.utm.audit.utm_issue import UtmIssue as Fault
from data.utm.impact import STAKED
from i18n.message import Message, msg, plural
from metrics.comparison.periods import data_ends
from metrics.definitions.registry import Unit
from metrics.insights.insight import Severity
from metrics.maturing.maturity import MaturityStage
from metrics.results.results import Headline
from report.document.model import (
    Amount,
    Audience,
    Provenance,
    ReportColumn,
    ReportTable,
    Section,
    Text,
)
from report.evidence.data_access import ReportData
from report.evidence.insights import tell as tell_finding
from report.evidence.insights import warning
from report.evidence.section import SectionSpec
from report.wording.format_values import listed, named_sentence
from report.wording.sources import TABLES, label, named
from report.wording.utm_issues import remedy, tell

_SHOWN = 3
_COUNTED = ("sessions", "leads")


def _make(case: ReportData) -> Section | None:
    lines = tuple(named_sentence(f"risks.{name}", message) for name, message in _lines(case))
    detailed = case.shows(Audience.MANAGER)
    tables = [table for table in (_faults(case), _fresh(case)) if table and detailed]
    if not lines and not tables:
        return None
    text = (Text("risks.words", lines),) if lines else ()
    return Section("risks", named_sentence("risks.title", _title(case)), (*text, *tables))


def _lines(case: ReportData) -> Iterator[tuple[str, Message]]:
    for insight in warning(case.findings):
        yield f"finding.{insight.id}", tell_finding(insight.message, insight.numbers)
    late = _late(case)
    if late:
        yield "late", _ends_early(late)
    # Counted on the day the lead was created, so the last weeks still grow.
    growing = [h.figure.metric.label for h in case.known if _still_grows(h)]
    if growing:
        yield "growing", _still(growing)
    repaired = max((h.figure.repaired for h in case.known), default=0)
    if repaired:
        rows = max(h.figure.rows for h in case.known if h.figure.repaired == repaired)
        yield "repaired", _repaired(repaired, rows)
    for fault in case.faults[:_SHOWN]:
        yield f"fault.{fault.id}", tell(fault.what)


def _still_grows(headline: Headline) -> bool:
    grown = headline.maturity
    return grown is not None and grown.stage is not MaturityStage.MATURE


def _late(case: ReportData) -> list[str]:
    """The tables of the outcomes that end before the period does."""
    sides = [side for h in case.known for side in h.figure.metric.measures]
    read = {measure.table for side in sides for measure in side}
    ends = data_ends(case.facts)
    return sorted(t for t in read if t in ends and ends[t] < case.request.end)


def _ends_early(tables: list[str]) -> Message:
    return msg(
        "These files end before the period does: {tables}. Export them again before you decide.",
        tables=_tables(tables),
    )


def _tables(names: list[str]) -> Message:
    return listed([TABLES[name] for name in names])


def _still(names: list[Message]) -> Message:
    return msg(
        "Provisional, because recent leads may still convert: {names}.",
        names=listed(names),
    )


def _repaired(repaired: int, rows: int) -> Message:
    return plural(
        "Up to {n} source row out of {rows} has corrected UTM tags.",
        "Up to {n} source rows out of {rows} have corrected UTM tags.",
        n=repaired,
        rows=rows,
    )


def _title(case: ReportData) -> Message:
    alarms = [insight for insight in warning(case.findings) if insight.severity is Severity.ALARM]
    if alarms:
        return tell_finding(alarms[0].message, alarms[0].numbers)
    late = _late(case)
    if late:
        return msg(
            "Provisional, because these files end before the period does: {tables}",
            tables=_tables(late),
        )
    if case.faults:
        return plural(
            "{n} UTM issue: some results have the wrong channel until it is fixed",
            "{n} UTM issues: some results have the wrong channel until they are fixed",
            n=len(case.faults),
        )
    return msg("No UTM issues, and the files reach the end of the period")


def _faults(case: ReportData) -> ReportTable | None:
    if not case.faults:
        return None
    return ReportTable(
        "risks.faults",
        msg("UTM issues of all imported days"),
        (
            ReportColumn("kind", msg("Kind")),
            ReportColumn("what", msg("Issue")),
            ReportColumn("sessions", msg("Sessions"), Unit.COUNT),
            ReportColumn("leads", msg("Leads"), Unit.COUNT),
            ReportColumn("advice", msg("What to do")),
        ),
        tuple(_fault(fault) for fault in case.faults),
        _all_days(case),
    )


def _all_days(case: ReportData) -> Provenance:
    """The provenance of all imported days: UTM issues are not limited to the period."""
    ends = data_ends(case.facts)
    sources = named(case.ground.imports, STAKED, date.min, date.max)
    return Provenance(sources, max(ends.values(), default=None), rows=len(case.faults))


def _fault(fault: Fault) -> tuple[Message | Amount, ...]:
    stakes = [Amount(getattr(fault.stake, name), Unit.COUNT) for name in _COUNTED]
    return checks()[fault.check].label, tell(fault.what), *stakes, remedy(fault)


def _fresh(case: ReportData) -> ReportTable | None:
    """The last day with data of each source, the oldest first."""
    newest: dict[Message, Import] = {}
    for entry in case.ground.imports:
        newest_so_far = newest.get(label(entry))
        # Of two files that end on one day the later import is named, because its rows count.
        if newest_so_far is None or _day(entry) >= _day(newest_so_far):
            newest[label(entry)] = entry
    if not newest:
        return None
    ranked = sorted(newest.items(), key=lambda pair: _day(pair[1]))
    return ReportTable(
        "risks.fresh",
        msg("Last day of each source"),
        (
            ReportColumn("source", msg("Source")),
            ReportColumn("last", msg("Data through")),
            ReportColumn("file", msg("File")),
        ),
        tuple((name, _known(_day(entry)), entry.file) for name, entry in ranked),
        Provenance((), case.as_of, rows=len(ranked)),
    )


def _day(entry: Import) -> date:
    """The last day with data in an import."""
    return max((e.end for e in entry.extents.values() if e.end is not None), default=date.min)


def _known(day: date) -> date | None:
    return None if day == date.min else day


SECTION = SectionSpec("risks", msg("Data quality"), 60, _make)
