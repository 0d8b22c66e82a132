"""Shares by month as bars: months of the period in the colour of now, the others quieter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from i18n import format as shown
from ui import chart_layout, device, theme
from ui.chart_layout import Figure

_HEIGHT = 190
_LABELS = 5  # months that have a label


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A month, by its first day, and its share."""

    month: date
    share: float
    is_now: bool


def share_bars(bars: Sequence[ShareBar], language: str) -> Figure:
    """The bars in their order, from zero."""
    places = list(range(len(bars)))
    step = max(1, -(-len(bars) // (_LABELS - device.is_phone())))
    labelled = places[::-1][::step][::-1]
    words = [
        f"{shown.month(bar.month, language)}: {shown.percent(bar.share, language)}" for bar in bars
    ]
    marks = chart_layout.ticks(
        [bar.share for bar in bars],
        lambda mark: shown.percent(mark, language, 0 if mark >= 0.01 or not mark else 1),
    )
    return {
        "data": [
            {
                "type": "bar",
                "x": places,
                "y": [bar.share for bar in bars],
                "width": 0.7,
                "marker": {
                    "color": [theme.role("now" if bar.is_now else "before") for bar in bars]
                },
                "hovertext": words,
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": chart_layout.layout(
            _HEIGHT,
            # The label of the last month reaches beyond its bar.
            margin={"l": 8, "r": 30, "t": 14, "b": 8},
            xaxis=chart_layout.axis(
                tickvals=labelled,
                ticktext=[shown.month(bars[place].month, language) for place in labelled],
            ),
            yaxis=chart_layout.value_axis(**marks),
        ),
    }
