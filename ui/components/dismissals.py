"""Dismissing an insight or UTM issue with a reason, and the list of dismissed ones."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from changes.dismissals import dismiss, restore
from data.values.dismissal import Dismissal, DismissalEvidence, StoredDismissal
from i18n import format as shown
from ui import state
from ui.components.sources.import_issues import plain
from ui.text import _, _n, language


def offer(evidence: DismissalEvidence, key: str) -> None:
    """The popover to dismiss a finding, with reason and user."""
    with (
        st.popover(_("Dismiss"), icon=":material/visibility_off:", key=f"dismiss_{key}",
                   type="tertiary"),
        st.form(f"dismiss_form_{key}", border=False),
    ):  # fmt: skip
        why = st.text_input(_("Why it needs no action"), key=f"dismiss_why_{key}", max_chars=200)
        who = st.text_input(_("Who says so"), key=f"dismiss_by_{key}", max_chars=80)
        st.caption(_("It comes back when its evidence changes: new days, or a larger effect."))
        if st.form_submit_button(_("Dismiss"), key=f"dismiss_do_{key}"):
            _dismiss(evidence, why.strip(), who.strip())


def _dismiss(evidence: DismissalEvidence, why: str, who: str) -> None:
    if not why:
        st.warning(_("Say in a few words why it needs no action."))
        return
    dismiss(state.store(), Dismissal(evidence, why), state.who(who))
    st.rerun()


def listed(found: Sequence[tuple[str, StoredDismissal]], key: str) -> None:
    """The dismissed findings with user, date, reason and restore button; nothing without any."""
    if not found:
        return
    with st.expander(_n("{n} dismissed", "{n} dismissed", n=len(found)), key=f"{key}_dismissed"):
        rows(found, key)


def rows(found: Sequence[tuple[str, StoredDismissal]], key: str) -> None:
    """The same without a frame around it."""
    for text, stored in found:
        _row(text, stored, key)


def _row(text: str, stored: StoredDismissal, key: str) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    day = shown.day(stored.saved_at.date(), language())
    about = [plain(part) for part in (day, stored.saved_by, stored.dismissal.why) if part]
    left.markdown(f"{text}  \n:gray[{' · '.join(about)}]")
    if right.button(_("Show again"), key=f"{key}_back_{stored.id}", type="tertiary",
                    icon=":material/undo:"):  # fmt: skip
        restore(state.store(), stored.id, state.who())
        st.rerun()
