"""Costs page: what one unit of cost brought, by channel; and where costs are entered."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from metrics.returns.roi import Share
from ui import state
from ui.components import page_context
from ui.components.attribution import attribution, bridge, platform_conversions
from ui.components.costs import analysis, cost_entries, money, parts, pictures, return_table
from ui.pages import page

page(
    "Costs and ROI",
    "What did marketing cost, and how much revenue did it bring?",
    group="explain",
    order=44,
    icon="payments",
    filters=("period",),
    when="filled",
    answers=True,
)

chosen = state.filters()
is_empty = not analysis.has_costs(chosen)
is_elsewhere = is_empty and page_context.has_other_days(chosen, "ad_costs")
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    part = parts.choose(is_empty=is_empty and not is_elsewhere)
    by, share = analysis.settings() if part == parts.ANALYSIS else ("channel", Share.NONE)
if part == parts.ENTER:
    parts.title(is_empty=is_empty)
    cost_entries.entries()
    money.settings()
    st.stop()
if is_elsewhere:
    page_context.elsewhere(chosen, "ad_costs")
    st.stop()
found = analysis.analysed(chosen, by, share)
analysis.title(found, chosen)
page_context.elsewhere(chosen, "leads", "conversions", "web_sessions")
right = st.container()
if pictures.has_ranges(found):
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        pictures.ranges(found)
with right:
    pictures.bridge(found)
return_table.table(found)
right = st.container()
if pictures.has_months(found):
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        pictures.months()
with right:
    pictures.still_to_come(found, chosen)
days = replace(chosen, start=found.query.start, end=found.query.end)
bridge.draw(attribution.usual(days), days)
platform_conversions.draw(attribution.usual(days))
