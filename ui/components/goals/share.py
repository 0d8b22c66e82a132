"""Download of the goals document (HTML or Markdown)."""

from __future__ import annotations

import streamlit as st

from metrics.goals.goals_document import html, markdown
from ui import cache, state
from ui.text import _, language


def popover() -> None:
    """The popover with the downloads: a page to print, or text to edit."""
    last = cache.overview().last
    if last is None:
        return
    with st.popover(_("Share"), icon=":material/share:", key="goals_share"):
        st.caption(_("Goals, reasons, owners, how each does and what was changed, to hand round."))
        # Functions, because each document evaluates every goal: it is written on click only.
        saved, now = state.store().state, language()
        st.download_button(
            _("Download as HTML"), lambda: html(cache.facts(), saved, last, now),
            "goals.html", "text/html", key="goals_html", icon=":material/print:",
        )  # fmt: skip
        st.download_button(
            _("Download as Markdown"), lambda: markdown(cache.facts(), saved, last, now),
            "goals.md", "text/markdown", key="goals_markdown", icon=":material/description:",
        )  # fmt: skip
