"""Sentences of the report are edited where they are read: the script of the page sends what was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import reduce

import streamlit as st

from data.base.json_values import READ_FAULTS
from i18n.message import Message
from report.document.edits import replaceable, rewritten
from report.document.model import Report, Request
from report.wording import render
from ui.components.present import draft_state as draft
from ui.text import _

FIELD = "present_say"  # the hidden field of the page that the script writes to


def receive(made: Report) -> None:
    """The hidden field; ``made`` has the generated sentences."""
    with st.container(key="present_received"):
        st.text_input(
            _("Sentence"), key=FIELD, live="0ms", on_change=_received, args=(replaceable(made),)
        )


def written(request: Request) -> Mapping[str, str]:
    """The texts that replace generated ones, by id, in the language of the report."""
    return request.written.get(request.language, {})


def _received(rules: Mapping[str, Message | str]) -> None:
    """Stores what was written in place of a sentence, unless it equals the generated one."""
    request = draft.current()
    found = _read(st.session_state[FIELD])
    if found is None or found[0] not in rules:
        return
    name, text = found
    if text == _said(rules[name], request):
        text = ""
    names = [name, *_alike(name, rules, request)]
    draft.put(reduce(lambda each, id_: rewritten(each, id_, text), names, request))


def _read(sent: str) -> tuple[str, str] | None:
    """The id and the text; None for what is not sent by the script of the page."""
    try:
        value = json.loads(sent)
        name, text = value["id"], value["text"]
    except READ_FAULTS:
        return None
    if not (isinstance(name, str) and isinstance(text, str)):
        return None
    return name, render.text(text)


def _said(rule: Message | str, request: Request) -> str:
    return rule if isinstance(rule, str) else render.said(rule, request.language)


def _alike(name: str, rules: Mapping[str, Message | str], request: Request) -> list[str]:
    """Titles with the same text as the headline: it is read once, and edited once."""
    if name != "headline":
        return []
    texts = written(request)
    now = {id_: texts.get(id_, _said(rule, request)) for id_, rule in rules.items()}
    return [id_ for id_, text in now.items() if id_.endswith(".title") and text == now[name]]
