"""Saved reports and snapshots: save, open, repeat for the next period, view."""

from __future__ import annotations

import streamlit as st

from changes.reports import remove_report, save_report, take_snapshot
from data.store.reports import ChangedSnapshotError, Snapshot
from i18n import format as shown
from report.document.model import Request
from report.document.record import UnknownRecordError
from report.document.repository import (
    Saved,
    find,
    next_period,
    open_snapshot,
    saved,
)
from report.wording.render import title
from ui import cache, state, zone
from ui.components.present import draft_state as draft
from ui.components.present.preview import Shown
from ui.components.sources.import_issues import plain
from ui.text import _, language

SNAPSHOT, REPORT = "snapshot", "report"  # query parameters: what a link opens
_FOLLOWED = "present_followed"  # key of the session: the last link that was followed
_TAKEN = "present_taken"  # key of the session: the last snapshot and the report that it is of


def is_linked() -> bool:
    """Whether the address names a saved report or a snapshot."""
    return bool({SNAPSHOT, REPORT} & set(st.query_params))


def follow() -> None:
    """Opens the saved report that the address names, once, so that it can be edited."""
    wanted = st.query_params.get(REPORT)
    if wanted is None or wanted == st.session_state.get(_FOLLOWED):
        return
    st.session_state[_FOLLOWED] = wanted
    one = next((one for one in saved(state.store().state) if one.id == wanted), None)
    if one is None:
        del st.query_params[REPORT]
        st.warning(_("This report was deleted. The last complete month is shown."))
    else:
        draft.adopt(one.request, one.name)


def lists(request: Request) -> None:
    """Saved reports, then snapshots."""
    st.header(_("Saved reports"), anchor=False)
    st.caption(_("A saved report is computed again each time it is opened."))
    _save(request)
    for one in saved(state.store().state):
        _saved(one)
    st.header(_("Snapshots"), anchor=False)
    st.caption(_("A snapshot is frozen. Later imports do not change it."))
    shots = state.store().state.reports.snapshots()
    if not shots:
        st.caption(_("“Create a link” in the menu “Share” takes one."))
    for shot in shots:
        _snapshot(shot)


def _save(request: Request) -> None:
    st.session_state.setdefault("present_save_name", draft.name())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(_("Name"), key="present_save_name", max_chars=80).strip()
        known = bool(name) and find(state.store().state, name) is not None
        label = _("Save again") if known else _("Save")
        if st.button(label, key="present_save", icon=":material/save:", disabled=not name):
            save_report(state.store(), name, request, state.who())
            st.session_state[draft.NAME] = name
            st.rerun()


def _saved(one: Saved) -> None:
    after = next_period(one.request)
    last = cache.overview().last
    with st.container(border=True, key=f"present_saved_{one.id}"):
        span = shown.span(one.request.start, one.request.end, language())
        st.markdown(f"**{plain(one.name)}** · {span}")
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Show report"), key=f"present_open_{one.id}", on_click=_open,
                args=(one.request, one.name, one.id),
            )  # fmt: skip
            st.button(
                _("Create for the next period"), key=f"present_again_{one.id}", type="primary",
                on_click=_again, args=(one.name, after), disabled=last is None or after.start > last,
                help=shown.span(after.start, after.end, language()),
            )  # fmt: skip
            st.button(
                _("Delete"), key=f"present_remove_{one.id}", type="tertiary",
                on_click=_remove, args=(one.id,),
            )  # fmt: skip


def _remove(report_id: str) -> None:
    remove_report(state.store(), report_id, state.who())
    if st.query_params.get(REPORT) == report_id:
        del st.query_params[REPORT]


def _open(request: Request, name: str, report_id: str) -> None:
    draft.adopt(request, name)
    st.session_state["present_save_name"] = name
    st.query_params[REPORT] = st.session_state[_FOLLOWED] = report_id


def _again(name: str, after: Request) -> None:
    """Saves the next period in the report, like ``report again`` on the command line."""
    stored = save_report(state.store(), name, after, state.who())
    _open(after, name, stored.id)


def take(shown: Shown) -> None:
    """Takes a snapshot of the report as it is shown."""
    report = shown.report
    name = draft.name() or title(report)
    found = find(state.store().state, name)
    taken_of = found.id if found else None
    shot = take_snapshot(state.store(), report, name, state.who(), report_id=taken_of)
    st.session_state[_TAKEN] = shown.key, shot.id
    st.toast(_("Snapshot taken: {name}", name=plain(name)), icon=":material/check:")


def link(shown: Shown) -> str | None:
    """The address of the snapshot of this report; None where it has none since it was changed."""
    taken_of, taken = st.session_state.get(_TAKEN, (None, ""))
    number = shown.snapshot.id if shown.snapshot else taken if taken_of == shown.key else ""
    address = (st.context.url or "").partition("?")[0]
    return f"{address}?{SNAPSHOT}={number}" if number else None


def _snapshot(shot: Snapshot) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        span = shown.span(shot.start, shot.end, language())
        st.markdown(f"**{plain(shot.name)}** · {span}  \n{_on(shot)}")
        st.button(_("Show"), key=f"present_look_{shot.id}", on_click=_look, args=(shot.id,))


def _on(shot: Snapshot) -> str:
    at = shown.instant(shot.taken_at, zone.current(), language())
    return _("taken on {day}", day=at)


def _look(snapshot_id: str) -> None:
    st.query_params[SNAPSHOT] = snapshot_id


def close() -> None:
    """Goes back from a snapshot to the report builder."""
    st.query_params.pop(SNAPSHOT, None)


def opened() -> Shown | None:
    """The opened snapshot; None if there is none, or if it cannot be shown."""
    wanted = st.query_params.get(SNAPSHOT)
    known = {shot.id: shot for shot in state.store().state.reports.snapshots()}
    if wanted not in known:
        return None
    try:
        return Shown(
            open_snapshot(state.store().state, wanted), ("snapshot", wanted), known[wanted]
        )
    except (ChangedSnapshotError, UnknownRecordError):
        close()
        st.error(
            _("This snapshot is not what was saved: it was changed, or another version wrote it.")
        )
        return None


def about(shot: Snapshot) -> None:
    """A note that this is a snapshot and cannot change, with a button back."""
    st.info(
        _(
            "Snapshot “{name}”, {taken}. It does not change.",
            name=plain(shot.name),
            taken=_on(shot),
        ),
        icon=":material/lock:",
    )
    with st.popover(_("Checksum"), icon=":material/fingerprint:", type="tertiary"):
        st.caption(f"SHA-256 {shot.sha256}")
    st.button(
        _("Show the report"), key="present_close", icon=":material/arrow_back:", on_click=close
    )
