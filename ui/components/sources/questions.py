"""Questions of files that wait: asked once for all that ask the same, with the best guess."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from changes.imports import discard
from data.base.issue import Question
from data.imports import FileResult, pending_questions
from data.imports.sibling_guess import GuessedQuestion, SiblingFile, guessed
from data.imports.summary import stored_summary
from data.imports.tool_coverage import tool_id
from i18n.message import Message
from ui import state
from ui.components.sources import drop, import_issues, mapping
from ui.components.sources.tool_names import tool_name
from ui.components.sources.turns import answer_in_turn
from ui.text import _, _n, show

MOST_BUTTONS = 3  # more choices than this are a select box
LISTED = 8  # names of files in one box
ASKED = "asked_without_answer"  # key of the session: the box whose Import was pressed too early


def waiting_files() -> tuple[FileResult, ...]:
    """The files that wait for an answer, oldest first."""
    return pending_questions(state.store())


def section() -> None:
    """All questions under a heading; nothing without any."""
    files = waiting_files()
    if not files:
        return
    text = _n("{n} file waits for an answer", "{n} files wait for an answer", n=len(files))
    st.header(text, anchor=False)
    boxes(files)


def boxes(files: Sequence[FileResult]) -> None:
    """A box for each file or group of files that ask the same; the answers import them."""
    unknown = [file for file in files if mapping.asks_for_mapping(file)]
    siblings = _siblings()
    for group in _groups([file for file in files if file not in unknown], siblings):
        key = group[0].sha256[:12]
        if len(group) > 1 and not st.session_state.get(f"each_{key}", False):
            _box(group, siblings)
        else:
            for file in group:
                _box([file], siblings, several=len(group) > 1 and file is group[0])
    for file in unknown:
        _mapped(file, only=len(files) == 1)


def _siblings() -> list[SiblingFile]:
    done = state.store().state.ledger.done()
    return [SiblingFile(entry.file, stored_summary(entry.summary)) for entry in done]


def _groups(files: Sequence[FileResult], siblings: Sequence[SiblingFile]) -> list[list[FileResult]]:
    """Files of one tool whose questions have the same keys, choices and guesses."""
    found: dict[object, list[FileResult]] = {}
    for file in files:
        source = (file.summary.source or "").split(".")[0]
        asked = tuple(
            (asks.question.key, asks.question.choices, asks.question.guess)
            for asks in guessed(file, siblings)
        )
        found.setdefault((source, asked), []).append(file)
    return list(found.values())


def _box(
    group: Sequence[FileResult], siblings: Sequence[SiblingFile], *, several: bool = False
) -> None:
    """The questions of one file, or of a group; ``several``: the first of files asked one by one."""
    first = group[0]
    key = first.sha256[:12]
    with st.container(border=True, key=f"question_{key}", gap="small"):
        _head(group, several=several)
        given = {}
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            for asked in guessed(first, siblings):
                given[asked.question.key] = _field(asked, group, f"answer_{key}")
            go = st.button(_go(group), key=f"import_answered_{key}")
            skip = st.button(_("Skip"), key=f"skip_{key}", type="tertiary")
        answers = {name: value for name, value in given.items() if value}
        if skip:
            _skip(group)
        if go and len(answers) == len(given):
            _import(group, answers)
        if go:
            st.session_state[ASKED] = key
        if st.session_state.get(ASKED) == key and len(answers) < len(given):
            st.markdown(f":red[:material/error: {_('Choose an answer first, or skip the file.')}]")


def _head(group: Sequence[FileResult], *, several: bool) -> None:
    first = group[0]
    name = import_issues.plain(tool_name(tool_id(first.summary.source, first.summary.network)))
    key = f"each_{first.sha256[:12]}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if len(group) == 1:
            text = f":orange[:material/help:] **{name}** {_small(first.file)}"
            st.markdown(text, width="stretch")
            if several:
                st.toggle(_("Answer one by one"), key=key)
            return
        same = _n("the same for {n} file", "the same for all {n} files", n=len(group))
        st.markdown(f":orange[:material/help:] **{name}** · {same}", width="stretch")
        st.toggle(_("Answer one by one"), key=key)
    names = [import_issues.plain(short_name(file.file)) for file in group[:LISTED]]
    more = len(group) - LISTED
    st.caption(", ".join(names) + (f" … (+{more})" if more > 0 else ""))


def _go(group: Sequence[FileResult]) -> str:
    return (
        _("Import") if len(group) == 1 else _n("Import {n} file", "Import {n} files", n=len(group))
    )


def _small(file: str) -> str:
    return f":gray[:small[{import_issues.plain(short_name(file))}]]"


def short_name(file: str, most: int = 48) -> str:
    """The name without its folders; of a long one the beginning and the ending."""
    name = file.rsplit("/", 1)[-1]
    if len(name) <= most:
        return name
    return f"{name[: most - most // 3]}…{name[1 - most // 3 :]}"


def _field(asked: GuessedQuestion, group: Sequence[FileResult], key: str) -> str | None:
    question = asked.question
    prompt = import_issues.plain(show(_prompt(question, group)))
    why = "" if asked.why is None else f"  \n:gray[:small[{import_issues.plain(show(asked.why))}]]"
    key = f"{key}_{question.key}"
    if not question.choices:
        return st.text_input(prompt + why, question.guess or "", key=key)
    labels = {choice: show(label) for choice, label in question.choices}
    ids = list(labels)
    chosen = ids.index(question.guess) if question.guess in labels else None
    if len(ids) > MOST_BUTTONS:
        return st.selectbox(
            prompt + why, ids, chosen, key=key, format_func=labels.__getitem__,
            placeholder=_("Choose"), width=320,
        )  # fmt: skip
    return st.radio(
        prompt + why, ids, chosen, key=key, format_func=labels.__getitem__, horizontal=True
    )


def _prompt(question: Question, group: Sequence[FileResult]) -> Message:
    """The question of the first file; in a group the one that is right for all of them."""
    asked = {q.prompt for file in group for q in file.summary.questions if q.key == question.key}
    return question.prompt if len(asked) == 1 else question.together or question.prompt


def _import(group: Sequence[FileResult], answers: dict[str, str]) -> None:
    st.session_state.pop(ASKED, None)
    bar = st.progress(0.0)
    done = []
    for number, file in enumerate(group):
        bar.progress(
            number / len(group),
            _("Importing {name} …", name=import_issues.plain(short_name(file.file))),
        )
        done.append(answer_in_turn(file, answers))
    drop.update(done)
    st.rerun()


def _skip(group: Sequence[FileResult]) -> None:
    for file in group:
        discard(state.store(), file.sha256, state.who())
        drop.remove(file.sha256)
    st.rerun()


def _mapped(file: FileResult, *, only: bool) -> None:
    """A table of no known export: its columns are mapped in place."""
    key = file.sha256[:12]
    with st.container(border=True, key=f"unknown_{key}", gap="small"):
        st.markdown(f":orange[:material/help:] **{_('Unknown export')}** {_small(file.file)}")
        opened = st.expander(
            _("Map its columns"), expanded=only, key=f"map_open_{key}", on_change="rerun",
            icon=":material/table_edit:",
        )  # fmt: skip
        if opened.open:
            with opened:
                mapping.screen(file)
