"""Trend charts: a metric over time by channel, in one chart or as small multiples."""

from __future__ import annotations

from datetime import date

import polars as pl
import streamlit as st

from metrics.definitions.reasons import WhyNull
from metrics.definitions.registry import Metric
from metrics.results.period_series import usual_grain
from ui import cache, theme
from ui.charts.lines import Line, lines
from ui.components import chart, chart_annotations
from ui.filters import Filters, channel_label, network_label
from ui.text import _, _n, show

MOST_CHOICES = 6  # more do not fit next to each other
MOST_LINES = 7  # more lines cannot be read in one chart; the caption names how many are left out


def grain(chosen: Filters) -> str:
    """The usual grain of a period."""
    return usual_grain((chosen.end - chosen.start).days + 1)


def grain_label(step: str) -> str:
    """The label of a grain."""
    words = {"day": _("by day"), "week": _("by whole week"), "month": _("by whole month")}
    return words[step]


def chooser(key: str, chosen: Filters) -> Metric:
    """The metric chosen for the trend; at first one that the period knows."""
    company = cache.outcomes()
    choices = company.trends[:MOST_CHOICES]
    values = cache.figures(choices, chosen.query())
    known = values.filter(pl.col("value").is_not_null())["metric"].to_list()
    first = next((name for name in choices if name in known), choices[0])
    labels = {name: show(company.metric(name).label) for name in choices}
    widget = f"{key}_trend"
    if st.session_state.get(widget) not in choices:  # other outcomes have been chosen since
        st.session_state.pop(widget, None)
    name = st.segmented_control(
        _("Figure"), choices, key=widget, format_func=labels.__getitem__,
        default=first, required=True, label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    return company.metric(name or first)


def series(table: pl.DataFrame, step: str, by: str = "channel") -> list[Line]:
    """A line per channel or network, the largest first; those without any value are left out."""
    label = {"channel": channel_label, "network": network_label}[by]
    order = (
        table.group_by(by)
        .agg(pl.col("value").sum().alias("total"), pl.col("value").count().alias("known"))
        .filter(pl.col("known") > 0)
        # group_by has no order: ties go by name, so that lines and colours stay the same.
        .sort("total", by, descending=[True, False])[by]
        .to_list()
    )
    colours = theme.colours(name or "Unassigned" for name in order)
    found = []
    for name in order:
        # The unknown channel is null, which “==” never finds.
        own = table.filter(pl.col(by).eq_missing(pl.lit(name))).sort(step)
        days: list[date] = own[step].to_list()
        colour = colours[name or "Unassigned"]
        dash = "solid" if name else "dot"
        found.append(Line(label(name), colour, days, own["value"].to_list(), dash=dash))
    return found


def _drawn(metric: Metric, chosen: Filters, by: str) -> tuple[str, list[Line]]:
    """The grain and the lines; by day where the data do not fill one whole week or month."""
    found: list[Line] = []
    for step in dict.fromkeys((grain(chosen), "day")):
        found = series(cache.trend(metric.id, chosen.query(), step, by), step, by)
        if found:
            return step, found
    return "day", found


def one_chart(metric: Metric, chosen: Filters, by: str, *, key: str) -> None:
    """The metric over time in one chart, with its series breaks and annotations."""
    step, found = _drawn(metric, chosen, by)
    label = show(metric.label)
    if not found:
        _nothing(metric, chosen)
        return
    marks = chart_annotations.of(chosen.query(), metric)
    st.caption(_("{metric}, {grain}", metric=label, grain=grain_label(step)) + _left_out(found))
    chart.draw(
        lines(
            found[:MOST_LINES],
            unit=metric.unit,
            height=340,
            marks=chart_annotations.drawn(marks),
            span=(chosen.start, chosen.end),
        ),
        key=f"{key}_chart",
        alt=_takeaway(by, label, found[0].name),
    )
    chart_annotations.legend(marks)
    chart_annotations.popover(chosen.end, cache.overview().channels, key=key)


def _takeaway(by: str, metric: str, first: str) -> str:
    if by == "channel":
        return _("{metric} by channel; most come from {first}", metric=metric, first=first)
    return _("{metric} by network; most come from {first}", metric=metric, first=first)


def _left_out(found: list[Line]) -> str:
    extra = len(found) - MOST_LINES
    return (
        " · "
        + _n("the largest {n} of {all}", "the largest {n} of {all}", n=MOST_LINES, all=len(found))
        if extra > 0
        else ""
    )


def _nothing(metric: Metric, chosen: Filters) -> None:
    row = cache.figures((metric.id,), chosen.query()).row(0, named=True)
    if row["value"] is None:
        why = reason(row["why_null"])
    else:
        why = _(
            "your files give one total for the whole period. Export the report by day for a trend."
        )
    st.info(_("{label}: {value}", label=show(metric.label), value=why))


def reason(word: str | None) -> str:
    """The message of a reason, or a general one."""
    if word is None:
        return _("There is nothing to draw for this selection.")
    return show(WhyNull(word).message)
