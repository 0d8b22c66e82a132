"""What row charts show, in words: for those who do not see them, and for searches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from i18n import format as shown
from report.document.model import Amount, Cell, RowChart, RowShape, SeriesRole, values_of
from report.wording import phrases, render


def row_words(chart: RowChart, row: int, language: str, like: Amount | None = None) -> str:
    """What a picture shows of one row of its table, in words; a dash where that is unknown.

    ``like`` is an amount of the row: rows of a trend may have units of their own.
    """
    if chart.shape is RowShape.TREND and like is not None:
        chart = replace(chart, unit=like.unit, currency=like.currency)
    label = chart.labels[row] if row < len(chart.labels) else None
    drawn = {
        RowShape.BULLET: _bullet_words,
        RowShape.VARIANCE: interval_words,
        RowShape.DOTS: interval_words,
        RowShape.TREND: _trend_words,
        RowShape.SPANS: _span_words,
    }[chart.shape](chart, row, language)
    words = [render.said(label, language)] if label else []
    words += [drawn] if drawn and drawn not in words else []
    return ", ".join(words) or shown.MISSING


def amount_of(row: Sequence[Amount | Cell]) -> Amount | None:
    """The first amount of a row, which has the unit of its trend."""
    return next((cell for cell in row if isinstance(cell, Amount)), None)


def _bullet_words(chart: RowChart, row: int, language: str) -> str:
    single = (SeriesRole.ACTUAL, SeriesRole.COMPARISON, SeriesRole.PACE)
    known = [
        (each.label, render.figure(each.values[row], chart.unit, chart.currency, language))
        for each in chart.series
        if each.role in single and each.values[row] is not None
    ]
    ahead = interval_words(chart, row, language)
    known += [(phrases.FORECAST, ahead)] if ahead else []
    return ", ".join(f"{render.said(label, language)} {value}" for label, value in known)


def interval_words(chart: RowChart, row: int, language: str) -> str:
    """The middle of a row with its bounds; nothing where none is known."""
    n = row + 1
    middle, low, high = (
        values_of(chart.series, role, n)[row]
        for role in (SeriesRole.MIDDLE, SeriesRole.LOW, SeriesRole.HIGH)
    )
    words = render.amount(Amount(middle, chart.unit, chart.currency, low, high), language)
    return "" if words == shown.MISSING else words


def _trend_words(chart: RowChart, row: int, language: str) -> str:
    known = [value for value in chart.trends[row] if value is not None]
    if not known:
        return ""
    ends = {"last": known[-1], "high": max(known), "low": min(known)}
    written = {
        name: render.figure(value, chart.unit, chart.currency, language)
        for name, value in ends.items()
    }
    return render.filled(phrases.LAST, language, **written)


def _span_words(chart: RowChart, row: int, language: str) -> str:
    return ", ".join(shown.span(start, end, language) for start, end in chart.spans[row])
