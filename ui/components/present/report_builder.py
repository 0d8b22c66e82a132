"""Report builder page: options on the left, preview on the right."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from report.document.model import Request
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


def show() -> None:
    """The page, or one screen of the report in presentation mode."""
    snapshot = saved.opened()
    if place.is_on():
        presenter.show(snapshot or preview.prepared(draft_state.current()))
        return
    st.html(f"<style>{style('present')}</style>")
    left, right = st.columns([5, 9], gap="large")
    with left:
        if snapshot and snapshot.snapshot:
            saved.about(snapshot.snapshot)
        else:
            about, *others, look, stored = st.tabs(
                [
                    _("Report"),
                    _("Sections"),
                    _("Sentences"),
                    _("Decisions"),
                    _("Look"),
                    _("Saved reports"),
                ]
            )
            request = _asked(about, look)
    with right, st.spinner(_("The report is being written…")):
        shown = snapshot or preview.prepared(request)
        _read(shown)
    if not snapshot:
        _edited(shown, others, stored)
        decision_form.draw()


def _asked(about: DeltaGenerator, look: DeltaGenerator) -> Request:
    with about:
        request = options.settings()
    with look:
        brand.look()
    return request


def _edited(shown: Shown, others: Sequence[DeltaGenerator], stored: DeltaGenerator) -> None:
    order, words, decided = others
    request = shown.report.request
    made = preview.whole(request)
    with order:
        sections.arrange(request, made)
        added_charts.edit()
    with words:
        sentences.edit(request, made, shown.report)
    with decided:
        decisions.board()
    with stored:
        saved.kept(request, shown.report)


def _read(shown: Shown) -> None:
    if shown.report.as_of is None:
        _nothing(shown.report.request)
        return
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Present"), key="present_start", type="primary", icon=":material/slideshow:",
            on_click=place.start,
            help=_("One idea per screen. The arrow keys turn the screens, Esc ends."),
        )  # fmt: skip
        files.buttons(shown)
    preview.preview(shown)


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
