"""On every page: that data are a demo, and what is wrong with the store."""

from __future__ import annotations

import streamlit as st

from changes import demo as demo_data
from changes import upkeep
from data.demo import imported
from ui import device, health, state
from ui.components.sources.import_issues import plain
from ui.text import _, _n, show

_SHOWN = 3
_LOST = "could_not_be_repaired"  # key of the session: said once, after the repair


def demo() -> None:
    """Says in the side bar that data are a demo, with the button that deletes them."""
    if not imported.is_present(state.store()):
        return
    st.space("xsmall")
    with st.popover(
        _("Demo data"),
        icon=":material/science:",
        type="secondary",
        width="stretch",
        key="demo_note",
    ):
        st.markdown(_("Maison Volta is a fictitious company: none of these values is yours."))
        if st.button(_("Delete demo data"), key="remove_demo", icon=":material/delete_sweep:"):
            with st.spinner(_("Deleting the demo data …")):
                demo_data.remove(state.store(), state.who())
            st.rerun()


def demo_on_phone() -> None:
    """The same in a word on the page itself: on a phone the side bar is closed."""
    if device.is_phone() and imported.is_present(state.store()):
        st.caption(f":orange-badge[:material/science: {_('Demo data')}]")


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
