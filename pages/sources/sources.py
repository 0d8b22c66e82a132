"""Sources page: which days each source covers, questions, undo, GA4 sync, mappings, privacy."""

from __future__ import annotations

import streamlit as st

from ui import navigation
from ui.components import answer, company_zone
from ui.components.sources import (
    change_log,
    drawer,
    drop,
    ga4,
    mappings,
    people,
    questions,
    supported,
    tool_table,
    tools,
)
from ui.pages import page
from ui.text import _

page(
    "Sources",
    "Which days do the imported files cover?",
    group="data",
    order=80,
    icon="database",
    filters=(),
    answers=True,
)

found = tools.tools()
answer.title(*tools.sentences(found))
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    shown = tool_table.find(found) if found else []
    go = st.button(_("Import files"), key="import_files", type="primary", icon=":material/upload:")
if go:
    drop.clear()
    st.switch_page(navigation.target("welcome"))
questions.section()
if found:
    if shown:
        tool_table.draw(shown)
    else:
        st.info(_("No source and no file has this name."))
    company_zone.line()
drawer.draw(found)
drawer.undone_imports()
ga4.panel()
mappings.saved()
people.privacy()
change_log.newest()
supported.folded()
