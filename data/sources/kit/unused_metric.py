"""Unused metric: exports of one metric by day that has no canonical column, with a warning."""

from __future__ import annotations

from collections.abc import Iterator

from data.base.issue import Level
from data.reading.names import tidy
from data.reading.table import Finding
from data.sources.kit.spec import TypedRows
from i18n.message import msg


def unused_metric(rows: TypedRows) -> Iterator[Finding]:
    """A warning when nothing but the day was recognised; the metric is the second column."""
    if rows.columns.keys() <= {"date"}:
        metric = tidy(rows.raw.header[1])
        yield Finding(
            Level.WARNING,
            msg("“{metric}” is not counted here, so these days have no values", metric=metric),
            msg(
                "Choose another metric for the chart, such as views or impressions, and export "
                "again."
            ),
            column=metric,
        )
