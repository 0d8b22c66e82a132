"""What is stored of people: forget one of them, and how long uploaded files are stored."""

from __future__ import annotations

import streamlit as st

from changes.people import forget_person, set_retention
from data.store.person_key import PersonKeyError
from data.store.retention import Retention, retention
from ui import state
from ui.text import _, _n, show

SAID = "people_said"  # what the last form did
_MONTHS = (None, 36, 24, 12, 6, 3, 1, 0)


def privacy() -> None:
    """Both forms, closed until somebody needs them."""
    opened = st.expander(
        _("People and stored files"),
        icon=":material/shield_person:",
        key="people",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        for line in st.session_state.pop(SAID, ()):
            st.success(line)
        _person()
        _files()


def _person() -> None:
    st.markdown(
        _("**Forget a person.** Their identifiers are deleted, and no value changes. Later imports skip them.")
    )  # fmt: skip
    with st.form("forget_person", clear_on_submit=True):
        given = st.text_area(
            _("E-mail addresses, phone numbers or ids of this one person, one a line"), key="forget_who"
        )  # fmt: skip
        sure = st.checkbox(_("This cannot be undone. Forget this person."), key="forget_sure")
        if st.form_submit_button(_("Delete this person’s data"), icon=":material/person_remove:"):
            _forget(given.split("\n"), sure=sure)


def _forget(lines: list[str], *, sure: bool) -> None:
    texts = [line.strip() for line in lines if line.strip()]
    if not texts or not sure:
        st.warning(_("Write who it is, and tick that you are sure."))
        return
    try:
        with st.spinner(_("Forgetting the person …")):
            removed = forget_person(state.store(), texts, state.who(), ids=texts)
    except PersonKeyError as error:
        st.error(f"{show(error.what)} {show(error.fix)}")
        return
    st.session_state[SAID] = [show(line) for line in removed.sentences()]
    st.rerun()


def _files() -> None:
    now = retention(state.store().state.settings)
    offered = list(dict.fromkeys([*_MONTHS, now.months]))
    st.markdown(
        _("**Stored files.** Values do not need the files they come from. Without them, files cannot be read again by a later version, and source rows cannot be looked up. A file with a question stays.")
    )  # fmt: skip
    with st.form("retention"):
        months = st.selectbox(
            _("Store imported files"), offered, offered.index(now.months), format_func=_label, key="retention_months"
        )  # fmt: skip
        days = st.number_input(
            _("Days until the file of an undone import goes"), 0, None, now.undone_days, key="retention_days"
        )  # fmt: skip
        if st.form_submit_button(_("Save")):
            removed = set_retention(state.store(), Retention(months, int(days)), state.who())
            done = _n("{n} stored file was deleted.", "{n} stored files were deleted.", n=removed)
            st.session_state[SAID] = [_("Saved."), *([done] if removed else [])]
            st.rerun()


def _label(months: int | None) -> str:
    match months:
        case None:
            return _("as long as the store")
        case 0:
            return _("not at all")
        case count:
            return _n("for {n} month", "for {n} months", n=count)
