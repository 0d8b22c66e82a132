"""The charts that were added to the report: their captions, their order, and taking them out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from changes.added_charts import (
    TooManyChartsError,
    arrange_charts,
    caption_chart,
    remove_chart,
    restore_chart,
)
from data.values.added_chart import LONGEST, StoredChart
from report.evidence.added_charts import filters_of, name_of
from ui import cache, state
from ui.components import report_chart
from ui.components.sources.import_issues import plain
from ui.text import _, show

_REMOVED = "added_chart_removed"


def edit() -> None:
    """A line for each chart, in the order of the report."""
    st.header(_("Added charts"), anchor=False)
    current = state.store().state.added_charts.current()
    if current:
        st.caption(_("They follow the period of the report."))
    else:
        st.caption(_("Add charts from the menu “More” of a chart, such as the one on Results."))
    for place, stored in enumerate(current):
        _line(stored, current, place)
    _undo()


def _line(stored: StoredChart, current: Sequence[StoredChart], place: int) -> None:
    name = show(name_of(stored.chart, cache.outcomes()))
    with st.container(border=True, key=f"added_chart_{stored.id}", gap="xsmall"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
            st.markdown(plain(name), width="stretch")
            for step, icon, label in (
                (-1, "arrow_upward", _("Move up: {section}", section=name)),
                (1, "arrow_downward", _("Move down: {section}", section=name)),
            ):
                st.button(
                    plain(label), key=f"present_move_chart_{stored.id}_{step}", icon=f":material/{icon}:",
                    type="tertiary", help=plain(label), disabled=not 0 <= place + step < len(current),
                    on_click=_move, args=(_moved(current, place, step),),
                )  # fmt: skip
            label = _("Remove: {section}", section=name)
            st.button(
                plain(label), key=f"present_move_chart_{stored.id}_out", icon=":material/delete:",
                type="tertiary", help=plain(label), on_click=_remove, args=(stored.id,),
            )  # fmt: skip
        filters = " · ".join(show(one) for one in filters_of(stored.chart))
        if filters:
            st.caption(plain(filters))
        _caption(stored)


def _caption(stored: StoredChart) -> None:
    key = f"added_caption_{stored.id}"
    # In every run: another session may have written another one.
    st.session_state[key] = stored.chart.caption
    st.text_input(
        _("Caption"), key=key, max_chars=LONGEST, placeholder=_("Caption"),
        label_visibility="collapsed", on_change=_write, args=(stored.id, key),
    )  # fmt: skip


def _write(chart_id: int, key: str) -> None:
    caption_chart(state.store(), chart_id, st.session_state[key], state.who())


def _moved(current: Sequence[StoredChart], place: int, step: int) -> list[int]:
    """The ids in the order after a step of one; the same where it leads out of the list."""
    ids = [stored.id for stored in current]
    other = place + step
    if 0 <= other < len(ids):
        ids[place], ids[other] = ids[other], ids[place]
    return ids


def _move(chart_ids: list[int]) -> None:
    arrange_charts(state.store(), chart_ids, state.who())


def _remove(chart_id: int) -> None:
    if remove_chart(state.store(), chart_id, state.who()):
        st.session_state[_REMOVED] = chart_id


def _undo() -> None:
    """The way back for the chart that was removed last in this session."""
    log = {stored.id: stored for stored in state.store().state.added_charts.log()}
    stored = log.get(st.session_state.get(_REMOVED, 0))
    if stored is None or stored.removed_at is None:
        return
    name = show(name_of(stored.chart, cache.outcomes()))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(_("“{name}” was removed from the report.", name=name)), width="content")
        st.button(
            _("Undo"), key="added_undo", icon=":material/undo:", type="tertiary",
            on_click=_restore, args=(stored.id,),
        )  # fmt: skip


def _restore(chart_id: int) -> None:
    try:
        restore_chart(state.store(), chart_id, state.who())
    except TooManyChartsError:
        st.toast(report_chart.full(), icon=":material/warning:")
