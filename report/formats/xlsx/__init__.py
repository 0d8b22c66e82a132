"""Excel workbook: real numbers, one sheet per table or chart, with provenance."""

from __future__ import annotations

from i18n.message import msg
from report.document.model import Report
from report.formats import Format


def write(report: Report) -> bytes:
    """An overview, then a sheet for each table and chart, then the sources."""
    from report.formats.xlsx.workbook import build_workbook  # noqa: PLC0415 (only this format needs it)

    return build_workbook(report)


FORMAT = Format(
    "xlsx",
    msg("Workbook (Excel)"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsx",
    write,
)
