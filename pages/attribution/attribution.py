"""Attribution page: models compared, and how much the choice of one matters."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import page_context
from ui.components.attribution import (
    attribution,
    attribution_journeys,
    bridge,
    platform_conversions,
)
from ui.pages import page
from ui.text import _

page(
    "Attribution",
    "Who earned the conversions, and how much of that depends on the model?",
    group="explain",
    order=40,
    icon="balance",
    filters=("period",),
    when="filled",
)

filters = state.filters()
page_context.period(filters, "conversions", "touches", "leads", compared=False)
asked = attribution.question(filters, _("Credit goes to"))
if asked is None:
    attribution.no_journeys()
    platform_conversions.beside(attribution.usual(filters))
else:
    compared = cache.compared(asked)
    if not compared.spreads:
        attribution.nobody(compared, asked)
        platform_conversions.beside(asked)
    else:
        attribution.headline(compared, asked)
        attribution.reconciled(compared, asked)
        attribution.leads(asked)
        attribution.chart(compared, asked)
        st.subheader(_("Every model in figures"), anchor=False)
        attribution.table(compared, asked, filters)
        attribution_journeys.behind(compared, asked)
        platform_conversions.beside(asked)
        bridge.draw(asked, filters)
        attribution.conversion_rate(asked)
        attribution.assumptions()
