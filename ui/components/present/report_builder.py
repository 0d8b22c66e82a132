"""Reports page: the report in full width, its buttons above, and its settings between them."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from changes.decisions import remove_decision
from report.document.model import Request
from ui import device, state
from ui.components.present import (
    added_charts,
    brand,
    decision_form,
    decisions,
    draft_state,
    options,
    place,
    presenter,
    preview,
    saved,
    share,
)
from ui.components.present.preview import Shown
from ui.components.present.slide import style
from ui.text import _

READ = "read"  # query parameter: the report is opened to be read
_EDITS = "present_edits"  # key of the session: whether the editor is open


def show() -> None:
    """The page, or one screen of the report in presentation mode."""
    saved.follow()
    snapshot = saved.opened()
    if place.is_on():
        presenter.show(snapshot or preview.prepared(draft_state.current()))
        return
    st.html(f"<style>{style('present')}</style>")
    buttons = st.container(horizontal=True, gap="small", key="present_buttons")
    if snapshot and snapshot.snapshot:
        saved.about(snapshot.snapshot)
        _read(snapshot, buttons)
    elif _edits():
        _edit(buttons)
    else:
        _read(_prepared(draft_state.current()), buttons)


def _edits() -> bool:
    """Whether the editor is open: not at first on a phone, nor where a link names what to read."""
    is_link = READ in st.query_params or saved.is_linked()
    return bool(st.session_state.setdefault(_EDITS, not (device.is_phone() or is_link)))


def _turn_editor() -> None:
    st.session_state[_EDITS] = not st.session_state[_EDITS]


def _prepared(request: Request) -> Shown:
    with st.spinner(_("The report is being written…")):
        return preview.prepared(request)


def _edit(buttons: DeltaGenerator) -> None:
    """The settings, then the report with everything that can be changed in it."""
    about, charts, decided, look, stored = st.tabs(
        [_("Report"), _("Charts"), _("Decisions"), _("Brand"), _("Saved reports")]
    )
    with about:
        request = options.settings()
    with charts:
        added_charts.edit()
    with look:
        brand.look()
    shown = _prepared(request)
    with decided:
        decisions.board()
    with stored:
        saved.lists(request)
    _buttons(shown, buttons)
    if shown.report.as_of is None:
        _nothing(request)
    else:
        preview.edit(shown, preview.whole(request))
    _undo()
    decision_form.draw()


def _read(shown: Shown, buttons: DeltaGenerator) -> None:
    _buttons(shown, buttons)
    if shown.report.as_of is None:
        _nothing(shown.report.request)
    else:
        preview.read(shown)


def _buttons(shown: Shown, buttons: DeltaGenerator) -> None:
    with buttons:
        if shown.report.as_of is not None:
            st.button(
                _("Present"), key="present_start", type="primary", icon=":material/slideshow:",
                on_click=place.start,
                help=_("One idea per screen. The arrow keys turn the screens, Esc ends."),
            )  # fmt: skip
            share.menu(shown)
        if shown.snapshot is None:
            edits = st.session_state[_EDITS]
            st.button(
                _("Close the editor") if edits else _("Edit"), key="present_edit",
                icon=f":material/{'expand_less' if edits else 'edit'}:", on_click=_turn_editor,
            )  # fmt: skip


def _undo() -> None:
    """The way back, one change at a time; always in view, because changes are made all over."""
    if not draft_state.can_undo():
        return
    with st.container(key="present_undo_place"):
        st.button(_("Undo"), key="present_undo", icon=":material/undo:", on_click=_take_back)


def _take_back() -> None:
    number = draft_state.undo()
    if number is not None:
        remove_decision(state.store(), number, state.who())


def _nothing(request: Request) -> None:
    latest = draft_state.latest_month()
    st.info(
        _(
            "Nothing is known of this period. Choose another one, or import the files that cover "
            "it on the Sources page."
        ),
        icon=":material/info:",
    )
    if latest != (request.start, request.end):
        st.button(
            _("Show the last complete month"), key="present_latest", type="primary",
            on_click=draft_state.show_dates, args=(latest,),
        )  # fmt: skip
