"""Editor of the report's sentences, which can replace the generated ones."""

from __future__ import annotations

from datetime import date

import streamlit as st

from report.document.edits import DUE, OWNER, rewritten
from report.document.model import Action, Actions, Report, Request, Section, Sentence, Text
from report.wording import render
from ui.components.present import draft_state as draft
from ui.components.sources.import_issues import plain
from ui.text import _, date_format


def edit(request: Request, made: Report, shown: Report) -> None:
    """Text fields of the headline and every section; ``made`` has the generated sentences."""
    st.caption(
        _("What you write stays with the report. An empty field gives the rule’s sentence back.")
    )
    _field(request, made.headline, _("Headline"))
    rules = {section.id: section for section in made.sections}
    for section in shown.sections:
        title = plain(render.sentence(section.title, request.language))
        with st.expander(title, key=f"present_words_{section.id}"):
            _section(request, rules[section.id])


def _section(request: Request, section: Section) -> None:
    _field(request, section.title, _("Title"))
    for block in section.blocks:
        if isinstance(block, Text):
            for sentence in block.sentences:
                _field(request, sentence, _("Sentence"))
        elif isinstance(block, Actions):
            for action in block.items:
                _action(request, action)


def _action(request: Request, action: Action) -> None:
    with st.container(border=True):
        _field(request, action.what, _("Next step"))
        one, two = st.columns(2)
        with one:
            owner = _put(request, action.id + OWNER, action.owner)
            st.text_input(
                _("Owner"), key=owner, on_change=_wrote, args=(action.id + OWNER, action.owner)
            )
        with two:
            _due(request, action)


def _due(request: Request, action: Action) -> None:
    name, rule = action.id + DUE, action.due.isoformat() if action.due else ""
    text = _written(request).get(name, rule)
    key = _key(request, name)
    st.session_state[key] = date.fromisoformat(text) if text else None
    st.date_input(
        _("Due"), value=None, key=key, format=date_format(), on_change=_wrote, args=(name, rule)
    )


def _field(request: Request, sentence: Sentence, label: str) -> None:
    rule = render.said(sentence.message, request.language)
    key = _put(request, sentence.id, rule)
    st.text_area(label, key=key, height="content", on_change=_wrote, args=(sentence.id, rule))
    if sentence.id in _written(request):
        st.button(
            _("Restore the computed text"), key=f"{key}_back", type="tertiary",
            icon=":material/undo:", on_click=_write, args=(sentence.id, ""),
        )  # fmt: skip


def _key(request: Request, name: str) -> str:
    return f"present_say_{request.language}_{name}"


def _written(request: Request) -> dict[str, str]:
    return dict(request.written.get(request.language, {}))


def _put(request: Request, name: str, rule: str) -> str:
    """Sets a field to the sentence in the report; returns its session-state key."""
    key = _key(request, name)
    # In every run: the field would keep the sentence of the figures before.
    st.session_state[key] = _written(request).get(name, rule)
    return key


def _wrote(name: str, rule: str) -> None:
    """Stores a field's text, unless it equals the generated sentence."""
    value = st.session_state[_key(draft.current(), name)]
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    _write(name, "" if text.strip() == rule else text)


def _write(name: str, text: str) -> None:
    draft.put(rewritten(draft.current(), name, text))
