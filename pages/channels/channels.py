"""Channels page: which channel changed, and what each brings and costs."""

from __future__ import annotations

import streamlit as st

from i18n import format as shown
from metrics.definitions.reasons import WhyNull
from ui import cache, navigation, state
from ui import filters as page_filters
from ui.components import download, page_context
from ui.components.channels import answer, chosen, drawer, export, table
from ui.components.sources import ga4_notes
from ui.components.sources.import_issues import plain
from ui.pages import page
from ui.text import _, language

page(
    "Channels",
    "Which channels bring results, at what cost, and what changed?",
    group="performance",
    order=20,
    icon="hub",
    when="filled",
    answers=True,
)

filters = state.filters()
if page_context.elsewhere(filters, "web_sessions", "touches", "leads", "conversions", "ad_costs"):
    st.stop()
found = chosen.values(filters)
columns = chosen.columns(cache.outcomes())
answer.draw(found)
ga4_notes.line(filters)
if not found.channels:
    st.info(
        _("Your files have no channels for this period. Import sessions by channel from web analytics, or leads with UTM tags."),
        icon=":material/hub:",
    )  # fmt: skip
    st.stop()
turn = st.session_state.setdefault(drawer.TURN, 0)
picked = table.full(found, key=f"channels_{turn}")
rest = chosen.overhead(found, columns.cost)
note = _("Select a channel to open its details.")
if rest is not None and columns.cost is not None:
    total = found.whole[columns.cost].figure
    _total, amount = shown.format_column([total.value, rest], "money", [total.currency] * 2, language())  # fmt: skip
    note += " " + _("The total includes overhead of {amount}, which belongs to no channel.", amount=amount)  # fmt: skip
if any(row[name].figure.why is WhyNull.TOO_FEW for row in found.channels.values() for name in row):
    note += " " + _("A rate of too few cases, without values by day, is not shown.")
st.caption(plain(note))
if columns.main == "leads" and cache.has_visits():
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bridge"):
        st.caption(
            _("Leads count by their own UTM tags here, by visits on Attribution."), width="content"
        )
        st.page_link(
            navigation.target("attribution"),
            label=_("See the difference"),
            query_params=page_filters.link(),
        )
span = f"{filters.start:%Y%m%d}-{filters.end:%Y%m%d}"
overhead = {} if rest is None or columns.cost is None else {columns.cost: round(rest, 2)}
download.button(export.rows(found, columns.every, overhead), f"channels-{span}", key="channels_csv")
asked = picked or st.query_params.get(drawer.OPEN)
if asked is not None and asked in found.channels:
    drawer.open_drawer(asked, found.channels[asked], filters)
page_context.basis(columns.every, filters)
