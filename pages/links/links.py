"""Campaign links: built by the team's convention, kept with their post, matched to traffic."""

from __future__ import annotations

import streamlit as st

from ui.components import (
    links_build,
    links_bulk,
    links_convention,
    links_register,
    links_sections,
    links_traffic,
)
from ui.pages import page
from ui.text import _

page(
    "Campaign links",
    "How is a link tagged so that its visits count where they belong, and what did it bring?",
    order=44,
    icon="link",
    filters=False,
)

st.markdown(
    _(
        "A link tells where its visits come from. Built here it follows your naming convention, "
        "you see the channel before anybody clicks, and its visits and leads come back to its post."
    )
)
SECTIONS = {
    links_sections.BUILD: links_build.builder,
    links_sections.BULK: links_bulk.bulk,
    links_sections.REGISTER: links_register.register,
    links_sections.TRAFFIC: links_traffic.traffic,
    links_sections.CONVENTION: links_convention.convention,
}
SECTIONS[links_sections.choose()]()
