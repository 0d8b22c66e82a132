"""The dialog in which a test is created: variants, days, and the difference that it can find."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from changes.experiments import declare
from i18n import format as shown
from metrics.experiments.detectable import detectable
from metrics.experiments.experiment import Experiment
from metrics.experiments.query import PERIOD, ComparisonQuery, begin
from ui import cache, state
from ui.components.experiments import ask
from ui.filters import Filters
from ui.text import _, _n, date_format, language

OPEN = "test_new"
_PREFIX = "new_test"
_DAYS = 56  # of a new test: whole weeks


def open_new() -> None:
    """Starts a new test."""
    st.session_state[OPEN] = True


def is_open() -> bool:
    """Whether a test is being created; ``?new=1`` in the address starts one, once."""
    if st.query_params.get("new") and "test_asked" not in st.session_state:
        st.session_state["test_asked"] = True
        open_new()
    return bool(st.session_state.get(OPEN))


def _close() -> None:
    st.session_state.pop(OPEN, None)


def dialog(chosen: Filters) -> None:
    """Opens the dialog."""

    def draw() -> None:
        form(chosen)

    st.dialog(_("New test"), width="large", on_dismiss=_close)(draw)()


def form(chosen: Filters) -> None:
    """The fields; saving closes the dialog."""
    asked = ask.question(chosen, _PREFIX)
    if asked is None:
        return
    today = date.today()  # noqa: DTZ011  # a calendar day, not an instant
    first = begin(asked.by, asked.arms, today)
    one, two, three = st.columns(3)
    start = one.date_input(_("From"), first, key="test_start", format=date_format())
    length = timedelta(days=_DAYS - 1)
    ends = None if asked.by == PERIOD else first + length
    end = two.date_input(_("To (may stay open)"), ends, key="test_end", format=date_format())
    owner = three.text_input(_("Owner"), key="test_owner")
    if asked.by not in {PERIOD, "post"} and end is not None and end >= start:
        _power(asked, (end - start).days + 1)
    name = st.text_input(_("Name"), key="test_name", placeholder=_("What differs, in a few words"))
    text = st.text_area(_("What do you expect, and why?"), key="test_text", height=80)
    st.caption(_("It is saved with its date and cannot be edited afterwards."))
    if st.button(_("Save test"), type="primary", key="test_save"):
        _save(asked, name, text, owner, start, end)


def _power(asked: ComparisonQuery, days: int) -> None:
    """The smallest difference that so many days would show."""
    found = cache.remember(
        "detectable", (asked, days), lambda facts: detectable(facts, asked, days)
    )
    with st.container(border=True):
        if found is None:
            st.markdown(
                _("Detectable difference: unknown. The variants have too few cases so far.")
            )
            return
        st.metric(_("Detectable difference"), shown.points(100 * found, language()))
        st.caption(
            _n(
                "{n} day finds a difference of this size four times out of five, at the pace of the chosen period.",
                "{n} days find a difference of this size four times out of five, at the pace of the chosen period.",
                n=days,
            )
        )
        if asked.wanted is not None and found > asked.wanted:
            st.warning(_("Too short for your minimum effect. Choose a later end."))


def _save(
    asked: ComparisonQuery, name: str, text: str, owner: str, start: date, end: date | None
) -> None:
    try:
        made = Experiment(
            name.strip(), asked.metrics, asked.by, asked.arms, start, end, asked.wanted,
            text.strip(), owner.strip(),
        )  # fmt: skip
    except ValueError:
        st.error(_("Give the test a name, and a last day that is not before the first."))
        return
    declare(state.store(), made, state.who())
    _close()
    st.rerun()
