"""Goal card: status, actual and target, forecast, guardrail metric, chart, history."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from changes.goals import save_goal
from i18n import format as shown
from metrics.definitions.registry import Metric, metrics
from metrics.goals.goal import Goal, GoalDirection
from metrics.goals.guardrail import guard
from metrics.goals.progress import Progress
from metrics.goals.repository import readable_history, stored
from metrics.goals.review import RHYTHMS, next_review
from metrics.goals.revisions import RevisionChange, changes
from ui import cache, state
from ui.charts.pace import pace
from ui.components import chart, chart_annotations
from ui.components.goals import editor, outlook
from ui.components.goals.messages import badge, scope
from ui.components.goals.outlook import currency, figure, per_day, round_count, tell
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language, show


def card(found: Progress) -> None:
    """Everything about a goal, with buttons to edit and archive it."""
    goal = found.goal
    metric = metrics()[goal.metric]
    left, right = st.columns([3, 2], vertical_alignment="top")
    with left:
        st.markdown(f"#### {scope(goal)}")
        st.markdown(f"{badge(found.status)} {_sentence(found, metric)}")
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(_("Edit"), key=f"edit_{goal.id}", icon=":material/edit:"):
            editor.open_goal(goal)
            st.rerun()
        if st.button(_("Archive"), key=f"archive_{goal.id}", icon=":material/archive:"):
            _set_archived(goal, archived=True)
            st.rerun()
    _figures(found)
    outlook.figures(found)
    _guarded(found)
    _chart(found, metric, height=260, key=f"pace_{goal.id}")
    chart_annotations.legend(chart_annotations.of(goal.query(goal.start, goal.end), metric))
    _about(found)


def small_chart(found: Progress) -> None:
    """The progress chart of a goal without text."""
    key = f"small_{found.goal.id}"
    _chart(found, metrics()[found.goal.metric], height=150, key=key, legend=False)


def _chart(found: Progress, metric: Metric, *, height: int, key: str, legend: bool = True) -> None:
    goal = found.goal
    marks = chart_annotations.of(goal.query(goal.start, goal.end), metric)
    spec = pace(
        (_("Actual"), _("Pace"), _("Target")),
        [point.day for point in found.series],
        [point.actual for point in found.series],
        [point.pace for point in found.series],
        goal.target,
        fan=outlook.fan(found),
        marks=chart_annotations.drawn(marks),
        unit=metric.unit,
        height=height,
    )
    spec["layout"]["showlegend"] = legend
    chart.draw(spec, key=key, alt=f"{scope(goal)}: {show(found.status.label)}")


def _sentence(found: Progress, metric: Metric) -> str:
    return plain(tell(found.message, metric, currency(found)))


def _figures(found: Progress) -> None:
    goal = found.goal
    span = shown.span(goal.start, goal.end, language())
    with st.grid(4, min_column_width=150, gap="small"):
        st.metric(_("Done"), figure(found.done, found), help=_defined(found))
        st.metric(
            _("Expected by now"),
            figure(found.expected_today, found),
            help=_("Where the goal’s pace line is on the day of the last figures."),
        )
        st.metric(
            _("Target"),
            figure(goal.target, found),
            help=_("What is to be reached by the last day of the goal."),
        )
        below = goal.direction is GoalDirection.STAY_BELOW
        st.metric(
            _("At most per day") if below else _("Needed per day"),
            per_day(found.required_per_day, found),
            help=_("What is left until the target, spread evenly over the days that are left."),
        )
    st.caption(
        _n(
            "{span} · data through {day} · {n} day left",
            "{span} · data through {day} · {n} days left",
            n=max(found.remaining_days, 0),
            span=span,
            day=shown.day(found.as_of, language()),
        )
    )


def _defined(found: Progress) -> str:
    """The definition of the goal's metric, for the tooltip."""
    return plain(show(metrics()[found.goal.metric].doc))


def _guarded(found: Progress) -> None:
    """The guardrail metric, compared with as many days before the goal."""
    goal, now = found.goal, language()
    key = (goal, goal.aimed_since, found.as_of)
    rail = cache.remember("guard", key, lambda f: guard(f, goal, found.as_of))
    if rail is None:
        return
    unit, money = rail.now.metric.unit, rail.now.currency
    st.caption(
        ":material/shield: "
        + _(
            "Guard-rail {metric}: {now}, {before} before the goal ({change})",
            metric=show(rail.now.metric.label),
            now=shown.format_metric(rail.now.value, unit, money, now),
            before=shown.format_metric(rail.before.value, unit, money, now),
            change=shown.change(rail.change, now) or shown.MISSING,
        )
    )


def _about(found: Progress) -> None:
    goal = found.goal
    with st.expander(
        _("Why this goal, and its history"), key=f"about_{goal.id}", on_change="rerun"
    ) as opened:
        # The history is computed only for users who open it.
        if opened.open:
            for line in _reasons(found):
                st.markdown(line)
            history = readable_history(state.store().state, goal.id)
            saved = (history[-1].revision if history else 0, goal.id)
            for change in cache.remember("changes", saved, lambda f: changes(f, history)):
                _changed(change, currency(found))
            if history:
                first = shown.day(history[0].saved_at.date(), language())
                st.caption(_("{day}: set", day=first))


def _reasons(found: Progress) -> list[str]:
    goal, metric, now = found.goal, metrics()[found.goal.metric], language()
    lines = []
    if goal.baseline is not None:
        before = round_count(goal.baseline, metric)
        lines.append(
            _(
                "**Baseline:** {value}",
                value=shown.format_metric(before, metric.unit, currency(found), now),
            )
        )
    if goal.objective:
        lines.append(_("**Business objective:** {text}", text=plain(goal.objective)))
    if goal.mission:
        lines.append(_("**Mission of the channel:** {text}", text=plain(goal.mission)))
    if goal.owner:
        lines.append(_("**Owner:** {text}", text=plain(goal.owner)))
    if goal.review in RHYTHMS:
        following = next_review(goal, found.as_of)
        day = shown.MISSING if following is None else shown.day(following, now)
        rhythm = show(RHYTHMS[goal.review])
        lines.append(_("**Review:** {rhythm}, next on {day}", rhythm=rhythm, day=day))
    return lines


def _changed(change: RevisionChange, money: str | None) -> None:
    metric = metrics()[change.goal.metric]
    words = " ".join(plain(tell(message, metric, money)) for message in change.messages)
    who = f" ({plain(change.by)})" if change.by else ""
    st.caption(f"{shown.day(change.day, language())}{who}: {words}")


def _set_archived(goal: Goal, *, archived: bool) -> None:
    note = _("archived") if archived else _("taken up again")
    save_goal(state.store(), replace(goal, archived=archived), state.who(), note=note)


def put_away() -> None:
    """The archived goals, in a closed expander."""
    away = [goal for goal in stored(state.store().state, archived=True) if goal.archived]
    if not away:
        return
    with st.expander(
        _n("{n} archived goal", "{n} archived goals", n=len(away)), key="goals_archived"
    ):
        for goal in away:
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.markdown(scope(goal))
            if right.button(_("Take up again"), key=f"restore_{goal.id}"):
                _set_archived(goal, archived=False)
                st.rerun()
