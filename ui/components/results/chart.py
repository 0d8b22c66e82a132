"""The chart of the results page: the chosen metric over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data.values.added_chart import ChartSplit
from i18n import format as shown
from metrics.definitions.registry import Metric, Unit, metrics
from metrics.engine import splittable
from metrics.goals.progress import Progress
from metrics.goals.target_points import target_points
from metrics.results.period_series import PeriodSeries
from metrics.results.results import Headline
from ui import cache, device, faults, filters, navigation
from ui.charts.trend import TrendWords, trend
from ui.components import chart, chart_annotations, download, report_chart
from ui.components.sources.import_issues import plain
from ui.filters import Filters, channel_label
from ui.text import _, _n, language, show

_BEST = 5  # channels that the line below a point names


def heading(name: str, grain: str) -> str:
    """The title of a trend."""
    return {
        "day": _("{name} by day", name=name),
        "week": _("{name} by week", name=name),
        "month": _("{name} by month", name=name),
    }[grain]


@st.fragment
@faults.guarded
def draw(headline: Headline, chosen: Filters, goal: Progress | None) -> None:
    """The trend with the earlier period, the goal's target, annotations, and what a point is."""
    metric = headline.figure.metric
    series = cache.period_series(metric.id, headline.period, headline.before_by_point)
    name = show(metric.label)
    if series is None:
        st.header(plain(name), anchor=False)
        if headline.figure.value is not None:
            st.info(_("Your files give one total for the whole period. Import a report by day to see a trend."))  # fmt: skip
        return
    title = heading(name, series.grain)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(plain(title), anchor=False, width="stretch")
        hint = st.empty()
        tools(headline, series, chosen)
    marks = chart_annotations.of(chosen.query(), metric)
    points = chart.show(
        trend(
            series,
            words(metric.unit, series.currency),
            targets=() if goal is None else target_points(goal.goal, series.points),
            marks=chart_annotations.drawn(marks),
            whole=metric.unit is Unit.COUNT,
        ),
        key=f"trend_{metric.id}",
        alt=takeaway(title, series),
        name=f"{metric.id}-{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}",
        select=True,
    )
    picked = [point for point in points if point.get("customdata")]
    if not picked:
        hint.caption(
            _("Select a point to see its channels.") if splittable(metric, "channel")
            else _("Select a point to see its rows."),
            width="content",
        )  # fmt: skip
        return
    first, last = (date.fromisoformat(str(day)) for day in picked[0]["customdata"][:2])
    _point(headline, chosen, (first, last))


def words(unit: str, currency: str | None) -> TrendWords:
    """How a trend of this unit writes in the session's language."""
    now = language()
    return TrendWords(
        value=lambda number: shown.format_metric(number, unit, currency, now),
        tick=lambda number: shown.axis_number(number, unit, currency, now),
        day=lambda day: shown.axis_day(day, now),
        month=lambda day: shown.month(day, now),
        span=lambda first, last: shown.span(first, last, now),
        part=_part,
        before=_("before"),
        target=lambda value: _("target {value}", value=value),
    )


def _part(days: int, of: int) -> str:
    if device.is_phone():
        return f"{days}/{of}"
    return _n("{n} day of {all}", "{n} days of {all}", n=days, all=of)


def takeaway(title: str, series: PeriodSeries) -> str:
    """The chart in words, for readers who do not see it."""
    write = words(metrics()[series.metric].unit, series.currency)
    known = [point for point in series.points if point.value is not None]
    if not known:
        return title
    ends = [f"{write.span(p.first, p.last)}: {write.value(p.value or 0)}" for p in (known[0], known[-1])]  # fmt: skip
    return f"{title}. {'; '.join(ends)}"


def tools(headline: Headline, series: PeriodSeries, chosen: Filters) -> None:
    """What can be done with the chart: its page, the report, its values, an annotation."""
    metric = headline.figure.metric
    with st.popover(_("More"), icon=":material/more_horiz:", type="tertiary", key="chart_tools"):
        rows = pl.DataFrame(
            {
                "from": [point.first for point in series.points],
                "to": [point.last for point in series.points],
                metric.id: [point.value for point in series.points],
                f"{metric.id}_before": [point.before for point in series.points],
            },
            schema_overrides={metric.id: pl.Float64, f"{metric.id}_before": pl.Float64},
        )
        span = f"{chosen.start:%Y%m%d}-{chosen.end:%Y%m%d}"
        st.page_link(
            navigation.target("figure"), label=_("See the details of {name}", name=plain(show(metric.label))),
            query_params=filters.link(id=metric.id), icon=":material/open_in_full:",
        )  # fmt: skip
        report_chart.item(report_chart.of(metric.id, ChartSplit.TREND, chosen), key="trend")
        download.button(rows, f"{metric.id}-{span}", key="trend_csv")
        chart_annotations.form(chosen.end, cache.overview().channels, key="trend")


def _point(headline: Headline, chosen: Filters, days: tuple[date, date]) -> None:
    """The channels of the days of a point, the largest first."""
    metric = headline.figure.metric
    span = shown.span(*days, language())
    query = chosen.query()
    on_days = replace(query, start=days[0], end=days[1])
    whole = cache.figures((metric.id,), on_days).row(0, named=True)
    total = shown.format_metric(whole["value"], metric.unit, whole["currency"], language())
    best = " · ".join(
        f"{channel_label(row['channel'])} {_value(metric, row)}"
        for row in cache.by_key(metric.id, on_days, "channel").head(_BEST).to_dicts()
    )
    said = _("{span}: {value}", span=span, value=total)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="point"):
        st.caption(plain(f"{said}. {best}" if best else said), width="content")
        dates = filters.SEPARATOR.join(day.isoformat() for day in days)
        st.page_link(
            navigation.target("figure"), label=_("See its rows"),
            query_params=filters.link(id=metric.id, period="custom", dates=dates),
        )  # fmt: skip
        with st.popover(
            _("Add annotation"), icon=":material/flag:", type="tertiary", key="point_note"
        ):
            chart_annotations.form(days[0], cache.overview().channels, key=f"point_{days[0]}")


def _value(metric: Metric, row: dict[str, Any]) -> str:
    return shown.format_metric(row["value"], metric.unit, row["currency"], language())
