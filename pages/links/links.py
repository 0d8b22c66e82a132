"""Campaign links page: link builder, what saved links brought, bulk links, naming convention."""

from __future__ import annotations

import streamlit as st

from ui.components.links import build, bulk, convention, links_table, traffic
from ui.pages import page
from ui.text import _

page(
    "Campaign links",
    "Will this link count in the right channel, and what did your links bring?",
    group="organise",
    order=60,
    icon="link",
    filters=(),
    answers=True,
)

build.builder()
links_table.table()
unsaved, posts, many, rules = st.tabs(
    [_("UTM tags without a link"), _("Posts"), _("Many links"), _("Naming convention")],
    key="links_tabs",
)
with unsaved:
    traffic.not_saved()
with posts:
    traffic.posts_table()
with many:
    bulk.bulk()
with rules:
    convention.convention()
