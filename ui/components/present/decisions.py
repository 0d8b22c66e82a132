"""The decision log on the page Reports: what was decided, done, late, and what it did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from changes.decisions import (
    close_decision,
    remove_decision,
    reopen_decision,
    restore_decision,
)
from data.imports.upload import present_day
from data.utm.audit.run_checks import own_hosts
from data.values.decision import LEVERS, LONGEST, Decision, StoredDecision
from i18n import format as shown
from metrics.decisions.progress import (
    DecisionProgress,
    DecisionState,
    evaluate,
    most_urgent_first,
)
from metrics.definitions.registry import Unit, metrics
from ui import cache, state, theme
from ui.components.grid import GridColumn, draw_clickable
from ui.components.present import decision_form
from ui.components.sources.import_issues import plain
from ui.text import _, language, show

CHOSEN = "decision_chosen"  # the id of the decision whose details are shown
_ACT = "decision_act"  # the id of the decision that was closed or deleted last, and what was done
_CLOSED, _REMOVED = "closed", "removed"
COLOURS: dict[DecisionState, Literal["red", "orange", "green", "gray"]] = {
    DecisionState.LATE: "red",
    DecisionState.NOT_MEASURABLE: "orange",
    DecisionState.OPEN: "gray",
    DecisionState.MEASURING: "gray",
    DecisionState.DONE: "green",
    DecisionState.CLOSED: "gray",
    DecisionState.DECLINED: "gray",
}
ICONS = {
    DecisionState.LATE: "schedule",
    DecisionState.NOT_MEASURABLE: "question_mark",
    DecisionState.OPEN: "radio_button_unchecked",
    DecisionState.MEASURING: "hourglass_empty",
    DecisionState.DONE: "check",
    DecisionState.CLOSED: "lock",
    DecisionState.DECLINED: "close",
}
_ROLES = {"red": "bad", "orange": "warn", "green": "good", "gray": "quiet"}


def board() -> None:
    """The table of decisions, the one that is chosen below it, and the way back."""
    st.header(_("Decisions"), anchor=False)
    found = _measured()
    if found:
        st.caption(_("Their state is measured. The next report says what came of them."))
    else:
        st.caption(
            _(
                "No decision is logged yet, so no report can say what was done and what it did. "
                "Log the first one."
            )
        )
    st.button(
        _("Log a decision"), key="decision_new", type="primary", icon=":material/add:",
        on_click=decision_form.open_new,
    )  # fmt: skip
    if found:
        _table(found)
        chosen = next((o for o in found if o.stored.id == st.session_state.get(CHOSEN)), None)
        if chosen is None:
            st.caption(_("Click a decision to close, edit or delete it."))
        else:
            _details(chosen)
    _undo()


def _measured() -> tuple[DecisionProgress, ...]:
    current = state.store().state.decisions.current()
    asked = (
        current,
        cache.overview().last or present_day(),
        own_hosts(state.store().state.settings),
    )
    found = cache.remember("decisions", asked, lambda facts: evaluate(facts, *asked))
    return most_urgent_first(found)


def _table(found: Sequence[DecisionProgress]) -> None:
    frame = pd.DataFrame([_cells(one) for one in found])
    tints = [f"color:{theme.role(_ROLES[COLOURS[one.state]])};font-weight:600" for one in found]
    styled = frame.style.apply(lambda _column: tints, subset=["state"])
    ids = [one.stored.id for one in found]
    draw_clickable(
        styled, _columns(), lambda row: _choose(ids[row]), key=f"decisions_{len(ids)}",
        alt="; ".join(f"{one.stored.decision.text}: {show(one.state.label)}" for one in found),
    )  # fmt: skip


def _choose(decision_id: int) -> None:
    st.session_state[CHOSEN] = decision_id


def _cells(one: DecisionProgress) -> dict[str, str]:
    decision = one.stored.decision
    return {
        "state": show(one.state.label),
        "decision": decision.text,
        "due": shown.day(decision.due, language()),
        "owner": decision.owner,
        "expected": expected(decision, one.currency),
        "measured": _value(decision, one.value, one.currency),
    }


def _columns() -> list[GridColumn]:
    text = st.column_config.TextColumn
    columns = [
        ("state", _("State"), _("Measured from your data, never ticked."), text(width=110)),
        ("decision", _("Decision"), _("What was decided."), text(width=150)),
        ("due", _("Due"), _("The day by which it is to be done."), text(width=88)),
        ("owner", _("Owner"), _("Who is responsible."), text(width=90)),
        ("expected", _("Expected"), _("The value that was expected, or the one to reach."),
         text(width=84)),
        ("measured", _("Measured"), _("The value of its metric so far."), text(width=90)),
    ]  # fmt: skip
    numbers = {"due", "expected", "measured"}
    return [
        GridColumn(id_, label, help_, is_number=id_ in numbers, config=config)
        for id_, label, help_, config in columns
    ]


def expected(decision: Decision, currency: str | None = None) -> str:
    """The expected range, else the line to reach; a dash without a metric."""
    measure = decision.measure
    if measure is None or measure.metric not in metrics():
        return shown.MISSING
    code, unit = measure.currency or currency, metrics()[measure.metric].unit
    low, high = decision.expected_low, decision.expected_high
    if low is not None and high is not None:
        return shown.value_range(low, high, unit, code, language())
    if low is None and high is None:
        low, high = measure.at_least, measure.at_most
    sign, end = ("≤", high) if low is None else ("≥", low)
    return f"{sign} {_value(decision, end, code)}"


def _value(decision: Decision, value: float | None, currency: str | None) -> str:
    """A value in the unit of the decision's metric; counts in full."""
    measure = decision.measure
    if value is None or measure is None or measure.metric not in metrics():
        return shown.MISSING
    unit = metrics()[measure.metric].unit
    if unit is Unit.COUNT:
        return shown.number(value, language())
    return shown.format_metric(value, unit, currency, language())


