"""Translation of the interface: the session's language, ``_()``, ``_n()``, language selector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import streamlit as st

from i18n import format as shown
from i18n import locales
from i18n.catalogue import DEFAULT, languages, translate, translate_plural
from i18n.message import Message, Value, counted
from i18n.render import render

T = TypeVar("T")
STATE_KEY, URL_KEY, LAST_KEY = "lang", "lang_written", "lang_last"


def language() -> str:
    """The language of the session that is running."""
    chosen = st.session_state.get(STATE_KEY)
    return chosen if chosen in languages() else DEFAULT


def preferred() -> str:
    """The initial language: the browser's if there is a catalogue for it."""
    locale = (st.context.locale or DEFAULT).replace("_", "-").split("-")[0].lower()
    return locale if locale in languages() else DEFAULT


def _(text: str, /, **values: Value) -> str:
    """``text`` in the session's language, with values written as that language writes them."""
    return _filled(translate(language(), text), values)


def _c(context: str, text: str, /, **values: Value) -> str:
    """Like ``_`` for a text with two meanings; ``context`` says which one (gettext msgctxt)."""
    return _filled(translate(language(), text, context), values)


def _n(one: str, other: str, /, **values: Value) -> str:
    """A sentence about a number of things in the session's language.

    The first value is the number that chooses the form. Raises TypeError where it is none.
    """
    number = counted(*values.values())
    return _filled(translate_plural(language(), (one, other), number), values)


def _filled(template: str, values: Mapping[str, Value]) -> str:
    if not values:
        return template
    now = language()
    return template.format(**{name: shown.plain(value, now) for name, value in values.items()})


def named(choices: Iterable[T], name: Callable[[T], str]) -> Callable[[T], str]:
    """A widget's ``format_func`` whose labels are made now, in the session's language.

    Not on each call, because Streamlit also calls it where no session (and language) is active.
    """
    return {choice: name(choice) for choice in choices}.__getitem__


def show(message: Message) -> str:
    """A message of the lower layers in the session's language."""
    return render(message, language())


def date_format() -> str:
    """How a date field orders day, month and year in the session's language."""
    return locales.date_input(language())


def choose() -> None:
    """Sets the session's language: the URL's, else the one chosen before, else the browser's."""
    asked = st.query_params.get(STATE_KEY)
    # The parameter counts only where it is not what this application wrote itself: otherwise it
    # would undo a choice in the selector.
    if asked in languages() and asked != st.session_state.get(URL_KEY):
        st.session_state[STATE_KEY] = asked
    # Streamlit forgets the value of a widget where a script switches the page.
    st.session_state.setdefault(STATE_KEY, st.session_state.get(LAST_KEY, preferred()))
    st.session_state[LAST_KEY] = st.session_state[STATE_KEY]


def selector() -> None:
    """The language control; a choice that differs from the browser's goes into the URL."""
    st.segmented_control(
        _("Language"),
        languages(),
        key=STATE_KEY,
        format_func=locales.language_name,
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
