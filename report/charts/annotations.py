"""Positions of numbered annotations on a chart's axis."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from report.document.model import Chart

_DAY = timedelta(days=1)


def numbered(chart: Chart) -> dict[int, str]:
    """Place among the chart's positions → the numbers of its marks, from 1 in their order.

    In a curve by week a day belongs to its week; a day that no position covers has no place.
    """
    days = [position for position in chart.positions if isinstance(position, date)]
    if not days or len(days) < len(chart.positions):
        return {}
    # The last position of a weekly curve covers a whole week, not one day.
    step = days[1] - days[0] if len(days) > 1 else _DAY
    by_place: dict[int, str] = {}
    for number, mark in enumerate(chart.marks, 1):
        place = bisect_right(days, mark.day) - 1
        if place >= 0 and mark.day < days[place] + step:
            by_place[place] = f"{by_place[place]}, {number}" if place in by_place else str(number)
    return by_place
