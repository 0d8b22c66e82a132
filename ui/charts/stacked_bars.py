"""Bars over time, stacked by group: one for each day, week or month that has anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ui import chart_layout, theme
from ui.chart_layout import Figure

_HEIGHT = 180
_PALE = 0.35  # the other bars, where one is chosen


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A bar: ``key`` is what a click on it means, ``values`` are by group, empty for no bar.

    ``tick`` is its label at the axis, empty for none.
    """

    key: str
    values: Mapping[str, int]
    words: str
    tick: str = ""


def stacked_bars(
    bars: Sequence[StackedBar],
    groups: Sequence[str],
    label: Callable[[str], str],
    write: Callable[[float], str],
    chosen: str | None = None,
) -> Figure:
    """The bars in their order; places without a bar stay empty. ``chosen`` is the key of one."""
    colours = theme.colours(groups)
    traces = []
    for group in groups:
        mine = [(place, bar) for place, bar in enumerate(bars) if bar.values.get(group)]
        strong = [1 if chosen in {None, bar.key} else _PALE for _place, bar in mine]
        traces.append(
            {
                "type": "bar",
                "name": theme.escaped(label(group)),
                "x": [place for place, _bar in mine],
                "y": [bar.values[group] for _place, bar in mine],
                "width": 0.8,
                "customdata": [[bar.key] for _place, bar in mine],
                "hovertext": [theme.escaped(bar.words) for _place, bar in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {"color": colours[group], "opacity": strong},
                # The page is drawn again with the chosen bar: a click fades nothing before that.
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    labelled = [place for place, bar in enumerate(bars) if bar.tick]
    totals = [float(sum(bar.values.values())) for bar in bars]
    quiet = {"size": chart_layout.SMALL, "color": theme.role("quiet")}
    return {
        "data": traces,
        "layout": chart_layout.layout(
            _HEIGHT,
            barmode="stack",
            showlegend=len(groups) > 1,
            legend={"orientation": "h", "y": -0.25, "traceorder": "normal", "font": quiet,
                    "itemclick": False, "itemdoubleclick": False},
            xaxis=chart_layout.axis(
                range=[-0.6, len(bars) - 0.4], tickvals=labelled,
                ticktext=[bars[place].tick for place in labelled], tickangle=0,
            ),
            yaxis=chart_layout.value_axis(**chart_layout.ticks(totals, write, whole=True)),
        ),
    }  # fmt: skip
