"""Fixing UTM issues by a click, the message afterwards with Undo, and the log of all fixes."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from changes.utm import add_corrections, undo_correction
from data.store.tagging import StoredRule
from data.utm.audit.utm_issue import UtmIssue
from data.values.correction import Correction
from i18n import format as shown
from ui import state, zone
from ui.components.sources.import_issues import plain
from ui.components.tagging.sentences import render
from ui.text import _, _n, language

_MADE = "utm_fixes_made"  # ids of the fixes that were made last


def fixes_of(issues: Sequence[UtmIssue]) -> tuple[Correction, ...]:
    """The fixes of the issues that have one, each once."""
    return tuple(dict.fromkeys(one.repair for one in issues if one.repair is not None))


def safe_button(fixes: Sequence[Correction]) -> None:
    """The page's main button: all safe fixes at once."""
    st.button(
        _n("Fix {n} safe issue", "Fix {n} safe issues", n=len(fixes)),
        key="fix_safe", type="primary", icon=":material/auto_fix_high:", on_click=fix,
        args=(fixes,),
    )  # fmt: skip


def fix(fixes: Sequence[Correction], by: str = "", why: str = "") -> None:
    """Makes the fixes, from a widget's callback."""
    st.session_state[_MADE] = add_corrections(state.store(), fixes, state.who(by), why)
    st.toast(_n("{n} issue fixed.", "{n} issues fixed.", n=len(fixes)), icon=":material/check:")


def just_made() -> None:
    """The fixes that were made last in this session, with Undo; nothing without any."""
    made = st.session_state.get(_MADE, ())
    if not made:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="fixes_made"):
        st.markdown(
            ":material/check_circle: " + _n("{n} issue fixed.", "{n} issues fixed.", n=len(made)),
            width="content",
        )
        st.button(
            _("Undo"), key="undo_fixes", type="tertiary", icon=":material/undo:", on_click=_undo,
            args=(made,),
        )  # fmt: skip


def _undo(ids: Sequence[int]) -> None:
    for number in ids:
        undo_correction(state.store(), number, state.who())
    st.session_state.pop(_MADE, None)


def log() -> None:
    """Every fix, undone ones too, the newest first, with undo."""
    stored = [one for one in state.store().state.tagging.log() if isinstance(one.rule, Correction)]
    if not stored:
        st.caption(_("No fixes yet. Fixes that you make above appear here."))
    for one in reversed(stored):
        _line(one)


def _line(stored: StoredRule) -> None:
    if not isinstance(stored.rule, Correction):
        return
    text = plain(render(stored.rule.message()))
    left, right = st.columns([6, 1], vertical_alignment="center")
    crossed = f"~~{text}~~" if stored.undone_at else text
    left.markdown(f"{crossed}  \n:small[:gray[{plain(history(stored))}]]")
    if stored.undone_at is None:
        right.button(
            _("Undo"), key=f"undo_repair_{stored.id}", icon=":material/undo:", on_click=_undo,
            args=((stored.id,),),
        )  # fmt: skip


def history(stored: StoredRule) -> str:
    """When a rule was created and undone, by whom, and why."""
    made = shown.day(zone.local(stored.saved_at), language())
    parts = [_("created on {day}", day=made), stored.saved_by, stored.why]
    if stored.undone_at is not None:
        undone = shown.day(zone.local(stored.undone_at), language())
        parts += [_("undone on {day}", day=undone), stored.undone_by]
    return " · ".join(part for part in parts if part)
