"""Report sections: choose them and change their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from report.build import chosen
from report.document.model import Report, Request
from report.evidence.section import SectionSpec, kinds
from ui.components.present import draft_state as draft
from ui.text import _, show

_HIDDEN = "present_hidden"  # key of the session: the section that was hidden last


def arrange(request: Request, made: Report) -> None:
    """A line for each section with buttons to move it and to hide or show it."""
    offered = chosen(replace(request, dropped=()))
    speaking = {section.id for section in made.sections}
    filled = [kind for kind in offered if kind.id in speaking]
    for group in ([k for k in filled if not k.appendix], [k for k in filled if k.appendix]):
        for place, kind in enumerate(group):
            _line(request, offered, group, place, kind)
    silent = [show(kind.label) for kind in offered if kind.id not in speaking]
    _undo(request)
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
    hidden = kind.id in request.dropped
    with st.container(horizontal=True, gap="small", vertical_alignment="center", wrap=False):
        text = f"{label} · {_('appendix')}" if kind.appendix else label
        st.markdown(f":gray[{text} · {_('hidden')}]" if hidden else text, width="stretch")
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
        turn = (
            _("Show: {section}", section=label) if hidden else _("Hide: {section}", section=label)
        )
        st.button(
            turn, key=f"present_move_{kind.id}_seen", type="tertiary", help=turn,
            icon=f":material/{'visibility_off' if hidden else 'visibility'}:",
            on_click=_turn, args=(request, kind.id),
        )  # fmt: skip


def _turn(request: Request, name: str) -> None:
    """Hides a section or shows it again."""
    draft.put(_toggled(request, name))
    st.session_state[_HIDDEN] = name


def _undo(request: Request) -> None:
    """The way back for the section that was hidden last in this session."""
    name = st.session_state.get(_HIDDEN, "")
    if name not in request.dropped:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = show(kinds()[name].label)
        st.caption(_("“{name}” is hidden.", name=label), width="content")
        st.button(
            _("Undo"), key="present_hidden_undo", icon=":material/undo:", type="tertiary",
            on_click=_turn, args=(request, name),
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
