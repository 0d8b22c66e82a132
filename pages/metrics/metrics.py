"""Metrics page: searchable catalogue of metric definitions."""

from __future__ import annotations

import streamlit as st

from metrics.definitions.registry import metrics
from ui.components import definitions
from ui.pages import page
from ui.text import _, _n, named

page(
    "Metrics",
    "What does every figure mean, how is it computed, and when does it mislead?",
    group="data",
    order=82,
    icon="menu_book",
    filters=(),
)

tiers = [tier.value for tier in definitions.ORDER]
with st.container(horizontal=True, vertical_alignment="bottom"):
    words = st.text_input(
        _("Search"),
        key="metrics_search",
        icon=":material/search:",
        type="search",
        placeholder=_("cost, leads, reach …"),
        width=320,
    )
    tier = st.pills(
        _("Kind"),
        tiers,
        key="metrics_tier",
        format_func=named(tiers, definitions.tier_label),
        wrap=True,
    )

found = definitions.matching(metrics().values(), words or "", tier)
st.caption(
    _n("{n} metric out of {all}", "{n} metrics out of {all}", n=len(found), all=len(metrics()))
)
if not found:
    st.info(_("No metric fits. Try a shorter word, or choose another kind."))
for tier_value in definitions.ORDER:
    group = [metric for metric in found if metric.stage is tier_value]
    definitions.group(tier_value, group)
