"""The details of one metric: trend, by channel, by campaign, definition, source rows."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.values.added_chart import ChartSplit
from i18n import format as shown
from metrics.definitions.formula_text import formula
from metrics.definitions.registry import Metric, metrics
from metrics.engine import splittable
from metrics.results.results import Headline
from ui import cache, filters, navigation
from ui.charts.ranked import RankedBar, ranked
from ui.components import chart, page_context, report_chart
from ui.components.goals.messages import standing
from ui.components.results import answer
from ui.components.results import chart as results_chart
from ui.components.results.values import moved, value
from ui.components.sources.import_issues import plain
from ui.filters import Filters, channel_label, network_label
from ui.text import _, _n, language, show

SHOWN = 9
_KEYS = ("channel", "network")


def headline_of(metric_id: str, chosen: Filters) -> Headline:
    """The value of a metric with its change."""
    [found] = cache.headlines((metric_id,), chosen.query(), chosen.compare)
    return found


def page(metric_id: str, chosen: Filters) -> None:
    """All of it, on a page of its own."""
    headline = headline_of(metric_id, chosen)
    goal = answer.goal_about(metric_id, chosen, standing())
    answer.draw(headline, (headline,), chosen, goal)
    if headline.figure.value is None:
        definition(headline.figure.metric)
        return
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        results_chart.draw(headline, chosen, goal)
    with right:
        split(headline, chosen)
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        rows(metric_id, chosen)
    with right:
        campaigns(headline, chosen)
        definition(headline.figure.metric)
        basis(metric_id, chosen)


def open_drawer(metric_id: str, chosen: Filters | None, turn: str) -> None:
    """Opens the details at the right; ``turn`` is the session's number in the key of the table.

    Without filters (nothing is imported) it is the definition alone.
    """

    def closed() -> None:
        # A new key empties the table's selection: the same row can be opened again.
        st.session_state[turn] += 1

    def draw() -> None:
        if chosen is None:
            definition(metrics()[metric_id])
            return
        target = navigation.target("figure")
        st.page_link(target, label=_("Open as a page"), query_params=filters.link(id=metric_id))
        drawer(metric_id, chosen)

    # The title of a dialog is fixed where it is decorated.
    title = show(metrics()[metric_id].label)
    st.dialog(title, position="right", width="medium", on_dismiss=closed)(draw)()


def drawer(metric_id: str, chosen: Filters) -> None:
    """The same in one column."""
    headline = headline_of(metric_id, chosen)
    figure = headline.figure
    if figure.value is None:
        why = show(figure.why.message) if figure.why is not None else ""
        st.info(_("No value: {why}", why=plain(why)))
    else:
        st.markdown(f"**{plain(value(figure))}** {moved(headline.change)}")
    definition(figure.metric)
    if figure.value is not None:
        split(headline, chosen)
        campaigns(headline, chosen)
        basis(metric_id, chosen)


def split(headline: Headline, chosen: Filters, *, least: int = 1) -> None:
    """The largest channels (or networks); a click on one filters by it.

    Fewer than ``least`` are not drawn.
    """
    metric = headline.figure.metric
    for key in _KEYS:
        if not splittable(metric, key):
            continue
        found = cache.by_key(metric.id, replace(chosen.query(), by=()), key)
        if found.height < 2 and key != _KEYS[-1]:
            continue
        if found.height < least:
            return
        _bars(headline, key, found.head(SHOWN).to_dicts(), chosen)
        if found.height > SHOWN:
            st.caption(_n("And {n} more.", "And {n} more.", n=found.height - SHOWN))
        return


def _bars(headline: Headline, key: str, found: list[dict[str, object]], chosen: Filters) -> None:
    metric = headline.figure.metric
    titles = {"channel": _("By channel"), "network": _("By network")}
    label = {"channel": channel_label, "network": network_label}[key]
    _headed(titles[key], metric, ChartSplit(key), chosen)

    def bar(row: dict[str, object]) -> RankedBar:
        name = None if row[key] is None else str(row[key])
        number = float(str(row["value"]))
        currency = None if row["currency"] is None else str(row["currency"])
        words = shown.format_metric(number, metric.unit, currency, language())
        return RankedBar(name or "", label(name), number, words)

    bars = [bar(row) for row in found]
    picked = chart.show(
        ranked(bars), key=f"split_{metric.id}_{key}", select=True, name=f"{metric.id}-by-{key}",
        alt=", ".join(f"{one.name} {one.words}" for one in bars),
    )  # fmt: skip
    names = [point["customdata"][0] for point in picked if point.get("customdata")]
    now = filters.values().get(f"{key}s")
    if names and names[0] and now != [names[0]]:
        filters.choose(f"{key}s", [names[0]])
        st.rerun()


def _headed(title: str, metric: Metric, split_by: ChartSplit, chosen: Filters) -> None:
    """The title of a part with the menu of its chart."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(title, anchor=False, width="stretch")
        chart_of = report_chart.of(metric.id, split_by, chosen)
        report_chart.menu(chart_of, key=f"by_{split_by.value}")


def campaigns(headline: Headline, chosen: Filters) -> None:
    """The campaigns with the most of it."""
    metric = headline.figure.metric
    if not splittable(metric, "campaign"):
        return
    query = replace(chosen.query(), by=())
    found = cache.by_keys(metric.id, query, ("campaign", "channel")).drop_nulls("campaign")
    named = found.filter(~found["campaign"].str.starts_with("(")).head(5)
    if named.is_empty():
        return
    _headed(_("By campaign"), metric, ChartSplit.CAMPAIGN, chosen)
    # Of one channel, its name in each row says nothing.
    is_one = len(chosen.channels) == 1 and "channels" not in chosen.excluded
    channels = [plain(channel_label(name)) for name in named["channel"]]
    st.table(
        {
            _("Campaign"): [plain(name) for name in named["campaign"]],
            **({} if is_one else {_("Channel"): channels}),
            plain(show(metric.label)): [
                plain(shown.format_metric(row["value"], metric.unit, row["currency"], language()))
                for row in named.to_dicts()
            ],
        },
        border="horizontal",
    )


def definition(metric: Metric) -> None:
    """What the metric means and how it is computed."""
    st.header(_("Definition"), anchor=False)
    st.markdown(plain(show(metric.doc)))
    for note in (metric.needs, metric.caveat, *(one.what for one in metric.breaks)):
        if note is not None:
            st.caption(plain(show(note)))
    facts = {_("Formula"): formula(metric, language())}
    if metric.partner:
        facts[_("Related result")] = show(metrics()[metric.partner].label)
    facts[_("Source")] = show(metric.source)
    facts[_("Name in commands")] = metric.id
    known = {name: text for name, text in facts.items() if text}
    st.table(
        {_("Fact"): list(known), _("Text"): [plain(text) for text in known.values()]},
        border="horizontal",
        hide_header=True,
        hide_index=True,
    )


def basis(metric_id: str, chosen: Filters) -> None:
    """Which reports and how many rows the value comes from."""
    for sentence in cache.sentences((metric_id,), chosen.query()):
        st.caption(plain(page_context.text_of(sentence)))


def rows(metric_id: str, chosen: Filters) -> None:
    """The source rows with file and line."""
    st.header(_("Source rows"), anchor=False)
    page_context.rows_of(metric_id, chosen)
