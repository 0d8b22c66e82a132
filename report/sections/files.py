"""The files behind the report: what they tell, of which days, and their fingerprint."""

from __future__ import annotations

from data.store.ledger import Import
from i18n.message import Message, msg, plural
from metrics.definitions.registry import Unit
from report.document.model import (
    Amount,
    Audience,
    Cell,
    Provenance,
    ReportColumn,
    ReportTable,
    Section,
)
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import named_sentence
from report.wording.sources import TABLES, label

_COLUMNS = (
    ReportColumn("file", msg("File")),
    ReportColumn("source", msg("Source")),
    ReportColumn("table", msg("Holds")),
    ReportColumn("rows", msg("Rows"), Unit.COUNT),
    ReportColumn("from", msg("From")),
    ReportColumn("to", msg("To")),
    ReportColumn("imported", msg("Imported")),
    ReportColumn("sha256", msg("SHA-256")),
)


def _make(case: ReportData) -> Section | None:
    holding = [one for one in case.ground.imports if _rows(one)]
    if not holding:
        return None
    title = plural(
        "The figures come from {n} file", "The figures come from {n} files", n=len(holding)
    )
    table = ReportTable(
        "files.table",
        msg("Files and what they hold"),
        _COLUMNS,
        tuple(row for one in holding for row in _rows(one)),
        Provenance((), case.as_of, len(holding)),
    )
    return Section("files", named_sentence("files.title", title), (table,))


def _rows(one: Import) -> list[tuple[Amount | Cell, ...]]:
    """One row for each kind of fact that a file holds."""
    imported = (one.finished_at or one.started_at).date()
    return [
        (
            one.file,
            label(one),
            _table(name),
            Amount(extent.rows, Unit.COUNT),
            extent.start,
            extent.end,
            imported,
            one.sha256,
        )
        for name, extent in one.extents.items()
        if extent.rows
    ]


def _table(name: str) -> Message | str:
    return TABLES.get(name, name)


SECTION = SectionSpec("files", msg("Sources"), 82, _make, Audience.EXECUTIVE, appendix=True)
