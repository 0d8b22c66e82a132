"""Content page: posts by the visits and leads they bring, best times, growth between exports."""

from __future__ import annotations

import streamlit as st

from ui import cache, state
from ui.components import company_zone, page_context
from ui.components.content import best_times, growth, post_attribution, posts
from ui.pages import page
from ui.text import _

page(
    "Content",
    "Which posts bring visits and leads, and when do posts do well?",
    group="performance",
    order=25,
    icon="article",
    filters=("period", "channels", "uses", "networks", "accounts"),
    when="filled",
)

filters = state.filters()
page_context.period(filters, "posts", "account_days", compared=False)
posts.filters_left_out(filters)
growth.late()

found = cache.posts(filters.query())
if found.is_empty():
    posts.nothing()
else:
    post_attribution.section(found)
    st.subheader(_("Every post"), anchor=False)
    measure = posts.chooser(found)
    company_zone.line()
    posts.table(found, measure, filters)
    posts.over_time(measure, filters)
    best_times.best_time(found, measure)
    best_times.mix(found, measure)
    st.subheader(_("Growth between exports"), anchor=False)
    growth.of_one_post(found, measure)
    growth.of_networks()
