"""The page Goals: answer, table, the open goal, and what surrounds the goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import metrics
from metrics.goals.conflicts import conflicts
from metrics.goals.goal import Goal
from metrics.goals.objectives import advice
from metrics.goals.progress import Progress
from metrics.question.query import Query
from ui import cache, device, faults
from ui.components import answer
from ui.components.goals import (
    builder,
    builder_target,
    choice,
    detail,
    headline,
    holidays,
    setup,
    share,
)
from ui.components.goals.goal_list import PARAMETER, choices
from ui.components.goals.messages import CLOSED, names, open_first, standing
from ui.components.goals.table import table
from ui.components.results import insights
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show

_LOOKED_AT = timedelta(days=27)  # older changes of a goal's status are not shown
NEW = "new"  # parameter of the address
MOST_CLOSED = 3  # closed goals that stay in the table


def board() -> None:
    """Every goal with its progress, and the one that is open."""
    if NEW in st.query_params:  # a link that creates one; a reload does not open it again
        del st.query_params[NEW]
        builder.open_new()
    found = open_first(standing())
    known = names([one.goal for one in found])
    _head(found, known)
    builder.saved()
    if found:
        _goals(choice.chosen(found), known)
        _warnings([one.goal for one in found], known)
    _tools(found)
    detail.archived()
    if builder.is_open():
        builder.dialog()


def _head(found: Sequence[Progress], known: Mapping[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch"):
            answer.title(headline.answer(found), headline.note(found, known), _stale())
        st.button(_("Create goal"), type="primary", icon=":material/add:", key="goal_new",
                  on_click=builder.open_new)  # fmt: skip


def _stale() -> str:
    """The day that all of this is about, where it is long past."""
    last = cache.overview().last
    if last is None or not builder_target.is_stale(last):
        return ""
    return _("As of {day}, the last day with data.", day=shown.day(last, language()))


def _goals(found: Sequence[Progress], known: Mapping[str, str]) -> None:
    """The list and the open goal: the first one unless the address names another."""
    if not found:
        st.info(_("No goal matches this choice."))
        return
    asked = st.query_params.get(PARAMETER)
    chosen = next((one for one in found if one.goal.id == asked), found[0])
    closed = [one for one in found if one.status in CLOSED]
    folded = closed if len(closed) > MOST_CLOSED and len(closed) < len(found) else []
    shown_ = [one for one in found if one not in folded]
    _listed(shown_, known, chosen, key="goals_table")
    if folded:
        label = _n("{n} closed goal", "{n} closed goals", n=len(folded))
        with st.expander(label, key="goals_closed", expanded=chosen in folded):
            _listed(folded, known, chosen, key="goals_closed_table")
    st.caption(
        _("Bar: actual. Tick: planned pace. Orange line: target. Whisker: 80% forecast range.")
    )
    detail.detail(chosen, known[chosen.goal.id])


def _listed(
    found: Sequence[Progress], known: Mapping[str, str], chosen: Progress, *, key: str
) -> None:
    if device.is_phone():
        choices(found, known)
    else:
        table(found, known, chosen.goal.id, key=key)


def _tools(found: Sequence[Progress]) -> None:
    """What goals serve, days off, and the document to share."""
    with st.container(horizontal=True):
        setup.objectives_popover()
        holidays.holidays_popover()
        if found:
            share.popover()
    if found:
        setup.tree_of([one.goal for one in found])


@st.fragment(parallel=True)  # insights are the slowest part: the rest of the page does not wait
@faults.guarded
def _warnings(goals: Sequence[Goal], known: Mapping[str, str]) -> None:
    _notices(goals, known)


def _notices(goals: Sequence[Goal], known: Mapping[str, str]) -> None:
    """Goals that contradict each other, goals that turned at risk, too few goals."""
    asked = tuple(goals)
    for one in cache.remember("conflicts", (asked,), lambda facts: conflicts(facts, asked)):
        pair = " ↔ ".join(_with_target(goal, known) for goal in (one.first, one.second))
        st.markdown(f":orange[:material/compare_arrows:] **{pair}**: {plain(show(one.message))}")
    last = cache.overview().last
    if last is not None:
        insights.of_goals(Query(last - _LOOKED_AT, last))
    tip = advice(goals)
    if tip is not None:
        st.caption(f":material/lightbulb: {plain(show(tip))}")


def _with_target(goal: Goal, known: Mapping[str, str]) -> str:
    unit = metrics()[goal.metric].unit
    return plain(f"{known[goal.id]} ({shown.format_metric(goal.target, unit, None, language())})")