def _details(one: DecisionProgress) -> None:
    stored, decision = one.stored, one.stored.decision
    with st.container(border=True, key=f"decision_{stored.id}", gap="small"):
        st.badge(
            show(one.state.label), color=COLOURS[one.state], icon=f":material/{ICONS[one.state]}:"
        )
        st.markdown(f"**{plain(decision.text)}**")
        st.markdown(plain(show(one.message)))
        if one.before is not None:
            before = _value(decision, one.before, one.currency)
            st.markdown(plain(_("As many days just before: {value}.", value=before)))
        st.caption(plain(" · ".join(_about(stored))))
        _actions(one)


def _about(stored: StoredDecision) -> list[str]:
    decision = stored.decision
    parts = [
        show(LEVERS[decision.lever]),
        _("decided on {day}", day=shown.day(decision.decided_on, language())),
        _("due {day}", day=shown.day(decision.due, language())),
        decision.owner,
        "" if decision.amount is None
        else shown.money(decision.amount, decision.currency, language()),
        decision.reason,
    ]  # fmt: skip
    return [part for part in parts if part]


def _actions(one: DecisionProgress) -> None:
    stored = one.stored
    with st.container(horizontal=True, gap="small"):
        if stored.closed_on is None and one.state is not DecisionState.DECLINED:
            _closing(stored)
        st.button(
            _("Edit"), key=f"decision_edit_{stored.id}", icon=":material/edit:", type="tertiary",
            on_click=decision_form.open_edit, args=(stored,),
        )  # fmt: skip
        st.button(
            _("Delete"), key=f"decision_remove_{stored.id}", icon=":material/delete:",
            type="tertiary", on_click=_remove, args=(stored.id,),
        )  # fmt: skip


def _closing(stored: StoredDecision) -> None:
    with (
        st.popover(_("Close decision"), icon=":material/lock:", type="tertiary",
                   key=f"decision_close_{stored.id}"),
        st.form(f"decision_close_form_{stored.id}", border=False),
    ):  # fmt: skip
        outcome = st.text_input(
            _("What came of it"), key=f"decision_outcome_{stored.id}", max_chars=LONGEST
        )
        if st.form_submit_button(_("Save"), key=f"decision_close_do_{stored.id}"):
            if not outcome.strip():
                st.warning(_("Say in a few words what came of it."))
                return
            if close_decision(state.store(), stored.id, outcome, state.who()):
                st.session_state[_ACT] = stored.id, _CLOSED
            st.rerun()


def _remove(decision_id: int) -> None:
    if remove_decision(state.store(), decision_id, state.who()):
        st.session_state[_ACT] = decision_id, _REMOVED


def _undo() -> None:
    """The way back for the decision that was closed or deleted last in this session."""
    number, act = st.session_state.get(_ACT, (0, ""))
    stored = {one.id: one for one in state.store().state.decisions.log()}.get(number)
    if stored is None or not _is_so(stored, act):
        return
    name = stored.decision.text
    removed, closed = _("“{name}” was deleted.", name=name), _("“{name}” was closed.", name=name)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(removed if act == _REMOVED else closed), width="content")
        st.button(
            _("Undo"), key="decision_undo", icon=":material/undo:", type="tertiary",
            on_click=_take_back, args=(number, act),
        )  # fmt: skip


def _is_so(stored: StoredDecision, act: str) -> bool:
    """Whether what was done still holds: another session may have taken it back."""
    if act == _REMOVED:
        return stored.removed_at is not None
    return stored.removed_at is None and stored.closed_on is not None


def _take_back(decision_id: int, act: str) -> None:
    take_back = restore_decision if act == _REMOVED else reopen_decision
    take_back(state.store(), decision_id, state.who())
    st.session_state.pop(_ACT, None)
