"""Chart annotations: marks on dates, their legend, and a popover to add and remove them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from changes.annotations import add_annotation, remove_annotation
from data.values.annotation import KINDS, Annotation, StoredAnnotation
from i18n import format as shown
from metrics.definitions.registry import Metric
from metrics.question.query import Query
from metrics.results.annotations import BREAK
from metrics.results.annotations import ChartMark as Found
from metrics.results.annotations import marks as find
from ui import cache, state
from ui.charts.lines import LineMark
from ui.components.sources.import_issues import plain
from ui.filters import channel_label
from ui.text import _, date_format, language, named, show

ICONS = {"campaign": "campaign", "site": "web", "tracking": "sensors_off", "other": "sticky_note_2"}


def of(query: Query, metric: Metric | None = None) -> tuple[Found, ...]:
    """The annotations and series breaks within the days of a chart."""
    return find(cache.facts(), state.store().state.annotations.current(), query, metric)


def drawn(found: Sequence[Found]) -> list[LineMark]:
    """The marks as a chart draws them."""
    return [LineMark(mark.first, mark.last, show(mark.text)) for mark in found]


def legend(found: Sequence[Found]) -> None:
    """Lists the marks below the chart, for readers who do not hover."""
    lines = dict.fromkeys((_days(mark), show(mark.text)) for mark in found)
    for days, text in lines:
        st.caption(f":material/arrow_drop_down: {plain(f'{days}{text}')}")


def _days(mark: Found) -> str:
    """The days of a mark; empty for series breaks, whose text names them."""
    return "" if mark.kind == BREAK else shown.span(mark.first, mark.last, language()) + " · "


def form(last: date, channels: Sequence[str], *, key: str) -> None:
    """Fields to add an annotation, on ``last`` at first, and the annotations with a way to delete them."""
    with st.form(f"{key}_note", clear_on_submit=True, border=False):
        note = _written(last, channels, key)
        if st.form_submit_button(_("Add annotation"), key=f"{key}_note_add"):
            _add(note)
    for stored in reversed(state.store().state.annotations.log()):
        if stored.removed_at is None:
            _row(stored, key)


def _written(
    last: date, channels: Sequence[str], key: str
) -> tuple[str, tuple[date, ...], str, str]:
    text = st.text_input(_("What happened"), key=f"{key}_note_text", max_chars=200)
    days = st.date_input(_("Day, or first and last day"), (last, last), format=date_format(),
                         key=f"{key}_note_days")  # fmt: skip
    kinds = list(KINDS)
    kind = st.selectbox(_("Kind"), kinds, key=f"{key}_note_kind",
                        format_func=named(kinds, lambda one: show(KINDS[one])))  # fmt: skip
    options = ["", *channels]
    label = named(options, lambda one: channel_label(one) if one else _("All channels"))
    channel = st.selectbox(_("Channel"), options, key=f"{key}_note_channel", format_func=label)
    return text, tuple(days), kind, channel


def _add(written: tuple[str, tuple[date, ...], str, str]) -> None:
    text, days, kind, channel = written
    if not text.strip() or not days:
        st.warning(_("Write in a few words what happened, and choose the day."))
        return
    # The date field returns one day until the second is chosen: then the note is on that day.
    made = Annotation(days[0], days[-1], text.strip(), kind, channel)
    add_annotation(state.store(), made, state.who())
    st.rerun()


def _row(stored: StoredAnnotation, key: str) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    days = shown.span(stored.note.first, stored.note.last, language())
    left.markdown(f":material/{ICONS[stored.note.kind]}: {plain(days)} · {plain(stored.note.text)}")
    if right.button(_("Delete"), key=f"{key}_note_remove_{stored.id}", icon=":material/delete:",
                    type="tertiary"):  # fmt: skip
        remove_annotation(state.store(), stored.id, state.who())
        st.rerun()
