"""Charts added to the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.base.json_values import to_json
from data.store import Store
from data.values.added_chart import MOST, AddedChart, find
from data.values.audit import Actor, described, difference

_HIDDEN = frozenset({"caption"})  # free text of the user
ORDER = "charts"  # the subject of a new order in the log


class TooManyChartsError(ValueError):
    """The report has as many charts as it may have."""


def add_chart(store: Store, chart: AddedChart, who: Actor) -> int:
    """Add a chart to the report, after the others; gives its id.

    One that is in the report already stays as it is. Raises TooManyChartsError where the report
    is full.
    """
    state = store.state
    with state.audit.change():
        current = state.added_charts.current()
        known = find(chart, current)
        if known is not None:
            return known.id
        if len(current) >= MOST:
            raise TooManyChartsError(f"a report has at most {MOST} added charts")
        number = state.added_charts.add(chart, by=who.name)
        state.audit.add(who, "chart.add", number, after=_logged(chart))
    return number


def caption_chart(store: Store, chart_id: int, caption: str, who: Actor) -> bool:
    """Replace the caption of a chart; an empty one removes it. False when nothing changes.

    Raises ValueError for a caption that is too long.
    """
    state = store.state
    with state.audit.change():
        was = _current(store).get(chart_id)
        now = None if was is None else replace(was, caption=caption.strip())
        if was is None or now is None or was == now:
            return False
        state.added_charts.change(chart_id, now)
        before, after = difference(to_json(was), to_json(now), _HIDDEN)
        state.audit.add(who, "chart.edit", chart_id, before=before, after=after)
    return True


def arrange_charts(store: Store, chart_ids: Sequence[int], who: Actor) -> bool:
    """Put the charts in this order. False when they are not the charts of the report, or are so already."""
    state = store.state
    with state.audit.change():
        was, now = list(_current(store)), list(chart_ids)
        if was == now or sorted(was) != sorted(now):
            return False
        state.added_charts.arrange(now)
        state.audit.add(who, "chart.move", ORDER, before=was, after=now)
    return True


def remove_chart(store: Store, chart_id: int, who: Actor) -> bool:
    """Take a chart out of the report. False when it is not in it."""
    state = store.state
    with state.audit.change():
        was = _current(store).get(chart_id)
        if was is None:
            return False
        state.added_charts.remove(chart_id, by=who.name)
        state.audit.add(who, "chart.remove", chart_id, before=_logged(was))
    return True


def restore_chart(store: Store, chart_id: int, who: Actor) -> bool:
    """Put a removed chart back in its place. False when it is not removed, or shown by another.

    Raises TooManyChartsError where the report is full.
    """
    state = store.state
    with state.audit.change():
        current = state.added_charts.current()
        log = {one.id: one.chart for one in state.added_charts.log() if one.removed_at is not None}
        chart = log.get(chart_id)
        if chart is None or find(chart, current) is not None:
            return False
        if len(current) >= MOST:
            raise TooManyChartsError(f"a report has at most {MOST} added charts")
        state.added_charts.restore(chart_id)
        state.audit.add(who, "chart.restore", chart_id, after=_logged(chart))
    return True


def _current(store: Store) -> dict[int, AddedChart]:
    return {one.id: one.chart for one in store.state.added_charts.current()}


def _logged(chart: AddedChart) -> dict[str, Any]:
    return described(to_json(chart), _HIDDEN)
