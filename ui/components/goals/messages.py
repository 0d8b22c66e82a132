"""Goal status badges, headings and sort order."""

from __future__ import annotations

import streamlit as st

from metrics.goals.goal import Goal
from metrics.goals.goals_overview import evaluate_all
from metrics.goals.progress import Progress
from metrics.goals.repository import stored
from metrics.goals.scope import scope as scope_of
from metrics.goals.status import GoalStatus
from ui import cache, state
from ui.components.sources.import_issues import plain
from ui.text import show

COLOURS = {
    GoalStatus.ON_TRACK: "green",
    GoalStatus.REACHED: "green",
    GoalStatus.CLOSE: "orange",
    GoalStatus.BEHIND: "red",
    GoalStatus.MISSED: "red",
    GoalStatus.NOT_STARTED: "gray",
    GoalStatus.NOT_MEASURABLE: "gray",
}
ICONS = {
    GoalStatus.ON_TRACK: "check_circle",
    GoalStatus.REACHED: "star",
    GoalStatus.CLOSE: "diamond",
    GoalStatus.BEHIND: "arrow_drop_down_circle",
    GoalStatus.MISSED: "cancel",
    GoalStatus.NOT_STARTED: "schedule",
    GoalStatus.NOT_MEASURABLE: "help",
}
WORST_FIRST = (
    GoalStatus.BEHIND,
    GoalStatus.MISSED,
    GoalStatus.CLOSE,
    GoalStatus.NOT_MEASURABLE,
    GoalStatus.ON_TRACK,
    GoalStatus.REACHED,
    GoalStatus.NOT_STARTED,
)


def standing() -> list[Progress]:
    """The progress of every goal on the last complete day, the worst status first."""
    last = cache.overview().last
    if last is None:
        return []
    asked = (stored(state.store().state), last)
    found = cache.remember("goals", asked, lambda facts: evaluate_all(facts, *asked))
    return sorted(found, key=_order)


def _order(found: Progress) -> tuple[int, float]:
    known = found.outlook.chance if found.outlook else None
    return WORST_FIRST.index(found.status), 1.0 if known is None else known


def scope(goal: Goal) -> str:
    """The metric and the selection of a goal, escaped for Markdown."""
    return plain(show(scope_of(goal)))


def badge(status: GoalStatus) -> str:
    """The status as a word, an icon and a colour."""
    return f":{COLOURS[status]}-badge[:material/{ICONS[status]}: {show(status.label)}]"


def heading(found: Progress) -> None:
    """The status and the selection, short."""
    st.markdown(f"{badge(found.status)}  \n**{scope(found.goal)}**")
