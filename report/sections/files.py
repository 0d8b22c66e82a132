"""Section “Sources”: imported files with tables, days and SHA-256."""

from __future__ import annotations

from data.store.ledger import Import
from i18n.message import Message, msg, plural
from metrics.definitions.registry import Unit
from report.document.model import (
    Amount,
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
    ReportColumn("table", msg("Content")),
    ReportColumn("rows", msg("Rows"), Unit.COUNT),
    ReportColumn("from", msg("From")),
    ReportColumn("to", msg("To")),
    ReportColumn("imported", msg("Imported")),
    ReportColumn("sha256", msg("SHA-256")),
)


def _make(case: ReportData) -> Section | None:
    with_rows = [entry for entry in case.ground.imports if _rows(entry)]
    if not with_rows:
        return None
    title = plural(
        "The data comes from {n} file", "The data comes from {n} files", n=len(with_rows)
    )
    table = ReportTable(
        "files.table",
        msg("Files and their content"),
        _COLUMNS,
        tuple(row for entry in with_rows for row in _rows(entry)),
        Provenance((), case.as_of, rows=len(with_rows)),
    )
    return Section("files", named_sentence("files.title", title), (table,))


def _rows(entry: Import) -> list[tuple[Amount | Cell, ...]]:
    """One row for each kind of fact that a file holds."""
    imported = (entry.finished_at or entry.started_at).date()
    return [
        (
            entry.file,
            label(entry),
            _table(name),
            Amount(extent.rows, Unit.COUNT),
            extent.start,
            extent.end,
            imported,
            entry.sha256,
        )
        for name, extent in entry.extents.items()
        if extent.rows
    ]


def _table(name: str) -> Message | str:
    return TABLES.get(name, name)


SECTION = SectionSpec("files", msg("Sources"), 88, _make, appendix=True, workbook=True)
