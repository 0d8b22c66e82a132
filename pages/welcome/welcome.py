"""Welcome page: what to drop and where to export it; after a drop, what was understood of it."""

from __future__ import annotations

import streamlit as st

from ui import navigation
from ui.components import answer
from ui.components.sources import drop, questions, tools, uploads
from ui.components.welcome import start, understood
from ui.pages import page
from ui.text import _

page(
    "Welcome",
    "What did your marketing bring?",
    order=0,
    icon="waving_hand",
    filters=(),
    answers=True,
)

results = drop.results()
if results:
    drop.write_address()
    waiting = questions.waiting_files()
    answer.title(understood.headline(results, len(waiting)), tools.opening_line())
    with st.container(horizontal=True, gap="small"):
        if tools.period() is not None:
            go = st.button(
                _("See results"), key="see_results", type="primary", icon=":material/arrow_forward:"
            )
            if go:
                st.switch_page(navigation.target("results"))
        st.button(_("Import more"), key="again", icon=":material/add:", on_click=drop.clear)
    left, right = st.columns([1.45, 1], gap="large")
    with left:
        understood.files(results)
    with right:
        understood.timeline()
else:
    _left, middle, _right = st.columns([1, 6, 1])
    with middle:
        answer.heading(_("What did your marketing bring?"), centred=True)
        st.caption(
            _(
                "Drop the exports that you have: leads, channels and return come from them. Nothing leaves this computer."
            ),
            text_alignment="center",
        )
        with st.container(key="welcome_drop"):
            dropped = uploads.dropzone()
        if dropped:
            st.switch_page(navigation.target("welcome"))
        questions.boxes(questions.waiting_files())
        start.guides()
        start.offer_demo()
