"""The workbook behind a native chart: texts stay texts, and its content depends on the chart alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

from report.wording.render import without_pictures


class _PlainSheet:
    """Opens the sheet so that no name from a file becomes a formula or a link in it."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = Workbook(xlsx_file, options)
        yield book, book.add_worksheet()
        book.close()


class _CategorySheet(_PlainSheet, CategoryWorkbookWriter):
    """A row for each category, a column for each series."""


class _XySheet(_PlainSheet, XyWorkbookWriter):
    """Two columns, one series below the other."""


class CategorySheet(CategoryChartData):
    """Categories and named series."""

    @property
    def _workbook_writer(self) -> Any:
        return _CategorySheet(self)  # type: ignore[no-untyped-call]


class PointSheet(XyChartData):
    """Series of points, with the chart's XML already written."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.xml = ""

    @property
    def _workbook_writer(self) -> Any:
        return _XySheet(self)  # type: ignore[no-untyped-call]

    def xml_bytes(self, chart_type: Any) -> bytes:
        """The chart's XML; python-pptx would write one without any formatting."""
        del chart_type
        return self.xml.encode()


def categories(
    positions: Sequence[Any], columns: Sequence[tuple[str, Sequence[float | None]]]
) -> CategorySheet:
    """Categories and named series as the sheet behind a chart; formats are the chart's own."""
    sheet: Any = CategorySheet()  # type: ignore[no-untyped-call]
    sheet.categories = [without_pictures(p) if isinstance(p, str) else p for p in positions]
    for name, values in columns:
        sheet.add_series(without_pictures(name), values)
    return sheet  # type: ignore[no-any-return]
