"""Details of one metric: reached from every figure, the search and its address."""

from __future__ import annotations

import streamlit as st

from metrics.definitions.registry import metrics
from ui import cache, state
from ui.components import page_context
from ui.components.figure import detail
from ui.pages import page

page(
    "Details",
    "What is one metric made of?",
    order=12,
    icon="query_stats",
    when="filled",
    answers=True,
)

filters = state.filters()
if page_context.elsewhere(filters):
    st.stop()
asked = st.query_params.get("id", "")
detail.page(asked if asked in metrics() else cache.outcomes().main, filters)
