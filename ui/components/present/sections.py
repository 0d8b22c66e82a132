"""Report sections: choose them and change their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from report.build import chosen
from report.document.model import Report, Request
from report.evidence.section import SectionSpec
from ui.components.present import draft_state as draft
from ui.text import _, show


def arrange(request: Request, made: Report) -> None:
    """A line for each section: a checkbox to include it, buttons to move it up and down."""
    offered = chosen(replace(request, dropped=()))
    speaking = {section.id for section in made.sections}
    filled = [kind for kind in offered if kind.id in speaking]
    for group in ([k for k in filled if not k.appendix], [k for k in filled if k.appendix]):
        for place, kind in enumerate(group):
            _line(request, offered, group, place, kind)
    silent = [show(kind.label) for kind in offered if kind.id not in speaking]
    if silent:
        st.caption(_("Nothing to say in this period: {sections}", sections=", ".join(silent)))
    if request.order or request.dropped:
        back = replace(request, order=(), dropped=())
        st.button(
            _("Restore the usual order"), key="present_order_back", type="tertiary",
            on_click=draft.put, args=(back,),
        )  # fmt: skip


def _line(
    request: Request,
    offered: Sequence[SectionSpec],
    group: Sequence[SectionSpec],
    place: int,
    kind: SectionSpec,
) -> None:
    label = show(kind.label)
    tick = f"present_in_{kind.id}"
    # The request decides, not the widget: opening another report changes the ticks.
    st.session_state[tick] = kind.id not in request.dropped
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        st.checkbox(
            f"{label} · {_('appendix')}" if kind.appendix else label, key=tick, width="stretch",
            on_change=draft.put, args=(_toggled(request, kind.id),),
        )  # fmt: skip
        for step, icon, name in (
            (-1, "arrow_upward", _("Move up: {section}", section=label)),
            (1, "arrow_downward", _("Move down: {section}", section=label)),
        ):
            other = group[place + step] if 0 <= place + step < len(group) else None
            st.button(
                name, key=f"present_move_{kind.id}_{step}", icon=f":material/{icon}:",
                type="tertiary", help=name, disabled=other is None, on_click=draft.put,
                args=(request if other is None else _swapped(request, offered, kind, other),),
            )  # fmt: skip


def _toggled(request: Request, name: str) -> Request:
    rest = tuple(each for each in request.dropped if each != name)
    return replace(request, dropped=rest if name in request.dropped else (*rest, name))


def _swapped(
    request: Request, offered: Sequence[SectionSpec], one: SectionSpec, other: SectionSpec
) -> Request:
    turned = {one.id: other.id, other.id: one.id}
    order = tuple(turned.get(kind.id, kind.id) for kind in offered)
    return replace(request, order=order)
