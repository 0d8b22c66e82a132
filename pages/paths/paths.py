"""Conversion paths page: first and last visits, path length, days, roles, and the paths."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import page_context
from ui.components.attribution import attribution, conversion_paths
from ui.pages import page
from ui.text import _

page(
    "Paths",
    "Which visits come before a conversion, and over how many days?",
    group="explain",
    order=42,
    icon="route",
    filters=("period",),
    when="filled",
    former=("journeys",),
    answers=True,
)

filters = state.filters()
if page_context.elsewhere(filters, "touches", "conversions", "leads"):
    st.stop()
asked = attribution.question(filters, _("Group by"))
if asked is None:
    attribution.no_journeys()
    st.stop()
found = cache.journeys(asked)
if not found.conversions:
    attribution.nothing_attributed(cache.compared(asked).answers[0].conversions, asked)
    st.stop()
conversion_paths.title(found, asked)
left, right = st.columns([1.7, 1], gap="large")
with left:
    conversion_paths.from_first_to_last(found, asked)
with right:
    conversion_paths.lengths(found)
left, right = st.columns([1, 1.5], gap="medium")
with left:
    only = conversion_paths.roles(found, asked)
with right:
    conversion_paths.common(found, asked, only)
