"""The query engine: computes metric values from facts. The one public interface of this package.

A query goes down through ``run_query`` (which metrics, which keys), ``execute`` (one pass per
table), ``partials`` or ``rollup`` (sums per day) and ``report_selection`` (which report answers),
and comes back through ``query_result`` and ``combine`` (sums divided by sums). Code outside the
package imports only the names listed here, never these modules.
"""

from __future__ import annotations

from metrics.engine.cost_periods import costs_of
from metrics.engine.currency_notes import converted
from metrics.engine.drill_through import PLACE, rows_behind
from metrics.engine.execute import splittable
from metrics.engine.partials import ANALYTICS, DATED, coverage, scoped
from metrics.engine.provenance import NOT_COUNTED, basis, basis_of, read
from metrics.engine.query_result import TableScan
from metrics.engine.rollup import expect
from metrics.engine.run_query import query_metrics, query_with_scan

__all__ = [
    "ANALYTICS",
    "DATED",
    "NOT_COUNTED",
    "PLACE",
    "TableScan",
    "basis",
    "basis_of",
    "converted",
    "costs_of",
    "coverage",
    "expect",
    "query_metrics",
    "query_with_scan",
    "read",
    "rows_behind",
    "scoped",
    "splittable",
]
