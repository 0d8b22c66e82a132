"""The compact list of goals: name, actual and target, likelihood, bullet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from metrics.goals.goal import Goal
from metrics.goals.progress import Progress
from ui import navigation
from ui.components.goals.bullet import picture
from ui.components.goals.messages import COLOURS, ICONS, names, open_first, standing
from ui.components.goals.values import in_a_sentence, likelihood_of, so_far
from ui.components.sources.import_issues import plain
from ui.filters import LISTS, Filters
from ui.text import _, _n, show

PARAMETER = "goal"  # of the address of Goals: the id of the goal that is open
MOST_SHOWN = 6
_NARROW = 330  # pixels that a row needs


def rows(filters: Filters) -> None:
    """The goals on the page Results: those that the filters match first, the others folded.

    Nothing without goals.
    """
    found = open_first(standing())
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(_("Goals"), anchor=False, width="stretch")
        st.page_link(navigation.target("goals"), label=_("All goals"), width="content")
    known = names([one.goal for one in found])
    matching = [one for one in found if matches(one.goal, filters)]
    shown, folded = matching[:MOST_SHOWN], matching[MOST_SHOWN:]
    folded += [one for one in found if one not in matching]
    with st.container(gap="xsmall", key="goal_list"):
        _grid(shown, known)
        if folded:
            label = _n("{n} more goal", "{n} more goals", n=len(folded))
            with st.expander(label, key="goal_list_more"):
                _grid(folded, known)


def _grid(found: Sequence[Progress], known: Mapping[str, str]) -> None:
    """One goal below the other in a narrow place, two next to each other in a wide one."""
    if not found:
        return
    with st.grid(2, min_column_width=_NARROW, gap="small") as grid:
        for one in found:
            with grid.cell(), st.container(gap="xxsmall"):
                _row(one, known, here=False)


def choices(found: Sequence[Progress], known: Mapping[str, str]) -> None:
    """The goals on their own page, on a phone: a name opens the goal below the list."""
    with st.container(gap="xsmall", key="goal_choices"):
        for one in found:
            _row(one, known, here=True)


def matches(goal: Goal, filters: Filters) -> bool:
    """Whether a goal is about a part of what the filters choose."""
    for name, field in LISTS.items():
        wanted, value = getattr(filters, name), getattr(goal, field, "")
        # A goal about everything is about more than what is chosen.
        if wanted and (not value or (value in wanted) is (name in filters.excluded)):
            return False
    return True


def open_goal(goal_id: str) -> None:
    """Opens a goal on its page: the address says which one."""
    st.query_params[PARAMETER] = goal_id


def _row(found: Progress, known: Mapping[str, str], *, here: bool) -> None:
    goal, status = found.goal, found.status
    name = plain(known[goal.id])
    with st.container(
        horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False,
        key=f"goal_row_{goal.id}",
    ):  # fmt: skip
        if here:  # a link to the open page would be drawn as the current one in each row
            st.button(name, key=f"open_{goal.id}", type="tertiary",
                      on_click=open_goal, args=(goal.id,), width="stretch")  # fmt: skip
        else:
            st.page_link(navigation.target("goals"), label=name,
                         query_params={PARAMETER: goal.id}, width="stretch")  # fmt: skip
        st.markdown(f":small[:gray[{plain(so_far(found))}]]", width="content")
        st.badge(_standing(found), color=COLOURS[status], icon=f":material/{ICONS[status]}:")
    st.image(picture(found, 400, 20), width="stretch", alt=in_a_sentence(found, known[goal.id]))


def _standing(found: Progress) -> str:
    """The likelihood where there is one, else the status."""
    known = found.outlook is not None and found.outlook.chance is not None
    return likelihood_of(found) if known else show(found.status.label)
