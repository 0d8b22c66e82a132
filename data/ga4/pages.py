"""Pagination of API reports: all pages of one report, consistent or read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from google.analytics import data_v1beta as ga

from data.ga4.calls import ApiError, Calls
from data.ga4.error_catalogue import ErrorKind, KnownError
from data.ga4.problems import Problem
from data.ga4.quality_flags import Notes
from data.ga4.reports import ApiReport
from i18n.message import msg

LARGEST_PAGE = 100_000  # Google's is 250,000; a page is held in memory as objects, not columns
_TIMEOUT = 180.0
_READINGS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """The request and every row of the answer: texts in a column per API field."""

    request: dict[str, Any]
    rows: pl.DataFrame
    notes: Notes


@dataclass(frozen=True, slots=True)
class Pages:
    """Reads answers of a property page by page."""

    client: ga.BetaAnalyticsDataClient
    calls: Calls
    property: str
    page_rows: int = LARGEST_PAGE

    def read(self, report: ApiReport, first: date, last: date) -> Answer:
        """A report from ``first`` to ``last``, both included.

        Where its rows change while it is being read, it is read anew. Raises ApiError when they
        keep changing, and whatever ``Calls.ask`` raises.
        """
        request = self._request(report, first, last)
        for _ in range(_READINGS):
            answer = self._read_once(request)
            if answer is not None:
                return answer
        raise ApiError(Problem(_RESTLESS))

    def _read_once(self, request: ga.RunReportRequest) -> Answer | None:
        """All pages; None when the data changed between them."""
        names = [f.name for fields in (request.dimensions, request.metrics) for f in fields]
        frames, notes, row_count = [], Notes(), -1
        for page in self._pages(request):
            if row_count not in {-1, page.row_count}:
                return None
            row_count, notes = page.row_count, notes.also(Notes.of(page.metadata))
            frames.append(_frame(page, names, len(request.dimensions)))
        rows = pl.concat(frames)
        keys = [field.name for field in request.dimensions]
        # A row that is twice or missing shows that the data changed between two pages.
        if rows.height != row_count or (
            len(frames) > 1 and rows.select(keys).is_duplicated().any()
        ):
            return None
        return Answer(_shown(request), rows, notes)

    def _pages(self, request: ga.RunReportRequest) -> Iterator[Any]:
        offset = 0
        while True:
            page = self._page(request, offset)
            yield page
            offset += len(page.rows)
            if offset >= page.row_count or not page.rows:
                return

    def _page(self, request: ga.RunReportRequest, offset: int) -> Any:
        request.offset = offset
        answer = self.calls.ask(
            lambda: self.client.run_report(request, timeout=_TIMEOUT, retry=None)
        )
        page = ga.RunReportResponse.pb(answer)
        self.calls.quota = self.calls.quota.after(page.property_quota)
        return page

    def _request(self, report: ApiReport, first: date, last: date) -> ga.RunReportRequest:
        counted = [f.api for f in report.metrics if f.column == report.only]
        return ga.RunReportRequest(
            property=f"properties/{self.property}",
            dimensions=[ga.Dimension(name=field.api) for field in report.dimensions],
            metrics=[ga.Metric(name=field.api) for field in report.metrics],
            date_ranges=[ga.DateRange(start_date=str(first), end_date=str(last))],
            metric_filter=_above_zero(counted[0]) if counted else None,
            order_bys=[_by(field.api) for field in report.dimensions],
            limit=self.page_rows,
            return_property_quota=True,
        )


def _above_zero(metric: str) -> ga.FilterExpression:
    operation = ga.Filter.NumericFilter.Operation.GREATER_THAN
    zero = ga.Filter.NumericFilter(operation=operation, value=ga.NumericValue(int64_value=0))
    return ga.FilterExpression(filter=ga.Filter(field_name=metric, numeric_filter=zero))


def _by(dimension: str) -> ga.OrderBy:
    # Paging needs a fixed order; without it, some rows come twice and others never.
    return ga.OrderBy(dimension=ga.OrderBy.DimensionOrderBy(dimension_name=dimension))


def _frame(page: Any, names: list[str], wide: int) -> pl.DataFrame:
    """The rows of a page (protocol buffer) as texts; the first ``wide`` are dimensions.

    Raises ApiError when they are not what was asked.
    """
    columns: list[list[str]] = [[] for _ in names]
    try:
        for row in page.rows:
            for column, cell in zip(columns[:wide], row.dimension_values, strict=True):
                column.append(cell.value)
            for column, cell in zip(columns[wide:], row.metric_values, strict=True):
                column.append(cell.value)
    except ValueError as error:
        raise ApiError(Problem(_MISSHAPEN)) from error
    return pl.DataFrame(
        dict(zip(names, columns, strict=True)), schema=dict.fromkeys(names, pl.String)
    )


def _shown(request: ga.RunReportRequest) -> dict[str, Any]:
    span = request.date_ranges[0]
    return {
        "dimensions": [f.name for f in request.dimensions],
        "metrics": [f.name for f in request.metrics],
        "from": span.start_date,
        "to": span.end_date,
    }


_MISSHAPEN = KnownError(
    "misshapen",
    ErrorKind.REFUSED,
    "",
    msg("The answer does not have the requested columns"),
    msg("Check the address. Nothing of this answer was imported."),
)
_RESTLESS = KnownError(
    "restless",
    ErrorKind.REFUSED,
    "",
    msg("The rows of this property changed while they were read"),
    msg("Start the sync again in an hour. What is complete is stored."),
)
