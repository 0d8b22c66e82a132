"""Metrics page: every metric with its value, definition and formula; a row opens its details."""

from __future__ import annotations

import streamlit as st

from metrics.definitions.registry import metrics
from ui import cache, filters, state
from ui.components import answer, definitions
from ui.components.figure import detail
from ui.pages import page
from ui.text import _, _n, named

page(
    "Metrics",
    "What does every metric mean, and what is its value?",
    group="data",
    order=82,
    icon="menu_book",
    answers=True,
)

TURN = "metrics_turn"
chosen = state.filters() if cache.overview().last is not None else None
every = metrics()
values = {}
if chosen is not None:
    asked = tuple(name for name, metric in every.items() if metric.numerator)
    found = cache.headlines(asked, chosen.query(), chosen.compare)
    values = {one.figure.metric.id: one for one in found if one.figure.value is not None}
    answer.title(
        _n("{n} metric out of {all} has a value for {span}", "{n} metrics out of {all} have a value for {span}",
           n=len(values), all=len(every), span=filters.summary(chosen)),
        _("Select a row to see its trend, channels and source rows."),
    )  # fmt: skip
else:
    answer.title(
        _n("{n} metric", "{n} metrics", n=len(every)), _("Import files to see their values.")
    )

tiers = [tier.value for tier in definitions.ORDER]
with st.container(horizontal=True, vertical_alignment="bottom"):
    hint = _("Find a metric")
    words = st.text_input(
        hint, key="metrics_search", icon=":material/search:", type="search", placeholder=hint,
        width=300, label_visibility="collapsed",
    )  # fmt: skip
    tier = st.pills(
        _("Group"), tiers, key="metrics_tier", format_func=named(tiers, definitions.tier_label),
        label_visibility="collapsed",
    )  # fmt: skip
    only = bool(values) and st.toggle(_("With a value"), value=True, key="metrics_known")

listed = definitions.matching(every.values(), words or "", tier)
listed = [metric for metric in listed if not only or metric.id in values]
if not listed:
    st.info(_("Nothing matches “{text}”.", text=words or ""))
    st.stop()
first = cache.outcomes().headlines if values else ()
turn = st.session_state.setdefault(TURN, 0)
picked = definitions.table(listed, values, first, key=f"metrics_{turn}")
if picked is not None:
    detail.open_drawer(picked, chosen, TURN)
