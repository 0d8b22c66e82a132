"""What counts for the company: the guess with its question, the setting, and what to add."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from changes.outcomes import set_outcomes
from data.values.outcomes import OutcomeWord
from metrics.definitions.registry import metrics
from metrics.results.outcomes import OutcomeSet
from ui import cache, state
from ui.components.sources.import_issues import plain
from ui.text import _, language, named, show

_PICKED = "outcomes_picked"


def line() -> None:
    """One line on what to add, the question until it is answered, and the setting."""
    company = cache.outcomes()
    with st.container(horizontal=True, vertical_alignment="center", key="outcomes"):
        if company.missing is not None:
            st.caption(":material/add_circle: " + show(company.missing))
        if not company.is_chosen:
            _question(company)
        with st.popover(_("What counts"), icon=":material/flag:"):
            _setting(company)


def _question(company: OutcomeSet) -> None:
    names = ", ".join(plain(show(company.metric(name).label)) for name in company.results)
    st.caption(_("From your files, these results count: {names}.", names=names))
    if st.button(_("Save this choice"), key="outcomes_right"):
        set_outcomes(state.store(), company.results, company.words, state.who())
        st.rerun()


def _setting(company: OutcomeSet) -> None:
    st.caption(
        _(
            "Headlines, attribution, costs, goals, insights and reports follow this choice. The first one counts most."
        )
    )
    options = list(company.offered)
    chosen = st.multiselect(
        _("Results that count"),
        options,
        default=company.results,
        key=f"{_PICKED}_{'_'.join(company.results)}",
        format_func=named(options, lambda name: show(metrics()[name].label)),
    )
    words = _words(company, chosen)
    if st.button(_("Save"), key="outcomes_save", type="primary", disabled=not chosen):
        try:
            kept = [w for w in company.words if w.language != language() or w.metric not in chosen]
            own = [OutcomeWord(name, language(), word) for name, word in words.items() if word]
        except ValueError:
            st.error(_("A word has at most 40 letters, without * _ [ ] < > or other signs."))
            return
        set_outcomes(state.store(), chosen, (*kept, *own), state.who())
        st.rerun()


def _words(company: OutcomeSet, chosen: Sequence[str]) -> dict[str, str]:
    """The company's own names, in the language of the session."""
    now = {w.metric: w.word for w in company.words if w.language == language()}
    return {
        name: st.text_input(
            _("Your word for “{metric}”", metric=plain(show(metrics()[name].label))),
            now.get(name, ""),
            key=f"outcomes_word_{name}",
        ).strip()
        for name in chosen
    }
