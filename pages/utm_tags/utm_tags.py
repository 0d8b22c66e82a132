"""UTM tags page: audit of tags, corrections, custom channel rules."""

from __future__ import annotations

import streamlit as st

from ui.components.tagging import channel_rules, corrections, utm_issues
from ui.pages import page
from ui.text import _

page(
    "UTM tags",
    "Which tags of links are wrong, what hangs on them, and how are they repaired?",
    group="organise",
    order=62,
    icon="sell",
    filters=(),
    when="filled",
    former=("tags",),
)

st.markdown(
    _(
        "A visit counts for the channel that its tags name. Here is what is wrong with them, over "
        "everything that was imported, the worst first. A repair changes what is shown, never what "
        "was imported, and can be undone."
    )
)
utm_issues.issue_list()
corrections.log()
channel_rules.rules()
