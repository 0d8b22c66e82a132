"""Goal editor fields of R (relevant): objective, mission, owner, guardrail metric, reviews."""

from __future__ import annotations

from typing import Any

import streamlit as st

from metrics.definitions.registry import Metric
from metrics.goals.guardrail import partners
from metrics.goals.objectives import missions, objectives
from metrics.goals.review import RHYTHMS
from ui import cache, state
from ui.components.goals.fields import ANY, key, put
from ui.components.sources.import_issues import plain
from ui.text import _, named, show


def metric_label(name: str) -> str:
    """The label of a metric; vanity metrics are marked."""
    metric = cache.outcomes().metric(name)
    mark = " · " + _("vanity") if metric.vanity else ""
    return show(metric.label) + mark


def relevant(metric: Metric) -> dict[str, Any]:
    """Objective, mission, owner, guardrail metric and reviews, by field name of the goal."""
    objective = st.text_input(_("Business objective"), key=key("objective"))
    _offered([one.name for one in objectives(state.store().state)])
    mission = st.text_area(
        _("Mission of the channel, in one sentence"), key=key("mission"), height=80
    )
    owner = st.text_input(_("Owner"), key=key("owner"))
    one, two = st.columns(2)
    guards = (ANY, *partners(metric.id))
    # The guardrail metrics on offer depend on the metric, which may have changed since.
    if st.session_state[key("guard")] not in guards:
        st.session_state[key("guard")] = ANY
    guard = one.selectbox(
        _("Guardrail metric"), guards, key=key("guard"),
        format_func=named(guards, lambda name: metric_label(name) if name else _("None")),
    )  # fmt: skip
    rhythms = (ANY, *RHYTHMS)
    review = two.selectbox(
        _("Review"), rhythms, key=key("review"),
        format_func=named(rhythms, lambda name: show(RHYTHMS[name]) if name else _("Not set")),
    )  # fmt: skip
    acknowledged = metric.vanity and st.checkbox(
        _("I know that this is a vanity metric and want it as a goal."),
        key=key("acknowledged"),
    )
    return {
        "objective": objective,
        "mission": mission,
        "owner": owner,
        "acknowledged": acknowledged,
        "guard": guard,
        "review": review,
    }


def _offered(names: list[str]) -> None:
    """Buttons that fill in an existing objective."""
    if names:
        with st.container(horizontal=True, gap="small"):
            for name in names:
                st.button(plain(name), key=f"goal_objective_{name}", type="tertiary",
                          on_click=put, args=("objective", name))  # fmt: skip


def known_mission(channel: str) -> None:
    """Fills in the channel's saved mission while the field is empty."""
    if not st.session_state[key("mission")]:
        put("mission", missions(state.store().state).get(channel, ""))
