"""Session state of the report builder: the current request survives a switch of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import streamlit as st

from data.imports.upload import present_day
from report.document.model import Request
from report.document.period import last_month
from ui import cache
from ui.text import language

DRAFT, NAME, WRITTEN = "present_draft", "present_name", "present_written"
_BEFORE = "present_before"  # key of the session: what the changes of each period began with
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Edits:
    """What is changed in the report itself: its sections and its sentences."""

    dropped: tuple[str, ...]
    order: tuple[str, ...]
    written: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, request: Request) -> Edits:
        """The edits of a request."""
        return cls(request.dropped, request.order, request.written)


def key(field: str) -> str:
    """The key of the widget that sets ``field`` of the request."""
    return f"present_field_{field}"


def current() -> Request:
    """The current request; at first the last complete month of the data."""
    if DRAFT not in st.session_state:
        st.session_state[DRAFT] = Request(*latest_month(), language=language())
    draft: Request = st.session_state[DRAFT]
    return draft


def latest_month() -> Span:
    """The last calendar month that is over and fully covered by the data."""
    last = cache.overview().last
    today = present_day()
    return last_month(min(today, last + timedelta(days=1)) if last else today)


def values(request: Request) -> dict[str, object]:
    """The widget values of a request."""
    return {
        "dates": (request.start, request.end),
        "compare": request.compare.value,
        "language": request.language,
        "audience": request.audience.value,
        "currency": request.currency or "",
        "title": request.title,
    }


def adopt(request: Request, name: str = "") -> None:
    """Replaces the current request, for example with the saved one called ``name``."""
    st.session_state[DRAFT] = request
    st.session_state[NAME] = name
    st.session_state.pop(WRITTEN, None)
    st.session_state.pop(_BEFORE, None)
    for field, value in values(request).items():
        st.session_state[key(field)] = value


def show_dates(span: Span) -> None:
    """Sets the date widget to ``span``."""
    st.session_state[key("dates")] = span


def keep(request: Request) -> Request:
    """Stores the request. Sentences edited for another period are stored with that period."""
    before = current()
    if (before.start, before.end) != (request.start, request.end):
        request = replace(request, written=_swapped(before, (request.start, request.end)))
    st.session_state[DRAFT] = request
    return request


def _swapped(before: Request, span: Span) -> Mapping[str, Mapping[str, str]]:
    by_period: dict[Span, Mapping[str, Mapping[str, str]]] = st.session_state.setdefault(
        WRITTEN, {}
    )
    by_period[before.start, before.end] = before.written
    return by_period.get(span, {})


def name() -> str:
    """The name of the saved report that was opened, empty for a new one."""
    return str(st.session_state.get(NAME, ""))


def put(request: Request) -> None:
    """Stores a request whose period and widgets are unchanged; ``undo`` gives the one before back."""
    before = current()
    if request != before:
        _changes(before).append(Edits.of(before))
        st.session_state[DRAFT] = request


def note(decision_id: int) -> None:
    """Makes a decision that was logged the last change."""
    _changes(current()).append(decision_id)


def can_undo() -> bool:
    """Whether a change of this period can be taken back."""
    return bool(_changes(current()))


def undo() -> int | None:
    """Takes the last change of this period back; gives the id of the decision that it logged."""
    changes = _changes(current())
    last = changes.pop() if changes else None
    if isinstance(last, Edits):
        st.session_state[DRAFT] = replace(
            current(), dropped=last.dropped, order=last.order, written=last.written
        )
        return None
    return last


def _changes(request: Request) -> list[Edits | int]:
    by_period: dict[Span, list[Edits | int]] = st.session_state.setdefault(_BEFORE, {})
    return by_period.setdefault((request.start, request.end), [])
