"""Speaker notes of a screen: what to say, the likely question and its answer."""

from __future__ import annotations

import streamlit as st
from markupsafe import escape

from report.wording import phrases, render
from ui.components.present.screens import Screen
from ui.text import _

_SHOWN = "present_notes_shown"


def is_on() -> bool:
    """Whether the notes are shown in this session."""
    return bool(st.session_state.get(_SHOWN))


def toggle() -> None:
    """Shows the notes, or hides them."""
    st.session_state[_SHOWN] = not is_on()


def notes(screen: Screen) -> list[str]:
    """The notes as HTML, one paragraph each, in the language of the report."""
    language = screen.report.request.language
    if screen.section is None:
        return [str(escape(render.sentence(screen.report.headline, language)))]
    talk = screen.section.talk
    lines = []
    if talk is not None:
        said = " ".join(render.said(each, language) for each in talk.say)
        for label, text in (
            (phrases.SAY, said),
            (phrases.QUESTION, render.said(talk.question, language)),
            (phrases.ANSWER, render.said(talk.answer, language)),
        ):
            lines.append(f"<b>{escape(render.said(label, language))}</b><br>{escape(text)}")
    lines += [str(escape(render.said(note, language))) for note in screen.section.notes]
    return lines


def draw(screen: Screen) -> None:
    """The notes below the screen."""
    with st.container(key="present_notes"):
        lines = notes(screen) or [_("This screen has no speaker notes.")]
        said = "".join(f"<p>{line}</p>" for line in lines)
        # What scrolls has to be reached by the keyboard.
        name = escape(_("Speaker notes"))
        st.html(f'<div class="talk" tabindex="0" role="region" aria-label="{name}">{said}</div>')
