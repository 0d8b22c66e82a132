"""Upload form: file uploader, progress, results and questions of each file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from changes.imports import discard, import_upload
from data.base.issue import Question
from data.imports import (
    FileResult,
    ImportOutcome,
    pending_questions,
)
from data.imports.open_file import LARGE
from data.sources.registry import load
from ui import state
from ui.components.sources import import_issues, mapping
from ui.components.sources.turns import TURNS, answer_in_turn, show_waiting
from ui.text import _, _n, show

ROUND, RESULTS = "uploads_round", "uploads_results"
FOLDER = "folder"
MOST_BUTTONS = 4  # more choices than this are a select box


def dropzone() -> None:
    """The file uploader for files or a folder; uploads are imported at once."""
    ways = {"files": _("Files or zips"), FOLDER: _("A folder")}
    way = st.segmented_control(
        _("What to add"), list(ways), key="uploads_way", format_func=ways.__getitem__,
        default="files", required=True, label_visibility="collapsed",
    )  # fmt: skip
    turn = st.session_state.setdefault(ROUND, 0)
    dropped = st.file_uploader(
        _("Drop exports here or choose them"),
        accept_multiple_files="directory" if way == FOLDER else True,
        key=f"uploads_{way}_{turn}",
    )
    if dropped:
        st.session_state[RESULTS] = _import_all(dropped)
        st.session_state[ROUND] = (
            turn + 1
        )  # a new key: Streamlit has no other way to empty an uploader
        st.rerun()


def _import_all(
    dropped: Sequence[st.runtime.uploaded_file_manager.UploadedFile],
) -> list[FileResult]:
    bar = st.progress(0.0)
    stop = st.empty()
    if any(file.size > LARGE for file in dropped):
        stop.button(_("Cancel"), key="cancel_import", on_click=_cancel)
    results: list[FileResult] = []
    for number, file in enumerate(dropped):
        progress = partial(_progress, bar, import_issues.plain(file.name), number, len(dropped))
        with TURNS.turn(file.size, partial(show_waiting, bar, number / len(dropped))):
            progress(0.0)
            content = file.getvalue()
            results.extend(
                import_upload(
                    state.store(), file.name, content, state.who(), load=load, on_progress=progress
                )
            )
    bar.empty()
    stop.empty()
    return results


def _progress(bar: DeltaGenerator, name: str, number: int, files: int, share: float) -> None:
    """Shows progress. If the user has clicked something, Streamlit stops the run at this call."""
    bar.progress((number + share) / files, name)


def _cancel() -> None:
    """Stops the import of the current file; files imported before it stay."""
    # A new key empties the uploader: the same files would be imported again in the next run.
    st.session_state[ROUND] += 1


def report() -> None:
    """The results of the last upload."""
    results: list[FileResult] = st.session_state.get(RESULTS, [])
    if not results:
        return
    counts = {outcome: sum(r.outcome is outcome for r in results) for outcome in ImportOutcome}
    st.markdown(
        _(
            "**Last drop:** {done}, {known}, {asked}, {refused}",
            done=_n("{n} imported", "{n} imported", n=counts[ImportOutcome.IMPORTED]),
            known=_n(
                "{n} already imported",
                "{n} already imported",
                n=counts[ImportOutcome.ALREADY_IMPORTED],
            ),
            asked=_n(
                "{n} with a question", "{n} with a question", n=counts[ImportOutcome.NEEDS_INPUT]
            ),
            refused=_n("{n} refused", "{n} refused", n=counts[ImportOutcome.REFUSED]),
        )
    )
    for number, result in enumerate(results):
        if result.outcome is ImportOutcome.REFUSED:
            with st.container(border=True, key=f"refused_{number}"):
                st.markdown(f":material/block: **{import_issues.plain(result.file)}**")
                import_issues.issues(result.summary.issues)


def questions() -> None:
    """Every waiting file with its questions; the answers import it."""
    waiting = pending_questions(state.store())
    if not waiting:
        return
    st.subheader(_("Questions"), anchor=False)
    st.caption(_("These files do not say everything that is needed. Nothing of them counts yet."))
    for result in waiting:
        if mapping.asks_for_mapping(result):
            mapping.screen(result, RESULTS)
        else:
            _ask(result)


def _ask(result: FileResult) -> None:
    key = result.sha256[:12]
    with st.form(f"question_{key}"):
        st.markdown(
            f"**{import_issues.plain(result.file)}** · {import_issues.source(result.summary)}"
        )
        given = {q.key: _field(q, f"answer_{key}_{q.key}") for q in result.summary.questions}
        with st.container(horizontal=True):
            go = st.form_submit_button(_("Import"), type="primary")
            skip = st.form_submit_button(_("Leave this file out"))
    if skip:
        discard(state.store(), result.sha256, state.who())
        st.rerun()
    complete = {name: value for name, value in given.items() if value}
    if go and len(complete) < len(given):
        st.error(_("Please answer every question, or leave this file out."))
    elif go:
        done = answer_in_turn(result, complete)
        st.session_state[RESULTS] = [done]
        st.rerun()


def _field(question: Question, key: str) -> str | None:
    prompt = import_issues.plain(show(question.prompt))
    if not question.choices:
        return st.text_input(prompt, question.guess or "", key=key)
    labels = {choice: show(label) for choice, label in question.choices}
    ids = list(labels)
    chosen = ids.index(question.guess) if question.guess in labels else None
    if len(ids) > MOST_BUTTONS:
        return st.selectbox(prompt, ids, chosen, key=key, format_func=labels.__getitem__)
    return st.radio(prompt, ids, chosen, key=key, format_func=labels.__getitem__, horizontal=True)
