"""Reports page: the report in full width, its buttons above, and the editor between them."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from report.document.model import Request
from ui import device
from ui.components.present import (
    added_charts,
    brand,
    decision_form,
    decisions,
    draft_state,
    files,
    options,
    place,
    presenter,
    preview,
    saved,
    sections,
    sentences,
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
    """The editor, then the report."""
    about, order, words, decided, look, stored = st.tabs(
        [
            _("Report"),
            _("Sections"),
            _("Sentences"),
            _("Decisions"),
            _("Brand"),
            _("Saved reports"),
        ]
    )
    with about:
        request = options.settings()
    with look:
        brand.look()
    shown = _prepared(request)
    request = shown.report.request
    made = preview.whole(request)
    with order:
        story, charts = st.columns(2, gap="large")
        with story:
            sections.arrange(request, made)
        with charts:
            added_charts.edit()
    with words:
        sentences.edit(request, made, shown.report)
    with decided:
        decisions.board()
    with stored:
        saved.lists(request, shown.report)
    _read(shown, buttons)
    decision_form.draw()


def _read(shown: Shown, buttons: DeltaGenerator) -> None:
    known = shown.report.as_of is not None
    with buttons:
        if known:
            st.button(
                _("Present"), key="present_start", type="primary", icon=":material/slideshow:",
                on_click=place.start,
                help=_("One idea per screen. The arrow keys turn the screens, Esc ends."),
            )  # fmt: skip
            files.menu(shown)
        if shown.snapshot is None:
            edits = st.session_state[_EDITS]
            st.button(
                _("Close the editor") if edits else _("Edit"), key="present_edit",
                icon=f":material/{'expand_less' if edits else 'edit'}:", on_click=_turn_editor,
            )  # fmt: skip
    if known:
        preview.preview(shown)
    else:
        _nothing(shown.report.request)


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
