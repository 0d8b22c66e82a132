"""The details of one channel: its metrics, trend, campaigns, landing pages, posts, and attribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.values.added_chart import ChartSplit
from i18n import format as shown
from metrics.definitions.registry import Metric, Unit
from metrics.engine import splittable
from metrics.results.results import Headline
from ui import cache, filters, navigation
from ui.charts.trend import trend
from ui.components import chart, report_chart
from ui.components.attribution import attribution, bridge
from ui.components.channels import best_posts, chosen
from ui.components.figure import detail
from ui.components.results import chart as results_chart
from ui.components.results.values import moved, value
from ui.components.sources.import_issues import plain
from ui.filters import Filters, channel_label
from ui.text import _, language, show

OPEN, TURN = "open", "channels_turn"
_FIRST = 3
_PAGES = 5


def open_drawer(channel: str, row: Mapping[str, Headline], now: Filters) -> None:
    """Opens the details at the right, and keeps the channel in the address while they are open."""
    st.query_params[OPEN] = channel

    def closed() -> None:
        st.query_params.pop(OPEN, None)
        # A new key empties the table's selection: the same row can be opened again.
        st.session_state[TURN] += 1

    def draw() -> None:
        body(channel, row, now)

    # The title of a dialog is fixed where it is decorated.
    title = plain(channel_label(channel))
    st.dialog(title, position="right", width="medium", on_dismiss=closed)(draw)()


def body(channel: str, row: Mapping[str, Headline], now: Filters) -> None:
    """All of it in one column."""
    columns = chosen.columns(cache.outcomes())
    one = replace(now, channels=(channel,), excluded=tuple(n for n in now.excluded if n != "channels"))  # fmt: skip
    wanted = (columns.main, columns.rate, columns.cost_per, columns.revenue, *columns.every)
    known = [name for name in dict.fromkeys(wanted) if name and row[name].figure.value is not None]
    with st.container(horizontal=True, gap="medium"):
        for name in known[:_FIRST]:
            metric = cache.outcomes().metric(name)
            text = f"{plain(show(metric.label))}  \n**{plain(value(row[name].figure))}** {moved(row[name].change)}"  # fmt: skip
            st.markdown(text, width="content")
    headline = row[columns.main]
    if headline.figure.value is not None:
        _trend(headline, one)
    detail.campaigns(headline, one)
    _landing_pages(headline.figure.metric, one)
    best_posts.draw(channel, now)
    _others({name: row[name] for name in known[_FIRST:]})
    said = bridge.of_channel(channel, attribution.usual(now))
    if said:
        st.caption(plain(said))
        st.page_link(navigation.target("attribution"), label=_("Open Attribution"),
                     query_params=filters.link(), icon=":material/balance:")  # fmt: skip
    st.page_link(
        navigation.target("results"), label=_("Show on Results"), icon=":material/monitoring:",
        query_params=filters.link_of("channels", [channel]),
    )  # fmt: skip


def _trend(headline: Headline, one: Filters) -> None:
    metric = headline.figure.metric
    series = cache.period_series(metric.id, headline.period, headline.before_by_point)
    if series is None:
        return
    title = results_chart.heading(show(metric.label), series.grain)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(plain(title), anchor=False, width="stretch")
        added = report_chart.of(metric.id, ChartSplit.TREND, one)
        report_chart.menu(added, key="channel_trend")
    figure = trend(
        series, results_chart.words(metric.unit, series.currency), height=240,
        whole=metric.unit is Unit.COUNT,
    )  # fmt: skip
    chart.show(figure, key="channel_trend", alt=results_chart.takeaway(title, series),
               name=f"channel-{metric.id}")  # fmt: skip


def _landing_pages(metric: Metric, one: Filters) -> None:
    """The pages where most sessions with the result began."""
    if not splittable(metric, "landing_page"):
        return
    query = replace(one.query(), by=())
    found = cache.by_key(metric.id, query, "landing_page").drop_nulls("landing_page").head(_PAGES)
    if found.is_empty():
        return
    st.header(_("Landing pages"), anchor=False)
    st.table(
        {
            _("Landing page"): [plain(name) for name in found["landing_page"]],
            plain(show(metric.label)): [
                plain(shown.format_metric(row["value"], metric.unit, row["currency"], language()))
                for row in found.to_dicts()
            ],
        },
        border="horizontal",
    )


def _others(row: Mapping[str, Headline]) -> None:
    if not row:
        return
    st.header(_("Other metrics"), anchor=False)
    names = [show(cache.outcomes().metric(name).label) for name in row]
    st.table(
        {
            _("Metric"): [plain(name) for name in names],
            _("Value"): [plain(value(one.figure)) for one in row.values()],
            _("Change"): [moved(one.change) or shown.MISSING for one in row.values()],
        },
        border="horizontal",
    )
