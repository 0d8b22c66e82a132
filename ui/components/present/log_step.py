"""A proposed step of the report is logged as a decision with one click."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from changes.decisions import log_decision
from data.imports.upload import present_day
from data.values.decision import (
    LONGEST,
    Decision,
    DecisionAnswer,
    DecisionMeasure,
    DecisionProposal,
    StoredDecision,
    answering,
)
from i18n import format as shown
from report.document.model import Action, Actions, Report
from report.wording import phrases, render
from ui import state
from ui.components.present import decision_form
from ui.components.present import draft_state as draft
from ui.text import _, language


def steps(report: Report) -> Iterator[Action]:
    """The proposed steps of a report."""
    for section in report.pages:
        for block in section.blocks:
            if isinstance(block, Actions):
                yield from block.items


def answers(report: Report) -> Mapping[str, StoredDecision]:
    """The decision that answers a step, by the id of the step; none for an open step.

    A decision answers a step until its last day. After that the same step is a new proposal.
    """
    current = state.store().state.decisions.current()
    newest = report.newest or present_day()
    found = {step.id: answering(step.id, current, newest) for step in steps(report)}
    return {name: decisions[-1] for name, decisions in found.items() if decisions}


def words(stored: StoredDecision) -> str:
    """What is said of a step that is decided."""
    day = shown.day(stored.decision.decided_on, language())
    if stored.decision.answer is DecisionAnswer.DECLINED:
        return _("Declined on {day}", day=day)
    return _("Logged on {day}", day=day)


def buttons(report: Report, answered: Mapping[str, StoredDecision]) -> None:
    """Hidden buttons, which those in the report press: to log each step, or to edit its decision."""
    with st.container(key="present_logs"):
        for step in steps(report):
            stored = answered.get(step.id)
            if stored is None:
                st.button(
                    _("Log this decision"), key=f"present_log_{step.id}", on_click=_log,
                    args=(step, report.request.language),
                )  # fmt: skip
            else:
                st.button(
                    _("Edit decision"), key=f"present_logged_{step.id}",
                    on_click=decision_form.open_edit, args=(stored,),
                )  # fmt: skip


def _log(step: Action, spoken: str) -> None:
    store = state.store()
    known = {one.id for one in store.state.decisions.current()}
    number = log_decision(store, decision(step, spoken), state.who())
    # Another session may have logged the same: that one is not taken back here.
    if number not in known:
        draft.note(number)
    st.toast(_("The decision is logged."), icon=":material/check:")


def decision(step: Action, spoken: str) -> Decision:
    """The decision to do a step today, in the language of the report."""
    today = present_day()
    proposal = step.proposal or DecisionProposal()
    measure = _running(proposal.measure)
    is_by_metric = measure is not None and bool(measure.metric)
    return Decision(
        _cut(render.sentence(step.what, spoken)),
        today,
        max(step.due or today, today),
        proposal.lever,
        _cut(step.owner),
        reason=_cut(_reason(step, spoken)),
        amount=proposal.amount,
        currency=proposal.currency,
        expected_low=proposal.expected_low if is_by_metric else None,
        expected_high=proposal.expected_high if is_by_metric else None,
        measure=measure,
        proposal=step.id,
    )


def _running(measure: DecisionMeasure | None) -> DecisionMeasure | None:
    """The measure, unless its days are over: a decision of today cannot change them."""
    is_over = measure is not None and measure.end is not None and measure.end < present_day()
    return None if is_over else measure


def _reason(step: Action, spoken: str) -> str:
    """The expected effect and how it will be known, in words."""
    parts = ((phrases.EXPECTED, step.expected), (phrases.MEASURE, step.measure))
    return " · ".join(
        f"{render.said(label, spoken)}: {render.said(text, spoken)}"
        for label, text in parts
        if text
    )


def _cut(text: str) -> str:
    """The text in the length of the log."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
