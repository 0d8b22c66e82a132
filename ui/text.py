"""The application's words in the language of the session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import streamlit as st
from babel import Locale

from data.base.message import Message, Value
from i18n import format as shown
from i18n.catalogue import DEFAULT, catalogue, languages, render

T = TypeVar("T")
STATE_KEY, URL_KEY = "lang", "lang_written"


def language() -> str:
    """The language of the session that is running."""
    chosen = st.session_state.get(STATE_KEY)
    return chosen if chosen in languages() else DEFAULT


def preferred() -> str:
    """The language to begin with: the browser's when it is one of ours."""
    locale = (st.context.locale or DEFAULT).replace("_", "-").split("-")[0].lower()
    return locale if locale in languages() else DEFAULT


def _(text: str, /, **values: Value) -> str:
    """``text`` in the session's language, with values written as that language writes them."""
    now = language()
    template = catalogue(now).get(text, text)
    if not values:
        return template
    return template.format(**{name: shown.plain(value, now) for name, value in values.items()})


def named(choices: Iterable[T], name: Callable[[T], str]) -> Callable[[T], str]:
    """A widget's ``format_func`` with the names made now, in the session's language.

    Streamlit also calls it where no session is running.
    """
    return {choice: name(choice) for choice in choices}.__getitem__


def show(message: Message) -> str:
    """A message of the lower layers in the session's language."""
    return render(message, language())


def choose() -> None:
    """Settles the session's language: the URL's, else the one chosen before, else the browser's."""
    asked = st.query_params.get(STATE_KEY)
    if asked in languages() and asked != st.session_state.get(URL_KEY):
        st.session_state[STATE_KEY] = asked
    st.session_state.setdefault(STATE_KEY, preferred())


def selector() -> None:
    """The language control; a choice that differs from the browser's goes into the URL."""
    st.segmented_control(
        _("Language"),
        languages(),
        key=STATE_KEY,
        format_func=lambda code: Locale.parse(code).display_name.capitalize(),
        required=True,
        label_visibility="collapsed",
    )
    now = language()
    wanted = None if now == preferred() else now
    if wanted != st.query_params.get(STATE_KEY):
        if wanted is None:
            del st.query_params[STATE_KEY]
        else:
            st.query_params[STATE_KEY] = wanted
    st.session_state[URL_KEY] = wanted
