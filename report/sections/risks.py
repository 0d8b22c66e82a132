"""What to be careful with: faults in the tags, repaired rows, files that end early, late figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.base.message import Message, msg
from data.store.ledger import Import
from data.utm.audit.run_checks import checks
from data.utm.audit.utm_issue import UtmIssue as Fault
from data.utm.impact import STAKED
from metrics.comparison.periods import data_ends
from metrics.definitions.registry import Unit
from metrics.insights.insight import Severity
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

_TOLD = 3
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
    for one in warning(case.findings):
        yield f"finding.{one.id}", tell_finding(one.message, one.numbers)
    late = _late(case)
    if late:
        yield "late", _ends_early(late)
    growing = [h.figure.metric.label for h in case.known if h.figure.metric.is_delayed]
    if growing:
        yield "growing", _still(growing)
    repaired = max((h.figure.repaired for h in case.known), default=0)
    if repaired:
        rows = max(h.figure.n for h in case.known if h.figure.repaired == repaired)
        yield "repaired", _repaired(repaired, rows)
    for fault in case.faults[:_TOLD]:
        yield f"fault.{fault.id}", tell(fault.what)


def _late(case: ReportData) -> list[str]:
    """The tables behind the outcomes that end before the period does."""
    sides = [side for h in case.known for side in h.figure.metric.measures]
    read = {measure.table for side in sides for measure in side}
    ends = data_ends(case.facts)
    return sorted(t for t in read if t in ends and ends[t] < case.request.end)


def _ends_early(tables: list[str]) -> Message:
    return msg(
        "Figures are missing at the end of the period, because these files end before it: {tables}. Export them again before you decide.",
        fr="Il manque des chiffres en fin de période, car ces fichiers s’arrêtent avant\u00a0: {tables}. Exportez-les à nouveau avant de décider.",
        tables=_tables(tables),
    )


def _tables(names: list[str]) -> Message:
    return listed([TABLES[name] for name in names])


def _still(names: list[Message]) -> Message:
    return msg(
        "These figures of the last weeks still grow, because leads take their time: {names}.",
        fr="Ces chiffres des dernières semaines augmentent encore, car un lead met du temps à aboutir\u00a0: {names}.",
        names=listed(names),
    )


def _repaired(repaired: int, rows: int) -> Message:
    return msg(
        "Up to {n} of {rows} rows behind a figure have repaired tags.",
        fr="Jusqu’à {n} des {rows} lignes d’un chiffre ont un balisage corrigé.",
        n=repaired,
        rows=rows,
    )


def _title(case: ReportData) -> Message:
    alarms = [one for one in warning(case.findings) if one.severity is Severity.ALARM]
    if alarms:
        return tell_finding(alarms[0].message, alarms[0].numbers)
    late = _late(case)
    if late:
        return msg(
            "Not final yet, because files end before the period does: {tables}",
            fr="Chiffres provisoires, car des fichiers s’arrêtent avant la fin de la période\u00a0: {tables}",
            tables=_tables(late),
        )
    if case.faults:
        return msg(
            "Faults in the tags: {n}; until they are mended, some results count for the wrong channel",
            fr="Défauts de balisage\u00a0: {n}\u00a0; tant qu’il en reste, certains résultats comptent pour le mauvais canal",
            n=len(case.faults),
        )
    return msg(
        "No fault was found in the tags, and the files reach the end of the period",
        fr="Aucun défaut de balisage, et les fichiers vont jusqu’à la fin de la période",
    )


def _faults(case: ReportData) -> ReportTable | None:
    if not case.faults:
        return None
    return ReportTable(
        "risks.faults",
        msg(
            "Faults in the tags, of all imported days",
            fr="Défauts de balisage, sur tous les jours importés",
        ),
        (
            ReportColumn("kind", msg("Kind", fr="Type")),
            ReportColumn("what", msg("What", fr="Constat")),
            ReportColumn("sessions", msg("Sessions", fr="Sessions"), Unit.COUNT),
            ReportColumn("leads", msg("Leads", fr="Leads"), Unit.COUNT),
            ReportColumn("advice", msg("What to do", fr="Que faire")),
        ),
        tuple(_fault(fault) for fault in case.faults),
        _all_days(case),
    )


def _all_days(case: ReportData) -> Provenance:
    """Faults are looked for in everything that is imported, not in the period alone."""
    ends = data_ends(case.facts)
    sources = named(case.ground.imports, STAKED, date.min, date.max)
    return Provenance(sources, max(ends.values(), default=None), len(case.faults))


def _fault(fault: Fault) -> tuple[Message | Amount, ...]:
    stakes = [Amount(getattr(fault.stake, name), Unit.COUNT) for name in _COUNTED]
    return checks()[fault.check].label, tell(fault.what), *stakes, remedy(fault)


def _fresh(case: ReportData) -> ReportTable | None:
    """Up to which day each source tells, the stalest first."""
    newest: dict[Message, Import] = {}
    for one in case.ground.imports:
        held = newest.get(label(one))
        if held is None or _day(one) >= _day(held):
            newest[label(one)] = one
    if not newest:
        return None
    ranked = sorted(newest.items(), key=lambda pair: _day(pair[1]))
    return ReportTable(
        "risks.fresh",
        msg("How fresh each source is", fr="Fraîcheur de chaque source"),
        (
            ReportColumn("source", msg("Source", fr="Source")),
            ReportColumn("last", msg("Figures up to", fr="Chiffres jusqu’au")),
            ReportColumn("file", msg("File", fr="Fichier")),
        ),
        tuple((name, _known(_day(one)), one.file) for name, one in ranked),
        Provenance((), case.as_of, len(ranked)),
    )


def _day(one: Import) -> date:
    """The last day that an import tells about."""
    return max((e.end for e in one.extents.values() if e.end is not None), default=date.min)


def _known(day: date) -> date | None:
    return None if day == date.min else day


SECTION = SectionSpec("risks", msg("Risks and traps", fr="Risques et pièges"), 60, _make)
