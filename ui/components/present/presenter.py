"""Presentation mode: one idea of the report per screen, turned with the arrow keys."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ui.components.present import place, preview, talk
from ui.components.present.preview import Shown
from ui.components.present.screens import Screen, screens
from ui.components.present.slide import slide, style
from ui.text import _


def show(shown: Shown) -> None:
    """One screen with its buttons, nothing else."""
    every = screens(shown.report)
    number = min(place.number(), len(every))
    one = every[number - 1]
    noted = talk.is_on()
    st.html(f"<style>{style('screen')}{style('noted') if noted else ''}</style>")
    with st.container(key="present_screen"):
        _draw(replace(shown, report=one.report), one, number)
    if noted:
        talk.draw(one)
    _buttons(number, len(every))
    _keys(number, len(every))


def _draw(shown: Shown, one: Screen, number: int) -> None:
    st.html(slide(preview.page(shown, ("screen", number)), further=one.further))


def _keys(number: int, count: int) -> None:
    """Keys of a presenter's remote. A Streamlit button has one shortcut, so these are hidden buttons."""
    with st.container(key="present_keys"):
        for shortcut, target in (
            ("PageUp", number - 1), ("PageDown", number + 1), ("Space", number + 1),
            ("Home", 1), ("End", count),
        ):  # fmt: skip
            if 0 < target <= count:
                st.button(
                    shortcut, key=f"present_key_{shortcut.lower()}", shortcut=shortcut,
                    on_click=place.turn, args=(target,),
                )  # fmt: skip


def _buttons(number: int, count: int) -> None:
    with st.container(key="present_turn", horizontal=True, vertical_alignment="center", wrap=False):
        for name, icon, target, shortcut, possible in (
            (_("Previous"), "arrow_back", number - 1, "Left", number > 1),
            (_("Next"), "arrow_forward", number + 1, "Right", number < count),
        ):
            st.button(
                name, key=f"present_turn_{shortcut.lower()}", icon=f":material/{icon}:",
                shortcut=shortcut, disabled=not possible, on_click=place.turn, args=(target,),
            )  # fmt: skip
        st.markdown(_("{place} of {all}", place=number, all=count), width="content")
        st.button(
            _("Show speaker notes"), key="present_turn_notes", icon=":material/speaker_notes:",
            shortcut="N", on_click=talk.toggle,
        )  # fmt: skip
        st.button(
            _("Close"), key="present_turn_end", icon=":material/close:", shortcut="Esc",
            on_click=place.stop, help=_("F shows the slides on the full screen."),
        )  # fmt: skip
