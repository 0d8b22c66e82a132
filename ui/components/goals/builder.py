"""The dialog in which a goal is created or edited: scope, target with its likelihood, purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from changes.goals import save_goal, set_mission
from metrics.definitions.registry import Metric, metrics
from metrics.goals.check import SmartCheck, check
from metrics.goals.conflicts import conflicts
from metrics.goals.date_presets import next_deadline
from metrics.goals.goal import Goal, usual_kind
from metrics.goals.history import baseline
from metrics.goals.repository import stored
from ui import cache, state
from ui.components.goals import fields
from ui.components.goals.builder_scope import chosen_scope, preset_metric
from ui.components.goals.builder_target import chosen_target, forget_target
from ui.components.goals.fields import FIELDS, OPEN, factor, key
from ui.components.goals.goal_list import open_goal as show_goal
from ui.components.goals.messages import scope
from ui.components.goals.prospect import Prospect, prospect
from ui.components.goals.purpose import relevant
from ui.components.goals.values import likelihood, tell
from ui.components.sources.import_issues import plain
from ui.text import _, show

_SAVED = "goal_saved"  # the likelihood of the goal that was saved last, for one message
_LETTERS = ("S", "M", "A", "R", "T")


def is_open() -> bool:
    """Whether a goal is being created or edited."""
    return OPEN in st.session_state


def open_new() -> None:
    """Starts a new goal of the main outcome, from tomorrow to the end of this quarter or the next."""
    today = fields.today()
    main = preset_metric()
    start = max(today, cache.overview().last or today) + timedelta(days=1)
    _fill("new", Goal("", main, 0.0, start, next_deadline(start), *usual_kind(main)))


def open_goal(goal: Goal) -> None:
    """Starts a revision of ``goal``."""
    _fill(goal.id, goal)


def _fill(which: str, goal: Goal) -> None:
    st.session_state[OPEN] = which
    forget_target(is_set=which != "new")
    for name in FIELDS:
        value = getattr(goal, name)
        scaled = float(value) * factor(metrics()[goal.metric]) if name == "target" else value
        st.session_state[key(name)] = scaled


def _close() -> None:
    st.session_state.pop(OPEN, None)


def saved() -> None:
    """Says once that a goal was saved, with its likelihood."""
    chance = st.session_state.pop(_SAVED, None)
    if chance is not None:
        said = (
            _("Saved. Likelihood {chance}.", chance=likelihood(chance))
            if chance >= 0
            else _("Saved.")
        )
        st.toast(said, icon=":material/check:")


def dialog() -> None:
    """Opens the dialog: a fragment, so that a step of the slider draws nothing else again."""
    title = _("New goal") if st.session_state[OPEN] == "new" else _("Edit goal")
    st.dialog(title, width="large", on_dismiss=_close)(_form)()


def _form() -> None:
    chosen = chosen_scope()
    metric = metrics()[chosen.metric]
    found = prospect(chosen)
    goal = replace(chosen, target=chosen_target(chosen, metric, found))
    checks_place = st.container(horizontal=True, vertical_alignment="center", gap="small")
    notes_place = st.container(gap="xsmall")
    with st.expander(_("More: why, owner, guardrail"), key="goal_more"):
        goal = replace(goal, **relevant(metric))
    checks = _checked(goal)
    with checks_place:
        _badges(checks, goal, found)
        _all_checks(checks, metric)
        st.space("stretch")
        ready = goal.target > 0 and goal.start <= goal.end and _is_in_time(checks, goal)
        if st.button(_("Save goal"), type="primary", key="goal_save", disabled=not ready):
            _save(goal, found)
            st.rerun()
    with notes_place:
        _notes(checks, goal, metric)


def _checked(goal: Goal) -> tuple[SmartCheck, ...]:
    asked = (goal, fields.today())
    return cache.remember("goal_check", asked, lambda facts: check(goal, facts, asked[1]))


def _badges(checks: Sequence[SmartCheck], goal: Goal, found: Prospect) -> None:
    """A letter of S.M.A.R.T. each: green, or amber where something is left to do."""
    names = {
        "S": _("Specific"),
        "M": _("Measurable"),
        "R": _("Relevant"),
        "T": _("Time-bound"),
    }
    good = {letter: all(one.ok for one in checks if one.letter == letter) for letter in _LETTERS}
    for letter in _LETTERS:
        if letter == "A":
            _attainable(goal, found, good=good[letter])
            continue
        _badge(names[letter], good=good[letter])


def _badge(text: str, *, good: bool) -> None:
    if good:
        st.badge(text, color="green", icon=":material/check:")
    else:
        st.badge(text, color="orange", icon=":material/priority_high:")


def _attainable(goal: Goal, found: Prospect, *, good: bool) -> None:
    chance = found.chance(goal.target)
    if chance is None or not goal.target:
        st.badge(_("Attainable: unknown"), color="gray", icon=":material/pending:")
    elif good:
        _badge(_("Attainable: {chance}", chance=likelihood(chance)), good=True)
    else:
        _badge(_("Ambitious: {chance}", chance=likelihood(chance)), good=False)


def _all_checks(checks: Sequence[SmartCheck], metric: Metric) -> None:
    with st.popover(_("Details"), type="tertiary", key="goal_check"):
        for one in checks:
            icon, colour = ("check_circle", "green") if one.ok else ("error", "orange")
            text = plain(tell(one.message, metric))
            st.markdown(f":{colour}[:material/{icon}:] **{one.letter}** {text}")
            for further in one.more:
                st.caption(plain(tell(further, metric)))


def _is_in_time(checks: Sequence[SmartCheck], goal: Goal) -> bool:
    """A new deadline must lie ahead; that of an old goal may stay where it is."""
    before = {one.id: one.end for one in stored(state.store().state)}
    return before.get(goal.id) == goal.end or all(one.ok for one in checks if one.letter == "T")


def _notes(checks: Sequence[SmartCheck], goal: Goal, metric: Metric) -> None:
    """What is wrong with the dates or the metric, and which goals conflict with this one."""
    time, further = checks[len(_LETTERS) - 1], checks[len(_LETTERS) :]
    for one in (time, *further):
        if not one.ok:
            st.caption(f":orange[:material/error:] {plain(tell(one.message, metric))}")
    others = tuple(one for one in stored(state.store().state) if one.id != goal.id)
    if goal.target <= 0 or goal.start > goal.end:
        return
    every = (*others, goal)
    for found in cache.remember("conflicts", (every,), lambda facts: conflicts(facts, every)):
        if goal in (found.first, found.second):
            other = found.second if found.first == goal else found.first
            text = f"**{scope(other)}** {plain(show(found.message))}"
            st.caption(f":orange[:material/compare_arrows:] {text}")


def _save(goal: Goal, found: Prospect) -> None:
    before = cache.remember("goal_baseline", (goal,), lambda facts: baseline(facts, goal))
    store, who = state.store(), state.who()
    if goal.channel and goal.mission:
        set_mission(store, goal.channel, goal.mission, who)
    made = save_goal(store, replace(goal, baseline=before.value), who)
    chance = found.chance(goal.target)
    st.session_state[_SAVED] = -1.0 if chance is None else chance
    _close()
    show_goal(made.id)
