"""The application's words: gettext catalogues read as they are, one `<language>.po` per language.

English is the catalogue key, so it needs no file. A further language is one more `.po`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import streamlit as st
from babel import Locale
from babel.messages.pofile import read_po

from data.message import Message, Value
from ui import format as shown

T = TypeVar("T")
HERE = Path(__file__).parent
DEFAULT = "en"
ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
STATE_KEY, URL_KEY = "lang", "lang_written"


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that can be shown, English first."""
    return (DEFAULT, *sorted(path.stem for path in HERE.glob("*.po")))


@cache
def catalogue(language: str) -> dict[str, str]:
    """English sentence → sentence in ``language``; empty for English itself."""
    path = HERE / f"{language}.po"
    if language not in languages() or not path.exists():
        return {}
    with path.open("rb") as file:
        entries = read_po(file, locale=language)
    return {str(e.id): str(e.string) for e in entries if e.id and e.string}


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
    now = language()
    known = catalogue(now)
    return message.render(now, lambda text: known.get(text, text), lambda v: _said(v, now))


def _said(value: Value, language: str) -> str:
    """A value of a message; the lower layers write days as ISO text, people do not."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return shown.day(date.fromisoformat(value), language)
    return shown.plain(value, language)


def choose() -> None:
    """Settles the session's language: the URL's, else the one chosen before, else the browser's."""
    asked = st.query_params.get(STATE_KEY)
    if asked in languages() and asked != st.session_state.get(URL_KEY):
        st.session_state[STATE_KEY] = asked
    st.session_state.setdefault(STATE_KEY, preferred())


def selector() -> None:
    """The language control; a choice that differs from the browser's goes into the URL."""
    st.segmented_control(
        "Language · Langue",
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
