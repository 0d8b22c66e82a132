"""Campaign links page: link builder, bulk builder, register, traffic, naming convention."""

from __future__ import annotations

import streamlit as st

from ui.components.links import build, bulk, convention, links_list, sections, traffic
from ui.pages import page
from ui.text import _

page(
    "Campaign links",
    "How is a link tagged so that its visits count where they belong, and what did it bring?",
    group="organise",
    order=60,
    icon="link",
    filters=(),
)

st.markdown(
    _(
        "A link tells where its visits come from. Built here it follows your naming convention, "
        "you see the channel before anybody clicks, and its visits and leads come back to its post."
    )
)
SECTIONS = {
    sections.BUILD: build.builder,
    sections.BULK: bulk.bulk,
    sections.REGISTER: links_list.register,
    sections.TRAFFIC: traffic.traffic,
    sections.CONVENTION: convention.convention,
}
SECTIONS[sections.choose()]()
