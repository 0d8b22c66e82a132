"""The Present page: the controls on the left, the report as it will be on the right."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from report.model import Request
from ui.components import (
    present_brand,
    present_draft,
    present_files,
    present_kept,
    present_options,
    present_paper,
    present_screen,
    present_sections,
    present_words,
)
from ui.components.present_paper import Shown
from ui.components.present_slide import style
from ui.text import _


def show() -> None:
    """The page, or one screen of the report where the address asks for it."""
    snapshot = present_kept.opened()
    if present_screen.is_on():
        present_screen.show(snapshot or present_paper.prepared(present_draft.current()))
        return
    st.html(f"<style>{style('present')}</style>")
    left, right = st.columns([5, 9], gap="large")
    with left:
        if snapshot and snapshot.snapshot:
            present_kept.about(snapshot.snapshot)
        else:
            about, *others, look, kept = st.tabs(
                [_("Report"), _("Sections"), _("Sentences"), _("Look"), _("Kept")]
            )
            request = _asked(about, look)
    with right, st.spinner(_("The report is being written…")):
        shown = snapshot or present_paper.prepared(request)
        _read(shown)
    if not snapshot:
        _edited(shown, others[0], others[1], kept)


def _asked(about: DeltaGenerator, look: DeltaGenerator) -> Request:
    with about:
        request = present_options.settings()
    with look:
        present_brand.look()
    return request


def _edited(
    shown: Shown, order: DeltaGenerator, words: DeltaGenerator, kept: DeltaGenerator
) -> None:
    request = shown.report.request
    made = present_paper.whole(request)
    with order:
        present_sections.arrange(request, made)
    with words:
        present_words.edit(request, made, shown.report)
    with kept:
        present_kept.kept(request, shown.report)


def _read(shown: Shown) -> None:
    if shown.report.as_of is None:
        _nothing(shown.report.request)
        return
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Present"), key="present_start", type="primary", icon=":material/slideshow:",
            on_click=present_screen.start,
            help=_("One idea per screen. The arrow keys turn the screens, Esc ends."),
        )  # fmt: skip
        present_files.buttons(shown)
    present_paper.preview(shown)


def _nothing(request: Request) -> None:
    latest = present_draft.latest_month()
    st.info(
        _(
            "Nothing is known of this period. Choose another one, or import the files that cover "
            "it on the Sources page."
        ),
        icon=":material/info:",
    )
    if latest != (request.start, request.end):
        st.button(
            _("Go to the last complete month"), key="present_latest", type="primary",
            on_click=present_draft.show_dates, args=(latest,),
        )  # fmt: skip
