"""Charts of ranges and of steps as tables with a row chart: the same picture in every format."""

from __future__ import annotations

from collections.abc import Sequence

from i18n.message import Message, verbatim
from report.document.model import (
    Chart,
    ChartShape,
    ReportColumn,
    ReportTable,
    RowChart,
    RowShape,
    Series,
    SeriesRole,
)
from report.wording import phrases, render

SHAPES = frozenset({ChartShape.RANGES, ChartShape.STEPS})


def as_table(chart: Chart, language: str) -> ReportTable:
    """A row for each position, its values as a picture; totals of steps are words in it."""
    ranges = chart.shape is ChartShape.RANGES
    picture = _ranges(chart, language) if ranges else _steps(chart, language)
    totals = () if ranges else (0, len(chart.positions) - 1)
    return ReportTable(
        chart.id,
        chart.title,
        (ReportColumn("position", phrases.POSITION),),
        tuple((position,) for position in chart.positions),
        chart.basis,
        shown=len(chart.positions),
        charts=(picture,),
        strong=totals,
    )


def _ranges(chart: Chart, language: str) -> RowChart:
    """Points with their intervals, which are also in words: the table has no columns of them."""
    return _picture(chart, RowShape.DOTS, chart.series, _verbatim(render.spans(chart, language)))


def _steps(chart: Chart, language: str) -> RowChart:
    """Bars from zero between two totals, which have none: they would dwarf the steps."""
    first = chart.series[0]
    last = len(first.values) - 1
    steps = tuple(value if 0 < place < last else None for place, value in enumerate(first.values))
    labels = _verbatim(render.moves(chart, language))
    return _picture(
        chart, RowShape.VARIANCE, (Series(first.label, SeriesRole.MIDDLE, steps),), labels
    )


def _verbatim(texts: Sequence[str | None]) -> tuple[Message | None, ...]:
    return tuple(None if text is None else verbatim(text) for text in texts)


def _picture(
    chart: Chart,
    shape: RowShape,
    series: tuple[Series, ...],
    labels: tuple[Message | None, ...] = (),
) -> RowChart:
    return RowChart(
        chart.id,
        chart.subtitle or verbatim(""),
        shape,
        chart.alt,
        chart.unit,
        chart.currency,
        series=series,
        labels=labels,
    )
