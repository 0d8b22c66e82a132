"""Conversion paths page: common paths, roles of channels, path length, days to conversion."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import page_context
from ui.components.attribution import attribution, journeys
from ui.pages import page
from ui.text import _

page(
    "Paths",
    "What comes before a conversion: which steps, in which order, over how many days?",
    group="explain",
    order=42,
    icon="route",
    filters=("period",),
    when="filled",
    former=("journeys",),
)

filters = state.filters()
page_context.period(filters, "touches", compared=False)
asked = attribution.question(filters, _("Steps distinguished by"))
if asked is None:
    attribution.no_journeys()
else:
    found = cache.journeys(asked)
    if not found.conversions:
        journeys.nobody()
    else:
        journeys.typical(found)
        journeys.flow(found, asked)
        left, right = st.columns(2)
        with left:
            st.subheader(_("Visits until the conversion"), anchor=False)
            journeys.touches(found)
        with right:
            st.subheader(_("Days from the first visit"), anchor=False)
            journeys.days(found)
        st.subheader(_("Who begins, helps and ends"), anchor=False)
        journeys.roles(found, asked)
        st.subheader(_("Common paths"), anchor=False)
        journeys.common(found, asked)
