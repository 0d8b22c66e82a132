"""Attribution page: two models compared, what the choice changes, and where numbers differ."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import page_context
from ui.components.attribution import (
    attribution,
    bridge,
    comparison,
    model_choice,
    model_table,
    notes,
    platform_conversions,
)
from ui.pages import page

page(
    "Attribution",
    "Which channels get the credit, and how much of it depends on the model?",
    group="explain",
    order=40,
    icon="balance",
    filters=("period",),
    when="filled",
    answers=True,
)

filters = state.filters()
if page_context.elsewhere(filters, "conversions", "touches", "leads"):
    platform_conversions.draw(attribution.usual(filters))
    st.stop()
asked, choice = model_choice.row(filters)
if asked is None:
    attribution.no_journeys()
    platform_conversions.draw(attribution.usual(filters))
    st.stop()
compared = cache.compared(asked)
if not compared.spreads:
    attribution.nothing_attributed(compared.answers[0].conversions, asked)
    platform_conversions.draw(asked)
    st.stop()
found = comparison.bridge_of(asked, choice)
comparison.title(compared, asked, choice, comparison.costs_of(found))
left, right = st.columns([1.75, 1], gap="large")
with left:
    comparison.picture(compared, asked, choice, found)
with right:
    comparison.verdicts(compared, asked, choice, found)
model_table.table(compared, asked, choice, found)
bridge.draw(asked, filters)
platform_conversions.draw(asked)
notes.conversion_rate(asked)
notes.explained(compared, asked)
