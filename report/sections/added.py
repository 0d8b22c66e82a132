"""Section “Added charts”: charts that users added on the pages, over the period of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from data.values.added_chart import MOST, ChartSplit, StoredChart
from i18n.message import Message, joined, msg, plural, verbatim
from metrics.comparison.periods import Compare
from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Metric, Unit
from metrics.engine import query_metrics, splittable
from metrics.question.names import key_name
from metrics.results.period_series import PeriodSeries, SeriesPoint, period_series
from metrics.results.results import Headline, headline, sample_size
from report.document.model import Chart, ChartShape, Provenance, Section, Series, SeriesRole
from report.evidence.added_charts import filters_of, is_known, name_of, query_of
from report.evidence.data_access import ReportData
from report.evidence.section import SectionSpec
from report.wording.format_values import UNKNOWN, describe_change, named_sentence, quantity, span

_BARS = 9
_BY: Mapping[str, Message] = {
    "day": msg("{name} by day"),
    "week": msg("{name} by week"),
    "month": msg("{name} by month"),
}
_CUT: Mapping[str, Message] = {
    "week": msg("Weeks that are only partly in the period are not shown."),
    "month": msg("Months that are only partly in the period are not shown."),
}
_NO_TREND = msg("Your files give one total for the whole period. Import a report by day to see a trend.")  # fmt: skip
_NO_METRIC = msg("This version of Utmost does not have this metric. Remove the chart on the page Reports.")  # fmt: skip


def _make(case: ReportData) -> Section | None:
    added = case.ground.added[:MOST]
    if not added:
        return None
    title = msg("Charts added on the pages")
    charts = tuple(_chart(case, stored) for stored in added)
    docs = dict.fromkeys(
        case.company.metric(stored.chart.metric).doc for stored in added if is_known(stored.chart)
    )
    return Section("added", named_sentence("added.title", title), charts, tuple(docs))


def _chart(case: ReportData, stored: StoredChart) -> Chart:
    chart = stored.chart
    if not is_known(chart):
        title = _titled(case, stored, name_of(chart, case.company), None)
        return _without(case, stored, title, Provenance((), None), _NO_METRIC)
    asked = query_of(chart, case.request.start, case.request.end)
    is_trend = chart.split is ChartSplit.TREND
    # Parts of a total have no earlier period next to them.
    against = case.request.compare if is_trend else Compare.NONE
    [found] = headline(case.facts, asked, against, [chart.metric])
    work = _Work(case, stored, found)
    if found.figure.value is None:
        return work.without(found.figure.why.message if found.figure.why else WhyNull.NO_ROWS.message)  # fmt: skip
    return work.trend() if is_trend else work.bars(chart.split.value)


@dataclass(frozen=True, slots=True)
class _Work:
    """One chart whose metric is known."""

    case: ReportData
    stored: StoredChart
    found: Headline

    @property
    def metric(self) -> Metric:
        """The metric, named as the company names it."""
        return self.found.figure.metric

    @property
    def basis(self) -> Provenance:
        figure = self.found.figure
        n = sample_size(figure.metric, figure.numerator, figure.denominator)
        return self.case.basis([figure.metric.id], figure.rows, figure.repaired, n=n)

    def without(self, why: Message) -> Chart:
        """The chart where nothing can be drawn, and why."""
        title = self.titled(name_of(self.stored.chart, self.case.company))
        basis = self.case.basis([self.metric.id])
        return _without(self.case, self.stored, title, basis, why)

    def titled(self, name: Message) -> Message:
        period = self.found.period
        return _titled(self.case, self.stored, name, span(period.start, period.end))

    def trend(self) -> Chart:
        """The metric over time; the earlier period where its points compare."""
        before = self.found.before_by_point
        series = period_series(self.case.facts, self.metric.id, self.found.period, before)
        points = () if series is None else tuple(p for p in series.points if p.is_whole)
        if series is None or sum(p.value is not None for p in points) < 2:
            return self.without(_NO_TREND)
        name = _BY[series.grain].filled(name=self.metric.label)
        period = self.found.period
        lines = [
            Series(
                span(period.start, period.end), SeriesRole.ACTUAL, tuple(p.value for p in points)
            )
        ]
        compared = before is not None and any(point.before is not None for point in points)
        if before is not None and compared:
            earlier = tuple(point.before for point in points)
            lines.append(Series(span(before.start, before.end), SeriesRole.COMPARISON, earlier))
        change = describe_change(self.found.change)
        # Only a verdict over like periods is a statement; its line of comparison is in the chart.
        said = compared and self.found.change.direction.is_verdict and change is not None
        title = msg("{name}: {change}", name=self.metric.label, change=change) if said else name
        return Chart(
            id=f"added.{self.stored.id}",
            title=self.titled(title),
            shape=ChartShape.LINE,
            positions=tuple(point.first for point in points),
            series=tuple(lines),
            unit=self.metric.unit,
            basis=self.basis,
            alt=self.alt(name),
            currency=series.currency or self.found.figure.currency,
            marks=self.case.marks(period, self.metric),
            notes=self.notes(*_cut(series, points)),
        )

    def bars(self, key: str) -> Chart:
        """The largest parts of the metric; unknown ones and zeros have no bar, as on the pages."""
        if not splittable(self.metric, key):
            return self.without(WhyNull.NOT_BY_THIS.message)
        rows = query_metrics(
            self.case.facts, [self.metric.id], replace(self.found.period, by=(key,))
        )
        known = _ranked(rows, key)
        if known.is_empty():
            return self.without(_reason(rows))
        if known["currency"].n_unique() > 1:
            return self.without(WhyNull.MIXED_CURRENCIES.message)
        drawn, more = known.head(_BARS), known.height - _BARS
        name = name_of(self.stored.chart, self.case.company)
        cut = [plural("{n} more is not shown.", "{n} more are not shown.", n=more)]
        return Chart(
            id=f"added.{self.stored.id}",
            title=self.titled(name),
            shape=ChartShape.BARS,
            positions=tuple(UNKNOWN if v is None else key_name(key, v) for v in drawn[key]),
            series=(Series(self.metric.label, SeriesRole.ACTUAL, tuple(drawn["value"])),),
            unit=self.metric.unit,
            basis=self.basis,
            alt=self.alt(name),
            currency=known["currency"][0],
            notes=self.notes(*(cut if more > 0 else ())),
        )

    def alt(self, name: Message) -> Message:
        """The takeaway for those who do not see the picture."""
        return msg("{what}: {value} in total.", what=name, value=quantity(self.found.figure))

    def notes(self, *more: Message) -> tuple[Message, ...]:
        """The caption, what to know of the values, and why nothing is compared."""
        found = self.found
        why = found.change.why if found.before is not None and found.change.why else None
        said = (*_caption(self.stored), *found.notes, *((why,) if why else ()), *more)
        return tuple(dict.fromkeys(said))


def _titled(
    case: ReportData, stored: StoredChart, name: Message, period: Message | None
) -> Message:
    """The name with period and filters; the report's period where the chart has none."""
    asked = case.request
    return joined([name, period or span(asked.start, asked.end), *filters_of(stored.chart)])


