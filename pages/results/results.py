"""Results page: KPI cards, insights, goals, trend by channel, vanity metrics."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import company_zone, page_context
from ui.components.goals import goals
from ui.components.results import cards, insights, outcomes, trends, vanity
from ui.components.sources import ga4_notes, waiting
from ui.pages import page
from ui.text import _

page(
    "Results",
    "What did marketing bring, and is it more than before?",
    group="performance",
    order=10,
    icon="monitoring",
    when="filled",
)

filters = state.filters()
waiting.line()
page_context.period(filters)
ga4_notes.line(filters)
headlines = cache.headline(filters.query(), filters.compare)
known, missing = cards.sorted_out(headlines)

with st.grid(4, min_column_width=165, gap="small"):
    for headline in known:
        cards.headline_card(headline)
cards.missing(missing)
outcomes.line()
company_zone.question()

insights.strip(filters)
goals.strip()

st.subheader(_("Trend by channel"), anchor=False)
trends.by_channel(filters, key="results")

vanity.panel(cache.vanity(filters.query(), filters.compare))
page_context.basis(tuple(headline.figure.metric.id for headline in known), filters)
