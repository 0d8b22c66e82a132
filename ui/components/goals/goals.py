"""Goal board with a card per goal, and the goal strip of the results page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from i18n import format as shown
from metrics.definitions.registry import metrics
from metrics.goals.conflicts import conflicts
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.objectives import advice
from metrics.goals.progress import Progress
from metrics.question.query import Query
from ui import cache
from ui.components.goals import card, choice, editor, holidays, outlook, setup, share
from ui.components.goals.messages import heading, scope, standing
from ui.components.goals.outlook import figure
from ui.components.results import insights
from ui.components.sources.import_issues import plain
from ui.text import _, language, show

_LOOKED_AT = timedelta(days=27)  # older changes of a goal's status are not shown


def strip() -> None:
    """The goals in one row of the results page, the worst status first."""
    found = standing()
    if not found:
        return
    st.subheader(_("Goals"), anchor=False)
    st.caption(_("Each goal keeps its own channel and period; the filters do not apply."))
    with st.grid(4, min_column_width=230, gap="small") as grid:
        for one in found:
            key = f"strip_{one.goal.id}"
            with grid.cell(), st.container(border=True, height="stretch", key=key):
                heading(one)
                st.caption(_sofar(one) + _chance(one))


def _sofar(found: Progress) -> str:
    values = {
        "done": figure(found.done, found),
        "target": figure(found.goal.target, found),
        "end": shown.day(found.goal.end, language()),
    }
    if found.goal.direction is GoalDirection.STAY_BELOW:
        return _("{done}, at most {target} by {end}", **values)
    return _("{done} of {target} by {end}", **values)


def _chance(found: Progress) -> str:
    if found.outlook is None or found.outlook.chance is None:
        return ""
    return "  \n" + _("Chance: {chance}", chance=outlook.chance(found))


def board() -> None:
    """Every goal with its progress, and a button for a new one."""
    found = standing()
    _tools(found)
    if not found:
        st.info(
            _(
                "No goal yet. A S.M.A.R.T. goal names a metric and a channel, a target, and a "
                "deadline; Utmost checks it against your own past before you commit."
            )
        )
    else:
        _warnings([one.goal for one in found])
        small = choice.view()
        _shown(choice.chosen(found), small=small)
        setup.tree_of([one.goal for one in found])
    card.put_away()


def _tools(found: Sequence[Progress]) -> None:
    with st.container(horizontal=True):
        if st.button(_("New goal"), type="primary", icon=":material/add:", key="goal_new"):
            editor.open_new()
            st.rerun()
        setup.objectives_popover()
        holidays.holidays_popover()
        if found:
            share.popover()


def _warnings(goals: Sequence[Goal]) -> None:
    """Too few goals, goals that contradict each other, goals that turned at risk."""
    tip = advice(goals)
    if tip is not None:
        st.caption(f":material/lightbulb: {plain(show(tip))}")
    asked = tuple(goals)
    for one in cache.remember("conflicts", (asked,), lambda facts: conflicts(facts, asked)):
        pair = " ↔ ".join(_with_target(goal) for goal in (one.first, one.second))
        st.warning(f"**{pair}**  \n{plain(show(one.message))}", icon=":material/compare_arrows:")
    last = cache.overview().last
    if last is not None:
        insights.of_goals(Query(last - _LOOKED_AT, last))


def _with_target(goal: Goal) -> str:
    unit = metrics()[goal.metric].unit
    return f"{scope(goal)} ({plain(shown.format_metric(goal.target, unit, None, language()))})"


def _shown(found: Sequence[Progress], *, small: bool) -> None:
    if not found:
        st.info(_("No goal matches this choice."))
    if small:
        with st.grid(3, min_column_width=280, gap="small") as grid:
            for one in found:
                key = f"goal_small_{one.goal.id}"
                with grid.cell(), st.container(border=True, height="stretch", key=key):
                    heading(one)
                    st.caption(_sofar(one) + _chance(one))
                    card.small_chart(one)
        return
    for one in found:
        with st.container(border=True, key=f"goal_{one.goal.id}"):
            card.card(one)
