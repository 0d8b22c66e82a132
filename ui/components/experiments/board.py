"""The tests page: the newest verdict, a card per test, comparisons, and pairs to compare."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from metrics.experiments.compare import Compared, compare
from metrics.experiments.experiment import ExperimentState, ExperimentStatus, standing
from metrics.experiments.query import ComparisonQuery
from metrics.experiments.repository import Stored, stored
from ui import cache, state
from ui.components import answer, page_context
from ui.components.experiments import ask, cards, details, headline, new_test, suggest
from ui.filters import Filters
from ui.text import _

_PREFIX = "experiment"
_DECIDED = frozenset({ExperimentState.CONCLUSIVE, ExperimentState.NO_DIFFERENCE})


def board() -> None:
    """All of the page."""
    chosen = state.filters()
    tests = [(one, _status(one)) for one in stored(state.store().state)]
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch"):
            answer.title(*headline.answer(tests))
        st.button(
            _("Create test"), type="primary", icon=":material/add:", key="test_new_button",
            on_click=new_test.open_new,
        )  # fmt: skip
    _cards(tests)
    if not page_context.elsewhere(chosen):
        _comparisons(chosen)
    if new_test.is_open():
        new_test.dialog(chosen)


def _comparisons(chosen: Filters) -> None:
    """Any comparison of the period, and pairs that are worth one."""
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        st.header(_("Compare what has run"), anchor=False)
        asked = ask.question(chosen, _PREFIX)
        if asked is not None:
            _compared(asked)
    with right:
        metric = st.session_state.get(f"{_PREFIX}_metric") or ask.rates_offered(chosen)[0]
        suggest.suggestions(chosen, metric, _pick)


def _status(one: Stored) -> ExperimentStatus:
    experiment, beforehand = one.experiment, one.beforehand
    last = cache.overview().last or experiment.start
    return cache.remember(
        "experiment",
        (experiment, last, beforehand),
        lambda facts: standing(facts, experiment, last, beforehand=beforehand),
    )


def _cards(tests: Sequence[tuple[Stored, ExperimentStatus]]) -> None:
    """Two cards a row: verdicts, then what runs, then what is planned; the newest of each first."""
    ordered = sorted(tests, key=lambda test: (_order(test[1]), -test[0].id))
    for place in range(0, len(ordered), 2):
        row = ordered[place : place + 2]
        for column, (one, status) in zip(st.columns(2, gap="medium"), row, strict=False):
            with column:
                cards.declared(one, status)


def _order(status: ExperimentStatus) -> int:
    if status.compared is None:
        return 2
    return 0 if status.state in _DECIDED else 1


def _compared(asked: ComparisonQuery) -> None:
    found: Compared = cache.remember("compare", (asked,), partial(compare, ask=asked))
    with st.container(border=True):
        cards.result(found, "compared")
        if more := cards.missing(found):
            st.caption(more)
        details.details(found, "compared")


def _pick(by: str, arms: tuple[str, ...]) -> None:
    """Compares a suggested pair, from a widget's callback."""
    st.session_state[f"{_PREFIX}_by"] = by
    st.session_state[f"{_PREFIX}_arms_{by}"] = list(arms)
