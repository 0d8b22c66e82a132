"""Sections of the report: moved and hidden at their heading, and shown again below the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from report.build import chosen
from report.document.model import Report, Request
from report.evidence.section import SectionSpec, kinds
from ui.components.present import draft_state as draft
from ui.text import _, show


def tools(request: Request, name: str, shown: Sequence[str]) -> None:
    """Buttons to move a section among those that are ``shown``, and to hide it."""
    kind = kinds()[name]
    group = [one for one in shown if kinds()[one].appendix is kind.appendix]
    place, label = group.index(name), show(kind.label)
    with st.container(key=f"present_tools_{name}", horizontal=True, gap=None, wrap=False):
        for step, icon, text in (
            (-1, "arrow_upward", _("Move up: {section}", section=label)),
            (1, "arrow_downward", _("Move down: {section}", section=label)),
        ):
            other = group[place + step] if 0 <= place + step < len(group) else None
            st.button(
                text, key=f"present_move_{name}_{step}", icon=f":material/{icon}:", help=text,
                type="tertiary", disabled=other is None, on_click=_swap, args=(request, name, other),
            )  # fmt: skip
        hide = _("Hide: {section}", section=label)
        st.button(
            hide, key=f"present_move_{name}_seen", icon=":material/visibility_off:", help=hide,
            type="tertiary", on_click=draft.put,
            args=(replace(request, dropped=(*request.dropped, name)),),
        )  # fmt: skip


def rest(request: Request, made: Report) -> None:
    """What the report does not show: hidden sections with the way back, and those without data."""
    offered = chosen(replace(request, dropped=()))
    speaking = {section.id for section in made.sections}
    hidden = [kind for kind in offered if kind.id in request.dropped and kind.id in speaking]
    if hidden:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(_("Hidden sections:"), width="content")
            for kind in hidden:
                _back(request, kind)
    silent = [show(kind.label) for kind in offered if kind.id not in speaking]
    if silent:
        st.caption(_("Nothing to say in this period: {sections}", sections=", ".join(silent)))
    if request.order or request.dropped:
        st.button(
            _("Restore the usual order"), key="present_order_back", type="tertiary",
            on_click=draft.put, args=(replace(request, order=(), dropped=()),),
        )  # fmt: skip


def _back(request: Request, kind: SectionSpec) -> None:
    dropped = tuple(each for each in request.dropped if each != kind.id)
    st.button(
        show(kind.label), key=f"present_back_{kind.id}", icon=":material/visibility:",
        help=_("Show: {section}", section=show(kind.label)),
        on_click=draft.put, args=(replace(request, dropped=dropped),),
    )  # fmt: skip


def _swap(request: Request, one: str, other: str) -> None:
    """Exchanges the places of two sections; those between them, without data, stay where they are."""
    turned = {one: other, other: one}
    offered = chosen(replace(request, dropped=()))
    draft.put(replace(request, order=tuple(turned.get(kind.id, kind.id) for kind in offered)))
