"""The two parts of the costs page."""

from __future__ import annotations

import streamlit as st

from ui.components import answer
from ui.text import _, named

ANALYSIS, ENTER = "analysis", "enter"


def choose(*, is_empty: bool) -> str:
    """The part that is shown; it opens with the form where no cost is known."""
    names = {ANALYSIS: _("Analysis"), ENTER: _("Enter costs")}
    found: str = st.segmented_control(
        _("Show"), list(names), default=ENTER if is_empty else ANALYSIS, key="costs_part",
        required=True, format_func=named(list(names), names.__getitem__),
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    return found


def title(*, is_empty: bool) -> None:
    """The heading of the part that enters costs."""
    if is_empty:
        answer.title(
            _("No cost known for this period"),
            _("Import Google Ads or Meta Ads, or enter costs."),
        )
        return
    answer.title(
        _("Enter costs"),
        _("Hours times a rate become labour. A cost without a channel is overhead."),
    )
