"""The tables of channels: total first, changes, intervals as pictures, the last weeks as a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from i18n import format as shown
from metrics.comparison.change import Change, ChangeDirection
from metrics.definitions.registry import Metric, Unit
from metrics.results.channel_changes import WEEKS, ChannelChanges
from ui import cache, device, filters, marks, navigation, theme
from ui.components import grid
from ui.components.channels import channel_list, channel_rows, chosen
from ui.components.channels.channel_rows import ChannelRow
from ui.components.grid import GridColumn
from ui.filters import Filters
from ui.text import _, _n, language, show

SHORT = 8
"""Rows of the short table with the total: as many as fit next to a chart."""
_WIDTH = 122  # pixels of an interval's picture
_NAME, _LETTER, _WIDEST = 136, 7, 176  # pixels of names: at least, per letter, at most
_TRIALS = 200  # a rate of fewer has an interval that fills the scale

_COLOURS = {ChangeDirection.GOOD: "good", ChangeDirection.BAD: "bad"}


def full(found: ChannelChanges, *, key: str) -> str | None:
    """The whole table; gives the channel whose row was selected."""
    columns = chosen.columns(cache.outcomes())
    rest = chosen.overhead(found, columns.cost)
    overhead = None if rest is None or columns.cost is None else (columns.cost, rest)
    every = channel_rows.rows(found)
    if device.is_phone():
        few = (columns.main, columns.cost_per)
        return channel_list.choose(every, few, key=key, overhead=overhead)
    if overhead is not None:
        every.append(ChannelRow(_("Overhead"), None, {}))
    names = (columns.volume, columns.main, columns.rate, columns.cost, columns.cost_per, columns.revenue)  # fmt: skip
    picked = _draw(every, names, found, key=key, rest=(columns.cost, rest))
    return None if picked is None else every[picked].channel


def short(now: Filters) -> None:
    """The largest channels by the main outcome; a click on one opens it on Channels."""
    st.header(_("By channel"), anchor=False)
    found = chosen.values(now)
    columns = chosen.columns(cache.outcomes())
    every = channel_rows.rows(found)
    few = every[:SHORT]
    turn = st.session_state.setdefault("channels_short", 0)
    names = (columns.main, columns.rate, columns.cost_per)
    if device.is_phone():
        name = channel_list.choose(few, (columns.main, columns.cost_per), key=f"short_{turn}")
        is_picked = name is not None
    else:
        picked = _draw(few, names, found, key=f"short_{turn}")
        is_picked, name = picked is not None, None if picked is None else few[picked].channel
    if len(every) > len(few):
        left = len(every) - len(few)
        st.caption(_n("And {n} more on Channels.", "And {n} more on Channels.", n=left))
    if is_picked:
        st.session_state["channels_short"] += 1
        parameters = filters.link() if name is None else filters.link(open=name)
        st.switch_page(navigation.target("channels"), query_params=parameters)


def _draw(
    every: list[ChannelRow],
    wanted: tuple[str | None, ...],
    found: ChannelChanges,
    *,
    key: str,
    rest: tuple[str | None, float | None] = (None, None),
) -> int | None:
    names = channel_rows.known(every, wanted)
    cells = _Cells(every)
    cells.text("channel", _("Channel"), _("A group of traffic sources, set by rules."))
    for name in names:
        metric = cache.outcomes().metric(name)
        overhead = rest[1] if rest[0] == name else None
        cells.values(metric, cache.outcomes().metric(found.main), overhead)
        mine = [row.metrics[name] for row in every if name in row.metrics]
        # What was spent is no result: its change is neither good nor bad.
        if name != rest[0] and any(one.change.value is not None for one in mine):
            cells.changes(metric)
        ends = any(one.figure.low is not None for one in mine)
        if ends and metric.denominator:
            cells.intervals(metric, found)
    if any(sum(week is not None for week in row.weeks) > 1 for row in every):
        cells.weeks()
    return grid.choose(
        cells.styled(), cells.columns, key=key,
        alt=_("Channels with their results, changes and costs"),
    )  # fmt: skip


class _Cells:
    """The cells of a table, written in the session's language and sorted as numbers."""

    def __init__(self, every: list[ChannelRow]) -> None:
        self.every = every
        self.columns: list[GridColumn] = []
        self._values: dict[str, list[object]] = {}
        self._texts: dict[tuple[int, str], str] = {}
        self._colours: dict[tuple[int, str], str] = {}

    def text(self, name: str, label: str, meaning: str) -> None:
        """The names of the rows."""
        self._values[name] = [row.label for row in self.every]
        longest = max(len(row.label) for row in self.every)
        wide = min(max(_NAME, _LETTER * longest), _WIDEST)
        config = st.column_config.TextColumn(pinned=True, width=wide)
        self.columns.append(GridColumn(name, label, meaning, config=config))

    def put(self, place: int, name: str, value: float, text: str) -> None:
        """Sets one cell."""
        self._values[name][place], self._texts[place, name] = value, text

    def values(self, metric: Metric, main: Metric, rest: float | None = None) -> None:
        """A metric's values; unknown ones are empty. ``rest`` is that of the last row, overhead."""
        name = metric.id
        usual = channel_rows.usual_currency(self.every, name)
        self._values[name] = [None] * len(self.every)
        figures = [row.metrics[name].figure if name in row.metrics else None for row in self.every]
        numbers = [None if figure is None else figure.value for figure in figures]
        if rest is not None:
            numbers[-1] = rest
        currencies = [(figure.currency if figure else None) or usual for figure in figures]
        texts = shown.format_column(numbers, metric.unit, currencies, language())
        for place, (number, text) in enumerate(zip(numbers, texts, strict=True)):
            if number is not None:
                self.put(place, name, number, text)
        column = grid.metric_column(metric)
        # The rate of the main results needs no full name, which would be the widest heading; any
        # other one does, for it divides something else.
        of_main = metric.unit is Unit.PERCENT and metric.numerator == main.numerator
        self.columns.append(replace(column, label=_("Rate")) if of_main else column)

    def changes(self, metric: Metric) -> None:
        """A metric's changes, in colour only where one is a verdict."""
        name = f"{metric.id}_change"
        self._values[name] = [None] * len(self.every)
        changes = [
            row.metrics[metric.id].change if metric.id in row.metrics else None
            for row in self.every
        ]
        texts = shown.change_column(changes, language())
        for place, (change, text) in enumerate(zip(changes, texts, strict=True)):
            if change is not None and change.value is not None and text is not None:
                self.put(place, name, change.value, text)
                self._colours[place, name] = _colour(change)
        meaning = _("{name}: change from the earlier period. Coloured only where it is more than random variation.", name=show(metric.label))  # fmt: skip
        self.columns.append(GridColumn(name, "Δ", meaning, is_number=True))

    def intervals(self, metric: Metric, found: ChannelChanges) -> None:
        """A rate as a dot on its interval, with the total's as a dashed line."""
        name, average = f"{metric.id}_interval", found.whole[metric.id].figure.value
        figures = [row.metrics[metric.id].figure if metric.id in row.metrics else None for row in self.every]  # fmt: skip
        tops = [one.high for one in figures if one is not None and one.high is not None and (one.denominator or 0) >= _TRIALS]  # fmt: skip
        top = max(tops, default=max((one.high or 0 for one in figures if one is not None), default=0))  # fmt: skip
        self._values[name] = [
            marks.uri(marks.interval(marks.IntervalMark(one.low, one.value, one.high, top, average), _WIDTH - 16))
            if one is not None and one.value is not None and one.low is not None and one.high is not None
            else None
            for one in figures
        ]  # fmt: skip
        meaning = _("{name} with its 95% interval. The dashed line is the total.", name=show(metric.label))  # fmt: skip
        config = st.column_config.ImageColumn(width=_WIDTH)
        self.columns.append(GridColumn(name, _("95% interval"), meaning, config=config))

    def weeks(self) -> None:
        """The main outcome of the last whole weeks."""
        self._values["weeks"] = [
            list(row.weeks) if any(week is not None for week in row.weeks) else None
            for row in self.every
        ]
        label = _n("{n} week", "{n} weeks", n=WEEKS)
        meaning = _("The last whole weeks up to the end of the period.")
        config = st.column_config.LineChartColumn(width=92, y_min=0, color="blue")
        self.columns.append(GridColumn("weeks", label, meaning, config=config))

    def styled(self) -> Styler:
        """The cells with their texts; the total is bold."""
        frame = pd.DataFrame(self._values, dtype=object)
        bold = [
            ["font-weight:650" if place == 0 else ""] * len(self._values) for place in frame.index
        ]
        looks = pd.DataFrame(bold, frame.index, frame.columns)
        for (place, name), colour in self._colours.items():
            looks.loc[place, name] = f"{bold[place][0]};color:{colour}"
        styler = frame.style.apply(lambda _whole: looks, axis=None)
        for (place, name), text in self._texts.items():
            styler.format(_always(text), subset=pd.IndexSlice[place, name])
        return styler


def _always(text: str) -> Callable[[object], str]:
    return lambda _value: text


def _colour(change: Change) -> str:
    return theme.role(_COLOURS.get(change.direction, "quiet"))
