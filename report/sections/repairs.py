"""The repairs of tags and the channel rules that these figures are read with."""

from __future__ import annotations

from data.base.message import Message, Part, msg, verbatim
from data.store.tagging import Kept
from data.values.correction import Repair
from report.document.model import Audience, Basis, Cell, Column, Section, Table
from report.evidence.data_access import Case
from report.evidence.section import Kind
from report.wording.format_values import said
from report.wording.utm_issues import tell


def _make(case: Case) -> Section | None:
    rules = case.ground.rules
    if not rules:
        return None
    title = msg(
        "Rules that mend tags or set channels: {n}; the files themselves stay as they were",
        fr="Règles qui corrigent le balisage ou définissent des canaux\u00a0: {n}\u00a0; les fichiers eux-mêmes restent inchangés",
        n=len(rules),
    )
    table = Table(
        "repairs.table",
        msg("Repairs and channel rules in force", fr="Corrections et règles de canaux en vigueur"),
        (
            Column("rule", msg("Rule", fr="Règle")),
            Column("since", msg("Since", fr="Depuis")),
            Column("by", msg("By", fr="Par")),
            Column("why", msg("Why", fr="Motif")),
        ),
        tuple(_row(rule) for rule in rules),
        Basis((), case.as_of, len(rules)),
    )
    return Section("repairs", said("repairs.title", title), (table,))


def _row(kept: Kept) -> tuple[Cell, ...]:
    return _told(kept), kept.saved_at.date(), kept.saved_by or None, kept.why or None


def _told(kept: Kept) -> Message:
    rule: Part = kept.rule.message() if isinstance(kept.rule, Repair) else str(kept.rule)
    return tell(rule) if isinstance(rule, Message) else verbatim(str(rule))


SECTION = Kind(
    "repairs", msg("Repairs", fr="Corrections"), 84, _make, Audience.MANAGER, appendix=True
)
