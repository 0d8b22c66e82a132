"""The curve of a headline by day or whole week, next to the earlier period, with annotations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from i18n.message import Message, msg
from metrics.definitions.registry import Metric
from metrics.engine import query_metrics
from metrics.question.calendar import whole
from metrics.question.query import Query
from metrics.results.results import Headline
from report.document.model import Chart, ChartShape, Series, SeriesRole
from report.evidence.data_access import ReportData
from report.wording.format_values import quantity, span

_LONGEST_BY_DAY = 35  # days; over a longer period the dips of weekends hide the trend


def curve(case: ReportData, first: Headline) -> Chart:
    """The curve; annotations are numbered on it."""
    own, before = first.figure.metric, first.before
    grain = "day" if case.query.days <= _LONGEST_BY_DAY else "week"
    days, values = _line(case, own, case.query, grain)
    lines = [Series(span(case.query.start, case.query.end), SeriesRole.ACTUAL, values)]
    if before is not None and first.earlier_value is not None:
        past = _line(case, own, before, grain)[1]
        # Both lines start at the left edge, so the earlier period is cut or padded to the same
        # length.
        same = (*past, *[None] * len(days))[: len(days)]
        lines.append(Series(span(before.start, before.end), SeriesRole.COMPARISON, same))
    figure = first.figure
    return Chart(
        id="moved.curve",
        title=_by(own, grain),
        shape=ChartShape.LINE,
        positions=days,
        series=tuple(lines),
        unit=own.unit,
        basis=case.basis([own.id], figure.rows, figure.repaired),
        alt=_alt(first, grain),
        currency=figure.currency,
        marks=case.marks(case.query, own),
    )


def _line(
    case: ReportData, own: Metric, query: Query, grain: str
) -> tuple[tuple[date, ...], tuple[float | None, ...]]:
    """The metric a day or a whole week."""
    rows = query_metrics(case.facts, [own.id], replace(query, by=(grain,))).sort(grain)
    rows = rows.filter(whole(query, grain))
    days: tuple[date, ...] = tuple(rows[grain].to_list())
    return days, tuple(rows["value"].to_list())


def _by(own: Metric, grain: str) -> Message:
    if grain == "day":
        return msg("{name} by day", name=own.label)
    return msg("{name} by week", name=own.label)


def _alt(first: Headline, grain: str) -> Message:
    return msg(
        "{what}: {value} in total.",
        what=_by(first.figure.metric, grain),
        value=quantity(first.figure),
    )
