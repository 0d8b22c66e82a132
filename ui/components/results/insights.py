"""Insights of a period: message, action, evidence, and dismissing them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from i18n import format as shown
from i18n.message import Message
from metrics.comparison.periods import Compare, ComparedWith
from metrics.definitions.registry import Unit
from metrics.goals.repository import stored
from metrics.insights.dismissed import PartitionedInsights, evidence_for, partition_dismissed
from metrics.insights.engine import rules
from metrics.insights.insight import Insight, Number, Severity
from metrics.insights.messages import with_values
from metrics.question.query import Query
from ui import cache, faults, filters, navigation, state
from ui.components import dismissals
from ui.components.sources.import_issues import plain
from ui.filters import Filters
from ui.text import _, _n, language, show

TOP = 3
COLOURS = {
    Severity.ALARM: "red",
    Severity.WARNING: "orange",
    Severity.NOTE: "gray",
    Severity.GOOD: "green",
}
ICONS = {
    Severity.ALARM: "notification_important",
    Severity.WARNING: "warning",
    Severity.NOTE: "info",
    Severity.GOOD: "trending_up",
}


@st.fragment(parallel=True)  # insights are the slowest part: the rest of the page does not wait
@faults.guarded
def strip(chosen: Filters) -> None:
    """The three most serious insights of the period, the others in an expander; nothing without any.

    Goals that were at risk before are left out: the goals are on the same page.
    """
    every = _found(chosen.query(), chosen.compare)
    found = [one for one in every.standing if _is_news(one)]
    if found or every.dismissed:
        st.header(_("Insights"), anchor=False)
    _all(found[:TOP], "observed")
    if more := found[TOP:]:
        with st.expander(_n("{n} more", "{n} more", n=len(more)), key="observed_more"):
            _all(more, "observed_more")
    _dismissed(every, "observed")


def of_goals(query: Query) -> None:
    """The insights about goals that turned at risk."""
    found = _found(query, Compare.PREVIOUS).standing
    _all([one for one in found if "goal" in dict(one.keys) and _is_news(one)], "at_risk")


def _is_news(finding: Insight) -> bool:
    return finding.severity is Severity.ALARM or "goal" not in dict(finding.keys)


def _found(query: Query, compare: ComparedWith) -> PartitionedInsights:
    saved = state.store().state
    return partition_dismissed(
        saved.dismissals.log(), cache.insights(stored(saved), query, compare)
    )


def _dismissed(found: PartitionedInsights, key: str) -> None:
    rows = [(_text(one.message, one), dismissal) for one, dismissal in found.dismissed]
    dismissals.listed(rows, key)


def _all(found: Sequence[Insight], key: str) -> None:
    for number, finding in enumerate(found):
        with st.container(horizontal=True, border=True, key=f"{key}_{number}"):
            with st.container(gap="xsmall"):
                _one(finding)
                st.caption(_basis(finding))
                _where(finding)
            dismissals.offer(evidence_for(finding), f"{key}_{number}_{finding.id}")


def _one(finding: Insight) -> None:
    colour, icon = COLOURS[finding.severity], ICONS[finding.severity]
    label = show(rules()[finding.rule].label)
    st.markdown(
        f":{colour}-badge[:material/{icon}: {plain(label)}] {_text(finding.message, finding)}  \n"
        f":material/arrow_forward: {_text(finding.advice, finding)}"
    )


def _where(finding: Insight) -> None:
    """The page on which something can be done about it."""
    page = rules()[finding.rule].page
    if page:
        st.page_link(navigation.target(page), query_params=filters.link())


def _text(message: Message, finding: Insight) -> str:
    return plain(show(with_values(message, finding.numbers, _figure)))


def _figure(number: Number) -> str:
    value = round(number.value) if number.unit is Unit.COUNT else number.value
    return shown.format_metric(value, number.unit, number.currency, language())


def _basis(finding: Insight) -> str:
    basis, now = finding.basis, language()
    span = shown.span(basis.period.start, basis.period.end, now)
    n = shown.number(finding.n, now)
    if basis.before is None:
        return _("{span} · n = {n}", span=span, n=n)
    before = shown.span(basis.before.start, basis.before.end, now)
    return _("{span} compared with {before} · n = {n}", span=span, before=before, n=n)
