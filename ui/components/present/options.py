"""Report options: period, comparison, audience, language, currency, title."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import streamlit as st

from data.imports.upload import present_day
from data.values.currency import is_code
from i18n import format as shown
from i18n.catalogue import languages
from i18n.locales import language_name
from metrics.comparison.periods import compared_with
from report.document.model import Audience, Request
from report.document.period import following
from report.wording import phrases, render
from ui import cache, state
from ui.components.present import draft_state as draft
from ui.filters import COMPARISONS, OWN, comparison_label
from ui.text import _, date_format, language, named

EARLIEST = date(2000, 1, 1)
WORDS = tuple(word for word in COMPARISONS if word != OWN)
LEVELS = tuple(level.value for level in Audience)


def settings() -> Request:
    """Draws the controls and returns the request that they describe."""
    asked = draft.current()
    # Streamlit forgets the widgets while another page is open; the draft has their values.
    for field, value in draft.values(asked).items():
        st.session_state.setdefault(draft.key(field), value)
    period, compared, reader = st.columns(3, gap="medium")
    with period:
        start, end = _period(asked)
    # A saved report may be compared with dates of its own.
    choices = tuple(dict.fromkeys((*WORDS, asked.compare.value)))
    compared.selectbox(
        _("Compare with"), choices, key=draft.key("compare"),
        format_func=named(choices, comparison_label),
    )  # fmt: skip
    reader.segmented_control(
        _("Written for"), LEVELS, key=draft.key("audience"), required=True,
        format_func=named(LEVELS, level_label),
        help=_("Each reader sees what those before see, and more."),
    )  # fmt: skip
    spoken, named_as, money = st.columns(3, gap="medium")
    spoken.segmented_control(
        _("Language of the report"), languages(), key=draft.key("language"), required=True,
        format_func=language_name,
    )  # fmt: skip
    named_as.text_input(
        _("Title"), key=draft.key("title"), placeholder=render.said(phrases.REPORT, asked.language)
    )
    money.text_input(
        _("Currency"), key=draft.key("currency"), max_chars=3, placeholder=_("As it is"),
        help=_("Amounts are converted wherever a rate is known. Rates are on the Costs page."),
    )  # fmt: skip
    return draft.keep(_request(asked, start, end))


def level_label(level: str) -> str:
    """The name of an audience in the session's language."""
    return {
        "executive": _("Executive"),
        "manager": _("Manager"),
        "analyst": _("Analyst"),
    }[level]


def _period(asked: Request) -> tuple[date, date]:
    st.date_input(
        _("From and to"), key=draft.key("dates"), format=date_format(),
        min_value=EARLIEST, max_value=date(present_day().year + 5, 12, 31),
    )  # fmt: skip
    spans = {
        _("Last complete month"): draft.latest_month(),
        _("As on the other pages"): _filtered(),
        _("Next period"): _following(asked),
    }
    with st.container(horizontal=True, gap="small"):
        for label, span in spans.items():
            if span is not None:
                st.button(
                    label, key=f"present_span_{list(spans).index(label)}", on_click=draft.show_dates, args=(span,), help=shown.span(*span, language()),
                )  # fmt: skip
    chosen = tuple(st.session_state[draft.key("dates")])
    # the date widget returns one date while the user picks the second
    return cast("tuple[date, date]", chosen) if len(chosen) == 2 else (asked.start, asked.end)


def _following(asked: Request) -> tuple[date, date] | None:
    """The next period, unless the data end before it."""
    span = following(asked.start, asked.end)
    last = cache.overview().last
    return span if last is not None and span[0] <= last else None


def _filtered() -> tuple[date, date] | None:
    """The period of the filter bar, once it was drawn."""
    if state.FILTERS not in st.session_state:
        return None
    filters = state.filters()
    return filters.start, filters.end


def _request(asked: Request, start: date, end: date) -> Request:
    values = {field: st.session_state[draft.key(field)] for field in draft.values(asked)}
    code = values["currency"].strip().upper()
    if code and not is_code(code):
        st.error(_("A currency has three letters, such as EUR."))
        code = asked.currency or ""
    return replace(
        asked,
        start=start,
        end=end,
        compare=compared_with(values["compare"]),
        audience=Audience(values["audience"]),
        language=values["language"],
        currency=code or None,
        title=values["title"].strip(),
    )
