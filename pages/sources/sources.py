"""Sources page: upload files, answer questions, GA4 sync, import history with undo."""

from __future__ import annotations

import streamlit as st

from ui.components.sources import change_log, ga4, history, mappings, people, supported, uploads
from ui.pages import page
from ui.text import _

page(
    "Sources",
    "Which files do the figures come from, and what was understood of each?",
    group="data",
    order=80,
    icon="database",
    filters=(),
)

st.markdown(
    _(
        "Drop exports as they were downloaded: files, zips or whole folders. Files that are already "
        "here are recognised, and every import can be undone."
    )
)
uploads.dropzone()
uploads.report()
uploads.questions()
history.demo()
ga4.panel()
history.imports()
change_log.newest()
mappings.saved()
people.privacy()
supported.exports()
