"""Costs page: cost breakdown, ROI over attribution models, cost entry, currencies, margins."""

from __future__ import annotations

from ui import state
from ui.components.attribution import attribution, bridge
from ui.components.costs import cost_entries, money, roi
from ui.pages import page

page(
    "Costs and ROI",
    "What did marketing cost, and what came back for it?",
    group="explain",
    order=44,
    icon="payments",
    filters=("period",),
    when="filled",
)

chosen = state.filters()
roi.items(chosen)
roi.table(chosen)
bridge.draw(attribution.usual(chosen), chosen)
cost_entries.entries()
money.settings()
