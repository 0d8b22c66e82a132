"""The repairs of tags and the channel rules that these figures are read with."""

from __future__ import annotations

from data.base.message import Message, Part, msg, verbatim
from data.store.tagging import StoredRule
from data.values.correction import Correction
from report.document.model import Audience, Cell, Provenance, ReportColumn, ReportTable, Section
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import named_sentence
from report.wording.utm_issues import tell


def _make(case: ReportData) -> Section | None:
    rules = case.ground.rules
    if not rules:
        return None
    title = msg(
        "Rules that mend tags or set channels: {n}; the files themselves stay as they were",
        fr="Règles qui corrigent le balisage ou définissent des canaux\u00a0: {n}\u00a0; les fichiers eux-mêmes restent inchangés",
        n=len(rules),
    )
    table = ReportTable(
        "repairs.table",
        msg("Repairs and channel rules in force", fr="Corrections et règles de canaux en vigueur"),
        (
            ReportColumn("rule", msg("Rule", fr="Règle")),
            ReportColumn("since", msg("Since", fr="Depuis")),
            ReportColumn("by", msg("By", fr="Par")),
            ReportColumn("why", msg("Why", fr="Motif")),
        ),
        tuple(_row(rule) for rule in rules),
        Provenance((), case.as_of, len(rules)),
    )
    return Section("repairs", named_sentence("repairs.title", title), (table,))


def _row(kept: StoredRule) -> tuple[Cell, ...]:
    return _told(kept), kept.saved_at.date(), kept.saved_by or None, kept.why or None


def _told(kept: StoredRule) -> Message:
    rule: Part = kept.rule.message() if isinstance(kept.rule, Correction) else str(kept.rule)
    return tell(rule) if isinstance(rule, Message) else verbatim(str(rule))


SECTION = SectionSpec(
    "repairs", msg("Repairs", fr="Corrections"), 84, _make, Audience.MANAGER, appendix=True
)
