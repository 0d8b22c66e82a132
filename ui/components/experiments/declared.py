"""Declared experiments with their status, and the form to declare one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from changes.experiments import declare as declare_experiment
from changes.experiments import remove
from i18n import format as shown
from metrics.definitions.registry import metrics
from metrics.experiments.experiment import Experiment, ExperimentState, ExperimentStatus, standing
from metrics.experiments.messages import AFTERWARDS, BEFOREHAND, ends_on
from metrics.experiments.query import ComparisonQuery, begin
from metrics.experiments.repository import Stored, stored
from ui import cache, state
from ui.components.experiments import experiments
from ui.components.sources.import_issues import plain
from ui.text import _, _n, date_format, language, show

_COLOURS = {
    ExperimentState.TOO_LITTLE: "gray",
    ExperimentState.RUNNING: "blue",
    ExperimentState.CONCLUSIVE: "green",
    ExperimentState.NO_DIFFERENCE: "orange",
}


def listed() -> None:
    """Every declared experiment with its status; nothing where there is none."""
    every = stored(state.store().state)
    if every:
        st.subheader(_("Declared experiments"), anchor=False)
    for one in every:
        with st.container(border=True, key=f"experiment_{one.id}"):
            _card(one, _status(one))


def _status(one: Stored) -> ExperimentStatus:
    experiment, beforehand = one.experiment, one.beforehand
    last = cache.overview().last or experiment.start
    return cache.remember(
        "experiment",
        (experiment, last, beforehand),
        lambda facts: standing(facts, experiment, last, beforehand=beforehand),
    )


def _card(one: Stored, status: ExperimentStatus) -> None:
    experiment = one.experiment
    colour = _COLOURS[status.state]
    left, right = st.columns([6, 1], vertical_alignment="top")
    with left:
        st.markdown(f"**{plain(experiment.name)}** :{colour}-badge[{show(status.state.label)}]")
        st.caption(plain(" · ".join(_about(experiment))))
        if status.compared is not None:
            for pair in status.compared.pairs:
                st.markdown(experiments.told(pair, status.compared))
        if experiment.hypothesis:
            st.markdown(_("Expected: {text}", text=plain(experiment.hypothesis)))
        st.caption(show(BEFOREHAND if one.beforehand else AFTERWARDS))
        if status.ends is not None:
            st.caption(show(ends_on(status.ends)))
    if right.button(_("Remove"), key=f"experiment_remove_{one.id}"):
        remove(state.store(), one.id, state.who())
        st.rerun()


def _about(experiment: Experiment) -> list[str]:
    """The metrics, days, smallest difference and owner."""
    names = [show(metrics()[name].label) for name in experiment.metrics]
    since = _("since {day}", day=shown.day(experiment.start, language()))
    until = [_("until {day}", day=shown.day(experiment.end, language()))] if experiment.end else []
    wanted = (
        [_n("at least {points} point", "at least {points} points", points=100 * experiment.wanted)]
        if experiment.wanted
        else []
    )
    return [*names, since, *until, *wanted, *([experiment.owner] if experiment.owner else [])]


def declare(asked: ComparisonQuery) -> None:
    """A form that saves the comparison as an experiment, ideally before it starts."""
    with (
        st.expander(_("Declare this as an experiment"), icon=":material/bookmark_add:"),
        st.form("experiment_form", clear_on_submit=True, border=False),
    ):
        st.caption(
            _(
                "Write down what you expect before the figures are known: it is stored with its "
                "date and cannot be changed afterwards."
            )
        )
        name = st.text_input(_("Name"), key="experiment_name")
        text = st.text_area(_("What do you expect, and why?"), key="experiment_text", height=80)
        one, two, three = st.columns(3)
        owner = one.text_input(_("Owner"), key="experiment_owner")
        today = date.today()  # noqa: DTZ011  # a calendar day, not an instant
        start = two.date_input(
            _("From"),
            begin(asked.by, asked.arms, today),
            key="experiment_start",
            format=date_format(),
        )
        end = three.date_input(_("To (may stay open)"), None, key="experiment_end", format=date_format())  # fmt: skip
        if st.form_submit_button(_("Save experiment"), type="primary", key="experiment_save"):
            _save(asked, name, text, owner, start, end)


def _save(
    asked: ComparisonQuery, name: str, text: str, owner: str, start: date, end: date | None
) -> None:
    try:
        made = Experiment(
            name.strip(), asked.metrics, asked.by, asked.arms, start, end, asked.wanted,
            text.strip(), owner.strip(),
        )  # fmt: skip
    except ValueError:
        st.error(_("Give the experiment a name, and a last day that is not before the first."))
        return
    declare_experiment(state.store(), made, state.who())
    st.rerun()
