"""The line of uploads in the web application: who waits sees how many come first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from changes.imports import answer
from data.imports import FileResult
from data.imports.turns import Turns
from data.sources.registry import load
from ui import state
from ui.text import _n

TURNS = Turns()  # one for all sessions of the server


def show_waiting(bar: DeltaGenerator, done: float, ahead: int) -> None:
    """Shows the place in the line. Streamlit stops a run whose session has gone at this call."""
    bar.progress(
        done, _n("Waiting: {n} upload before yours", "Waiting: {n} uploads before yours", n=ahead)
    )


def answer_in_turn(result: FileResult, answers: Mapping[str, str]) -> FileResult:
    """Imports a waiting upload with answers when it is its turn."""
    bar = st.empty()
    with TURNS.turn(0, partial(show_waiting, bar, 0.0)):
        done = answer(state.store(), result.sha256, answers, state.who(), load=load)
    bar.empty()
    return done
