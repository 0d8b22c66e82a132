"""The table of goals: one line each; a click anywhere in it opens the goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from i18n import format as shown
from metrics.goals.goal import GoalDirection
from metrics.goals.progress import Progress
from metrics.goals.status import GoalStatus
from ui import theme
from ui.components.goals.bullet import picture
from ui.components.goals.goal_list import open_goal
from ui.components.goals.messages import COLOURS, ROLES
from ui.components.goals.values import (
    figure,
    in_a_sentence,
    likelihood_of,
    per_day,
    target,
)
from ui.components.grid import ROW_HEIGHT, GridColumn, draw_clickable
from ui.marks import uri
from ui.text import _, language, show

_NAME_AND_PICTURE = 500  # pixels that the columns of names and bullets share
_LETTER, _NAME = 6.7, (180, 290)  # pixels of a letter, and of the shortest and the longest name
_PLAIN = 16  # margins of a picture in its cell


def table(found: Sequence[Progress], known: Mapping[str, str], chosen: str, *, key: str) -> None:
    """The goals by their names; ``chosen`` is the id of the open one, whose row is tinted."""
    ids = [one.goal.id for one in found]
    longest = max(len(known[id_]) for id_ in ids)
    name = round(min(max(_LETTER * longest + _PLAIN, _NAME[0]), _NAME[1]))
    bullet = _NAME_AND_PICTURE - name
    frame = pd.DataFrame([_cells(one, known[one.goal.id], bullet) for one in found])
    tints = [f"color:{theme.role(ROLES[COLOURS[one.status]])};font-weight:600" for one in found]
    back = f"background-color:{theme.role('chosen')}"
    styled = frame.style.apply(lambda _column: tints, subset=["status"]).apply(
        lambda row: [back if ids[row.name] == chosen else ""] * len(row), axis=1
    )
    draw_clickable(
        styled, _columns(name, bullet), lambda row: open_goal(ids[row]),
        key=f"{key}_{len(ids)}",
        alt="; ".join(in_a_sentence(one, known[one.goal.id]) for one in found),
    )  # fmt: skip


def _cells(found: Progress, name: str, width: int) -> dict[str, str]:
    goal = found.goal
    return {
        "status": show(found.status.label),
        "goal": name,
        "progress": uri(picture(found, width - _PLAIN, ROW_HEIGHT - 8)),
        "actual": figure(found.done, found),
        "target": target(found),
        "likelihood": likelihood_of(found),
        "deadline": shown.day(goal.end, language()),
        "per_day": pace(found),
        "owner": goal.owner,
    }


def pace(found: Progress) -> str:
    """What a day has and what it needs (or may have); empty where days do not add up."""
    ahead, needed = found.outlook, found.required_per_day
    if needed is None or found.status is GoalStatus.REACHED:
        return ""
    least = "≤ " if found.goal.direction is GoalDirection.STAY_BELOW else ""
    return f"{per_day(ahead.current if ahead else None, found)} / {least}{per_day(needed, found)}"


def _columns(name: int, bullet: int) -> list[GridColumn]:
    text = st.column_config.TextColumn
    columns = [
        ("status", _("Status"), _("Where the goal is: from the likelihood of its target."),
         text(width=92)),
        ("goal", _("Goal"), _("The metric and what it is about."), text(width=name)),
        ("progress", _("Progress"),
         _("Bar: actual. Tick: planned pace. Line: target. Whisker: 80% forecast range."),
         st.column_config.ImageColumn(width=bullet)),
        ("actual", _("Actual"), _("The value so far."), text(width=70)),
        ("target", _("Target"), _("The value to reach by the deadline."), text(width=76)),
        ("likelihood", _("Likelihood"), _("Probability of reaching the target."), text(width=80)),
        ("deadline", _("Deadline"), _("The last day of the goal."), text(width=92)),
        ("per_day", _("Per day: has / needs"),
         _("What a day has now, and what each day that is left needs (at most, under a ceiling)."),
         text(width=142)),
        ("owner", _("Owner"), _("Who is responsible."), text(width=110)),
    ]  # fmt: skip
    numbers = {"actual", "target", "likelihood", "deadline", "per_day"}
    return [
        GridColumn(id_, label, help_, is_number=id_ in numbers, config=config)
        for id_, label, help_, config in columns
    ]
