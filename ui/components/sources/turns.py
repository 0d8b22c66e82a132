"""The line of uploads in the web application: who waits sees how many come first."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from changes.imports import answer
from data.imports import FileResult, preview
from data.imports.turns import Turns
from data.sources.kit.parse_result import ParseResult
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
    with _turn(result):
        return answer(state.store(), result.sha256, answers, state.who(), load=load)


def preview_in_turn(result: FileResult, answers: Mapping[str, str]) -> ParseResult:
    """Reads a waiting upload with answers when it is its turn: that costs as much as importing it."""
    with _turn(result):
        return preview(state.store(), result.sha256, answers)


@contextmanager
def _turn(result: FileResult) -> Iterator[None]:
    with state.store().raw.open(result.sha256) as file:
        size = file.seek(0, io.SEEK_END)
    bar = st.empty()
    with TURNS.turn(size, partial(show_waiting, bar, 0.0)):
        yield
    bar.empty()
