"""Banners on every page: demo data, and what is wrong with the store."""

from __future__ import annotations

import streamlit as st

from changes import upkeep
from data.demo import imported
from ui import health, state
from ui.components.sources.import_issues import plain
from ui.text import _, _n, show

_SHOWN = 3
_LOST = "could_not_be_repaired"  # key of the session: said once, after the repair


def demo() -> None:
    """Warns on every page while demo data is in the store."""
    if imported.is_present(state.store()):
        st.warning(
            _(
                "Demo data: Maison Volta is a fictitious company, and none of these figures is "
                "yours. Remove it with one click on the Sources page."
            ),
            icon=":material/science:",
        )


def store() -> None:
    """Says on every page what is wrong with the store, and the way out."""
    for issue in st.session_state.pop(_LOST, ()):
        st.warning(f"{_said(str(issue.where), show(issue.what))}  \n{plain(show(issue.fix))}")
    opened = state.store()
    found = health.issues(opened)
    if not found:
        return
    lines = [_said(str(issue.where), show(issue.what)) for issue in found[:_SHOWN]]
    if len(found) > _SHOWN:
        more = len(found) - _SHOWN
        lines.append(_n("And {n} more problem.", "And {n} more problems.", n=more))
    steps = dict.fromkeys(show(issue.fix) for issue in found[:_SHOWN])
    st.error("  \n".join([*lines, *map(plain, steps)]), icon=":material/healing:")
    if not opened.state.database.read_only and st.button(
        _("Fix stored data"),
        icon=":material/healing:",
        help=_(
            "Reads the stored uploads of damaged imports again. Values are as before. An import whose "
            "upload is gone is undone. The same as python -m data repair."
        ),
    ):
        with st.spinner(_("Fixing …")):
            done = upkeep.repair(opened, state.who())
            state.reopen(opened)
            health.look(state.store())
        st.session_state[_LOST] = done.issues
        st.rerun()


def _said(where: str, what: str) -> str:
    return plain(f"{where}: {what}" if where else what)
