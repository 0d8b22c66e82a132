"""Goals as they stand: a strip for the results page, a board with a chart for each."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.store.goals import Revision
from i18n import format as shown
from metrics.goals.board import evaluate_all
from metrics.goals.goal import Goal
from metrics.goals.progress import Progress
from metrics.goals.status import Status
from metrics.goals.stored import save, stored
from metrics.registry import Metric, metrics
from ui import cache, state
from ui.charts.pace import pace
from ui.components import chart, day_notes, goal_editor, goal_outlook
from ui.components.findings import plain
from ui.components.goal_outlook import currency, figure, per_day, round_count, tell
from ui.filters import channel_label, use_label
from ui.text import _, language, show

COLOURS = {
    Status.ON_TRACK: "green",
    Status.REACHED: "green",
    Status.CLOSE: "orange",
    Status.BEHIND: "red",
    Status.MISSED: "red",
    Status.NOT_STARTED: "gray",
    Status.NOT_MEASURABLE: "gray",
}
ICONS = {
    Status.ON_TRACK: "check_circle",
    Status.REACHED: "star",
    Status.CLOSE: "diamond",
    Status.BEHIND: "arrow_drop_down_circle",
    Status.MISSED: "cancel",
    Status.NOT_STARTED: "schedule",
    Status.NOT_MEASURABLE: "help",
}
WORST_FIRST = (
    Status.BEHIND,
    Status.MISSED,
    Status.CLOSE,
    Status.NOT_MEASURABLE,
    Status.ON_TRACK,
    Status.REACHED,
    Status.NOT_STARTED,
)


def _standing() -> list[Progress]:
    last = cache.seen().last
    if last is None:
        return []
    asked = (stored(state.store().state), last)
    found = cache.remember("goals", asked, lambda facts: evaluate_all(facts, *asked))
    return sorted(found, key=lambda progress: WORST_FIRST.index(progress.status))


def scope(goal: Goal) -> str:
    """The selection a goal is about, in words."""
    parts = [show(metrics()[goal.metric].label)]
    parts += [channel_label(goal.channel)] if goal.channel else []
    parts += [use_label(goal.use)] if goal.use else []
    parts += [goal.network.capitalize()] if goal.network else []
    parts += [goal.campaign] if goal.campaign else []
    return plain(" · ".join(parts))


def badge(status: Status) -> str:
    """The status in a word, a shape and a colour."""
    return f":{COLOURS[status]}-badge[:material/{ICONS[status]}: {show(status.label)}]"


def strip() -> None:
    """The goals in one row of the results page, the worst news first."""
    standing = _standing()
    if not standing:
        return
    st.subheader(_("Goals"), anchor=False)
    st.caption(_("Each goal keeps its own channel and period; the filters do not apply."))
    with st.grid(4, min_column_width=230, gap="small") as grid:
        for found in standing:
            with (
                grid.cell(),
                st.container(border=True, height="stretch", key=f"strip_{found.goal.id}"),
            ):
                st.markdown(f"{badge(found.status)}  \n**{scope(found.goal)}**")
                st.caption(
                    _(
                        "{done} of {target} by {end}",
                        done=figure(found.done, found),
                        target=figure(found.goal.target, found),
                        end=shown.day(found.goal.end, language()),
                    )
                    + _chance(found)
                )


def _chance(found: Progress) -> str:
    if found.outlook is None or found.outlook.chance is None:
        return ""
    return "  \n" + _("Chance: {chance}", chance=goal_outlook.chance(found))


def board() -> None:
    """Every goal with its progress, and the way to a new one."""
    standing = _standing()
    if st.button(_("New goal"), type="primary", icon=":material/add:", key="goal_new"):
        goal_editor.open_new()
        st.rerun()
    if not standing:
        st.info(
            _(
                "No goal yet. A S.M.A.R.T. goal names a metric and a channel, a target, and a "
                "deadline; Utmost checks it against your own past before you commit."
            )
        )
    for found in standing:
        with st.container(border=True, key=f"goal_{found.goal.id}"):
            _card(found)
    _put_away()


def _card(found: Progress) -> None:
    goal = found.goal
    metric = metrics()[goal.metric]
    left, right = st.columns([3, 2], vertical_alignment="top")
    with left:
        st.markdown(f"#### {scope(goal)}")
        st.markdown(f"{badge(found.status)} {_sentence(found, metric)}")
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(_("Edit"), key=f"edit_{goal.id}", icon=":material/edit:"):
            goal_editor.open_goal(goal)
            st.rerun()
        if st.button(_("Archive"), key=f"archive_{goal.id}", icon=":material/archive:"):
            _set_archived(goal, put_away=True)
            st.rerun()
    _figures(found)
    goal_outlook.figures(found)
    days = [point.day for point in found.series]
    marks = day_notes.of(goal.query(goal.start, goal.end), metric)
    chart.draw(
        pace(
            (_("Actual"), _("Pace"), _("Target")),
            days,
            [point.actual for point in found.series],
            [point.pace for point in found.series],
            goal.target,
            fan=goal_outlook.fan(found),
            marks=day_notes.drawn(marks),
            unit=metric.unit,
            height=260,
        ),
        key=f"pace_{goal.id}",
        alt=f"{scope(goal)}: {show(found.status.label)}",
    )
    day_notes.legend(marks)
    _about(goal, currency(found))


def _sentence(found: Progress, metric: Metric) -> str:
    return plain(tell(found.message, metric, currency(found)))


def _figures(found: Progress) -> None:
    goal = found.goal
    span = shown.span(goal.start, goal.end, language())
    with st.grid(4, min_column_width=150, gap="small"):
        st.metric(_("Done"), figure(found.done, found))
        st.metric(_("Expected by now"), figure(found.expected_today, found))
        st.metric(_("Target"), figure(goal.target, found))
        st.metric(_("Needed per day"), per_day(found.required_per_day, found))
    st.caption(
        _(
            "{span} · figures up to {day} · {n} days left",
            span=span,
            day=shown.day(found.as_of, language()),
            n=max(found.remaining_days, 0),
        )
    )


def _about(goal: Goal, money: str | None) -> None:
    with st.expander(_("Why this goal, and its history"), key=f"about_{goal.id}"):
        if goal.baseline is not None:
            before = shown.figure(
                round_count(goal.baseline, metrics()[goal.metric]),
                metrics()[goal.metric].unit,
                money,
                language(),
            )
            st.markdown(_("**Baseline:** {value}", value=before))
        if goal.objective:
            st.markdown(_("**Business objective:** {text}", text=plain(goal.objective)))
        if goal.mission:
            st.markdown(_("**Mission of the channel:** {text}", text=plain(goal.mission)))
        if goal.owner:
            st.markdown(_("**Owner:** {text}", text=plain(goal.owner)))
        for old in reversed(state.store().state.goals.history(goal.id)):
            _revision(old)


def _revision(old: Revision) -> None:
    then = Goal.from_json(old.payload)
    metric = metrics()[then.metric]
    st.caption(
        _(
            "{day}: target {target}, {span}",
            day=shown.day(old.saved_at.date(), language()),
            target=shown.figure(then.target, metric.unit, None, language()),
            span=shown.span(then.start, then.end, language()),
        )
        + (f" · {plain(old.note)}" if old.note else "")
    )


def _set_archived(goal: Goal, *, put_away: bool) -> None:
    note = _("archived") if put_away else _("taken up again")
    save(state.store().state, replace(goal, archived=put_away), note=note)


def _put_away() -> None:
    away = [goal for goal in stored(state.store().state, archived=True) if goal.archived]
    if not away:
        return
    with st.expander(_("Archived goals: {n}", n=len(away)), key="goals_archived"):
        for goal in away:
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.markdown(scope(goal))
            if right.button(_("Take up again"), key=f"restore_{goal.id}"):
                _set_archived(goal, put_away=False)
                st.rerun()
