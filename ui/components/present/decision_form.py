"""The dialog in which a decision is logged or edited: what, who, until when, and how it is measured."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from changes.decisions import edit_decision, log_decision
from data.imports.upload import present_day
from data.utm.audit.run_checks import own_hosts
from data.values.decision import (
    LEVERS,
    LONGEST,
    Decision,
    DecisionAnswer,
    DecisionLever,
    StoredDecision,
)
from i18n.message import Message, msg_in
from metrics.definitions.registry import metrics
from metrics.question.stored_filters import filter_names
from ui import cache, state
from ui.components.present.decision_fields import (
    AT_LEAST,
    AT_MOST,
    BY_ISSUE,
    BY_METRIC,
    BY_NOTHING,
    beginning,
    entered,
    is_rate,
    key,
    now,
    problems,
)
from ui.components.sources.import_issues import plain
from ui.filters import channel_label
from ui.text import _, _c, date_format, named, show

OPEN = "decision_open"  # "new", or the id of the decision that is being edited
_STARTED = "decision_started"  # the decision that the fields began with
_ANSWERS: Mapping[DecisionAnswer, Message] = {
    DecisionAnswer.ACCEPTED: msg_in("decision", "Accepted"),
    DecisionAnswer.DECLINED: msg_in("decision", "Declined"),
}


def log_decision_dialog(prefilled: Decision) -> None:
    """Opens the dialog on a decision that is not logged yet, from a widget's callback."""
    _open("new", prefilled)


def open_new() -> None:
    """Opens an empty dialog, from a widget's callback."""
    today = present_day()
    _open("new", Decision("…", today, today))
    st.session_state[key("text")] = ""  # no decision is without a text, but a new field is


def open_edit(stored: StoredDecision) -> None:
    """Opens the dialog on a logged decision, from a widget's callback."""
    _open(str(stored.id), stored.decision)


def draw() -> None:
    """The dialog, where one is open; once in a run of the page."""
    if OPEN not in st.session_state:
        return
    title = _("Log a decision") if st.session_state[OPEN] == "new" else _("Edit decision")
    st.dialog(title, width="large", on_dismiss=_close)(_form)()


def _open(which: str, decision: Decision) -> None:
    st.session_state[OPEN], st.session_state[_STARTED] = which, decision
    for field, value in beginning(decision).items():
        st.session_state[key(field)] = value


def _close() -> None:
    st.session_state.pop(OPEN, None)


def _form() -> None:
    started: Decision = st.session_state[_STARTED]
    # Streamlit forgets the fields of a measure while another one is chosen.
    for field, value in beginning(started).items():
        st.session_state.setdefault(key(field), value)
    _what()
    by = _measured_by()
    if by == BY_METRIC:
        _metric(started)
    elif by == BY_ISSUE:
        _issue()
    if st.button(
        _("Save decision"), type="primary", key="decision_save", disabled=not now("text").strip()
    ):  # fmt: skip
        wrong = next(problems(), "")
        if wrong:
            st.error(wrong)
            return
        _save(entered(started))
        st.rerun()


def _save(decision: Decision) -> None:
    which = st.session_state[OPEN]
    if which == "new":
        log_decision(state.store(), decision, state.who())
    else:
        edit_decision(state.store(), int(which), decision, state.who())
    _close()


def _what() -> None:
    st.text_input(_("What was decided"), key=key("text"), max_chars=LONGEST)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        answers = tuple(DecisionAnswer)
        st.segmented_control(
            _c("decision", "Answer"), answers, key=key("answer"), required=True, width="content",
            format_func=named(answers, lambda one: show(_ANSWERS[one])),
        )  # fmt: skip
        st.date_input(_("Decided on"), key=key("decided_on"), format=date_format())
        st.date_input(_("Due"), key=key("due"), format=date_format())
        st.text_input(_("Owner"), key=key("owner"), max_chars=80)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        levers = tuple(DecisionLever)
        st.selectbox(
            _("What it changes"), levers, key=key("lever"),
            format_func=named(levers, lambda one: show(LEVERS[one])),
        )  # fmt: skip
        st.number_input(_("Amount"), key=key("amount"), value=None)
        st.text_input(_("Currency"), key=key("currency"), max_chars=3)
    st.text_input(_("Reason"), key=key("reason"), max_chars=LONGEST)


def _measured_by() -> str:
    labels = {BY_METRIC: _("A metric"), BY_ISSUE: _("A UTM issue"), BY_NOTHING: _("Nothing")}
    by = st.segmented_control(
        _("Measured by"), tuple(labels), key=key("by"), required=True,
        format_func=named(tuple(labels), labels.__getitem__),
        help=_("Its measure makes a decision done. Without one, you close it with its outcome."),
    )  # fmt: skip
    return by or BY_NOTHING


def _metric(started: Decision) -> None:
    options = _metrics()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _("Metric"), options, key=key("metric"), format_func=named(options, _metric_label)
        )
        st.date_input(_("From"), key=key("start"), format=date_format())
        st.date_input(_("To"), key=key("end"), format=date_format())
    channels = tuple(dict.fromkeys((*now("channels"), *cache.overview().channels)))
    st.multiselect(
        _("Channels"), channels, key=key("channels"), placeholder=_("All channels"),
        format_func=named(channels, channel_label),
    )  # fmt: skip
    further = _further(started)
    if further:
        st.caption(plain(further))
    percent = " (%)" if is_rate(now("metric")) else ""
    sides = {AT_LEAST: _("At least"), AT_MOST: _("At most")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            _("Done at"), tuple(sides), key=key("side"), required=True, width="content",
            format_func=named(tuple(sides), sides.__getitem__),
        )  # fmt: skip
        st.number_input(_("Value") + percent, key=key("line"), value=None)
        st.number_input(_("Expected from") + percent, key=key("expected_low"), value=None)
        st.number_input(_("Expected to") + percent, key=key("expected_high"), value=None)


def _metrics() -> tuple[str, ...]:
    """The metrics to choose from: what counts for the company first, then those with data."""
    company = cache.outcomes()
    known = [one.id for one in metrics().values() if one.numerator]
    known.sort(key=lambda name: name not in company.held)
    return tuple(dict.fromkeys((*company.results, now("metric"), *known)))


def _metric_label(name: str) -> str:
    return show(cache.outcomes().metric(name).label) if name in metrics() else name


def _further(started: Decision) -> str:
    """The filters that the decision began with and that have no field here."""
    measure = started.measure
    if measure is None:
        return ""
    others = {name: values for name, values in measure.filters.items() if name != "channel"}
    return " · ".join(show(one) for one in filter_names(others, measure.excluded))


def _issue() -> None:
    issues = cache.utm_issues(own_hosts(state.store().state.settings))
    names = {issue.id: plain(show(issue.what)) for issue in issues}
    own = now("issue")
    options = tuple(dict.fromkeys((*([own] if own else []), *names)))
    if not options:
        st.caption(_("No UTM issue is found. Choose a metric instead."))
        return
    if own is None:
        st.session_state[key("issue")] = options[0]
    st.selectbox(
        _("Done once this UTM issue is gone"), options, key=key("issue"),
        format_func=named(options, lambda one: names.get(one, one)),
    )  # fmt: skip
