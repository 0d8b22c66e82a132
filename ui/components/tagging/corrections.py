"""UTM corrections: preview, apply, and the log with undo."""

from __future__ import annotations

import streamlit as st

from changes.utm import add_corrections, undo_correction
from data.store.tagging import StoredRule
from data.utm.rule_preview import with_rule
from data.values.correction import Correction
from i18n import format as shown
from ui import state, zone
from ui.components.sources.import_issues import plain
from ui.components.tagging import rule_preview
from ui.components.tagging.sentences import render
from ui.text import _, language


def offer(repair: Correction, key: str) -> None:
    """A correction with its preview and the button that applies it."""
    st.markdown(f":material/build: **{plain(render(repair.message()))}**")
    rule_preview.preview(with_rule(state.store().tagging(), repair), f"moves_{key}")
    with st.form(f"repair_{key}", border=False):
        by, why = signed()
        if st.form_submit_button(_("Repair"), type="primary", icon=":material/build:"):
            add_corrections(state.store(), [repair], state.who(by), why)
            st.rerun()


def signed() -> tuple[str, str]:
    """The user and the reason of a change, for the audit log; both may be empty."""
    left, right = st.columns([1, 2])
    by = left.text_input(_("Your name"))
    why = right.text_input(_("Why (for the log)"))
    return by.strip(), why.strip()


def log() -> None:
    """Every correction, undone ones too, the newest first, with undo."""
    stored = [one for one in state.store().state.tagging.log() if isinstance(one.rule, Correction)]
    st.subheader(_("Repairs made"), anchor=False)
    if not stored:
        st.caption(_("None yet. Repairs that you make above are listed here."))
    for one in reversed(stored):
        _line(one)


def _line(stored: StoredRule) -> None:
    if not isinstance(stored.rule, Correction):
        return
    text = plain(render(stored.rule.message()))
    with st.container(border=True, key=f"repair_{stored.id}"):
        st.markdown(f"~~{text}~~" if stored.undone_at else text)
        st.caption(plain(told(stored)))
        if stored.undone_at is None:
            key = f"undo_repair_{stored.id}"
            if st.button(_("Undo this repair"), key=key, icon=":material/undo:"):
                undo_correction(state.store(), stored.id, state.who())
                st.rerun()


def told(stored: StoredRule) -> str:
    """When a rule was created and undone, by whom, and why."""
    made = shown.day(zone.local(stored.saved_at), language())
    parts = [_("made on {day}", day=made), stored.saved_by, stored.why]
    if stored.undone_at is not None:
        undone = shown.day(zone.local(stored.undone_at), language())
        parts += [_("undone on {day}", day=undone), stored.undone_by]
    return " · ".join(part for part in parts if part)
