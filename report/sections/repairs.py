"""Section “Repairs”: UTM corrections and channel rules in force."""

from __future__ import annotations

from data.store.tagging import StoredRule
from data.values.correction import Correction
from i18n.message import Message, Part, msg, msg_in, plural, verbatim
from report.document.model import Audience, Cell, Provenance, ReportColumn, ReportTable, Section
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import named_sentence
from report.wording.utm_issues import tell


def _make(case: ReportData) -> Section | None:
    rules = case.ground.rules
    if not rules:
        return None
    title = plural(
        "{n} rule fixes UTM tags or sets channels without changing the files",
        "{n} rules fix UTM tags or set channels without changing the files",
        n=len(rules),
    )
    table = ReportTable(
        "repairs.table",
        msg("Fixes and channel rules in force"),
        (
            ReportColumn("rule", msg("Rule")),
            ReportColumn("since", msg("Since")),
            ReportColumn("by", msg_in("person", "By")),
            ReportColumn("why", msg("Why")),
        ),
        tuple(_row(rule) for rule in rules),
        Provenance((), case.as_of, rows=len(rules)),
    )
    return Section("repairs", named_sentence("repairs.title", title), (table,))


def _row(stored: StoredRule) -> tuple[Cell, ...]:
    return _rule_text(stored), stored.saved_at.date(), stored.saved_by or None, stored.why or None


def _rule_text(stored: StoredRule) -> Message:
    rule: Part = stored.rule.message() if isinstance(stored.rule, Correction) else str(stored.rule)
    return tell(rule) if isinstance(rule, Message) else verbatim(str(rule))


SECTION = SectionSpec("repairs", msg("Fixes"), 84, _make, Audience.MANAGER, appendix=True)
