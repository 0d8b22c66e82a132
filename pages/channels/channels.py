"""Channels page: sessions, leads, rates and cost of each channel, organic and paid."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import page_context
from ui.components.attribution import attribution, bridge
from ui.components.results import channels, trends
from ui.components.sources import ga4_notes
from ui.pages import page
from ui.text import _

page(
    "Channels",
    "Which channels, organic and paid, bring visits and results, and at what cost?",
    group="performance",
    order=20,
    icon="hub",
    when="filled",
)

filters = state.filters()
page_context.period(filters, "web_sessions", "touches", "leads", "conversions", "ad_costs")
ga4_notes.line(filters)
channels.table(cache.channel_table(filters.query()), filters)
bridge.draw(attribution.usual(filters), filters)

st.subheader(_("Channel by channel"), anchor=False)
trends.multiples(filters, key="channels")
page_context.basis(cache.outcomes().columns, filters)