def _without(
    case: ReportData, stored: StoredChart, title: Message, basis: Provenance, why: Message
) -> Chart:
    """A chart without values: its title, and what is missing instead of an empty frame."""
    unit = case.company.metric(stored.chart.metric).unit if is_known(stored.chart) else Unit.COUNT
    return Chart(
        id=f"added.{stored.id}",
        title=title,
        shape=ChartShape.BARS,
        positions=(),
        series=(),
        unit=unit,
        basis=basis,
        alt=why,
        notes=(*_caption(stored), why),
    )


def _caption(stored: StoredChart) -> tuple[Message, ...]:
    return (verbatim(stored.chart.caption),) if stored.chart.caption else ()


def _cut(series: PeriodSeries, points: tuple[SeriesPoint, ...]) -> tuple[Message, ...]:
    """Says that weeks or months at the ends are left out: a part would look like a fall."""
    return (_CUT[series.grain],) if len(points) < len(series.points) else ()


def _ranked(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """The parts with a value, the largest first; of campaigns those that have a name."""
    known = rows.drop_nulls("value").filter(pl.col("value") != 0)
    if key == ChartSplit.CAMPAIGN.value:
        known = known.filter(~pl.col(key).str.starts_with("("))
    return known.sort("value", key, descending=[True, False], nulls_last=True)


def _reason(rows: pl.DataFrame) -> Message:
    """Why no part has a value: the first reason of the vocabulary that the rows give."""
    given: set[Any] = set(rows["why_null"].drop_nulls())
    return next((why for why in WhyNull if why.value in given), WhyNull.NO_ROWS).message


SECTION = SectionSpec("added", msg("Added charts"), 78, _make)
