"""Content page: what posts brought, each post as a card, and when and how posts do well."""

from __future__ import annotations

import streamlit as st

from metrics.content.post_results import post_results
from ui import cache, state
from ui.components import answer as heading
from ui.components import company_zone, page_context
from ui.components.content import (
    answer,
    best_times,
    cards,
    growth,
    order,
    picture,
    posts,
    publishing,
)
from ui.pages import page
from ui.text import _

page(
    "Content",
    "Which posts bring sessions and leads, and when do posts do well?",
    group="performance",
    order=25,
    icon="article",
    filters=("period", "channels", "uses", "networks", "accounts"),
    when="filled",
    answers=True,
)

filters = state.filters()
found = post_results(cache.posts(filters.query()), cache.post_traffic().linked_posts)
if found.is_empty():
    if not page_context.elsewhere(filters, "posts", "account_days"):
        heading.title(_("No posts in this period"))
        posts.nothing()
    st.stop()
usual = order.usual(found)
answer.draw(found, usual)
growth.late()
with st.container(horizontal=True, vertical_alignment="center", key="content_bar"):
    chosen = order.networks(found)
    name = order.chooser(chosen)
published = publishing.draw(chosen, filters)
ordered = order.ordered(published, name)
left, right = st.columns([1, 1.35], gap="medium")
with left:
    picked = picture.draw(ordered, name)
with right:
    said = picture.coverage(published, name)
    if said:
        st.caption(said)
    cards.draw(ordered, picked, usual)
measure = usual if name in {"leads", "sessions", order.NEWEST} else name
best_times.best_time(chosen, measure)
best_times.mix(chosen, measure)
with st.expander(_("All posts"), icon=":material/table_rows:", key="content_all"):
    company_zone.line()
    posts.table(published, usual if name == order.NEWEST else name, filters)
growth.of_networks()
