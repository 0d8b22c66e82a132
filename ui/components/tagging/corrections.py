"""Repairs of tags: looked at before they are made, made by a click, taken back from the log."""

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
    """What a repair does, what it would move, and the button that makes it."""
    st.markdown(f":material/build: **{plain(render(repair.message()))}**")
    rule_preview.preview(with_rule(state.store().tagging(), repair), f"moves_{key}")
    with st.form(f"repair_{key}", border=False):
        by, why = signed()
        if st.form_submit_button(_("Repair"), type="primary", icon=":material/build:"):
            add_corrections(state.store(), [repair], state.who(by), why)
            st.rerun()


def signed() -> tuple[str, str]:
    """Who changes the rules and why, for the log; both may stay empty."""
    left, right = st.columns([1, 2])
    by = left.text_input(_("Your name"))
    why = right.text_input(_("Why (for the log)"))
    return by.strip(), why.strip()


def log() -> None:
    """Every repair ever made, the newest first, with the way back."""
    kept = [one for one in state.store().state.tagging.log() if isinstance(one.rule, Correction)]
    st.subheader(_("Repairs made"), anchor=False)
    if not kept:
        st.caption(_("None yet. Repairs that you make above are listed here."))
    for one in reversed(kept):
        _line(one)


def _line(kept: StoredRule) -> None:
    if not isinstance(kept.rule, Correction):
        return
    text = plain(render(kept.rule.message()))
    with st.container(border=True, key=f"repair_{kept.id}"):
        st.markdown(f"~~{text}~~" if kept.undone_at else text)
        st.caption(plain(told(kept)))
        if kept.undone_at is None:
            key = f"undo_repair_{kept.id}"
            if st.button(_("Undo this repair"), key=key, icon=":material/undo:"):
                undo_correction(state.store(), kept.id, state.who())
                st.rerun()


def told(kept: StoredRule) -> str:
    """When a rule was made and taken back, by whom, and why."""
    made = shown.day(zone.local(kept.saved_at), language())
    parts = [_("made on {day}", day=made), kept.saved_by, kept.why]
    if kept.undone_at is not None:
        undone = shown.day(zone.local(kept.undone_at), language())
        parts += [_("undone on {day}", day=undone), kept.undone_by]
    return " · ".join(part for part in parts if part)
