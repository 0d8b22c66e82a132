"""The UTM tags page: the score as the answer, the issues, what fixes change, and all rules."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from changes.settings import set_own_hosts
from data.utm.audit.run_checks import checks, own_hosts
from data.utm.audit.utm_issue import Care, UtmIssue
from data.utm.rule_preview import with_rule
from data.utm.tag_score import IssueSize, TagScore
from data.values.correction import Correction
from data.values.dismissal import DismissalEvidence, StoredDismissal
from ui import cache, navigation, state
from ui.components import answer, dismissals, page_context
from ui.components.signed import signed
from ui.components.sources.import_issues import plain
from ui.components.tagging import (
    channel_rules,
    effect,
    fixes,
    issue_table,
    rule_preview,
)
from ui.components.tagging.sentences import render
from ui.filters import Filters
from ui.text import _, _n, show

_DETAILED = 5  # chosen issues whose advice is shown


def board() -> None:
    """All of the page."""
    chosen = state.filters()
    every = cache.utm_issues(own_hosts(state.store().state.settings))
    put_aside = state.store().state.dismissals.covering(map(_evidence, every))
    issues = tuple(one for one in every if one.id not in put_aside)
    score = cache.tag_score(issues, chosen.start, chosen.end)
    safe = fixes.fixes_of([one for one in issues if one.care is Care.SAFE])
    left, right = st.columns([3.3, 1], vertical_alignment="top")
    with left:
        answer.title(*_answer(score, safe))
    if safe:
        with right.container(horizontal_alignment="right"):
            fixes.safe_button(safe)
    fixes.just_made()
    if not score.tagged:
        _way_on(score, chosen)
    if score.tagged or any(not one.is_absent for one in score.sizes):
        _issues(score, safe, chosen)
    _rules(every, put_aside)


def _answer(score: TagScore, safe: tuple[Correction, ...]) -> tuple[str, ...]:
    """The heading and the line below it."""
    if score.sessions is None and score.wrong_leads:
        return (
            _led(score),
            _("Import a GA4 export with source, medium and campaign for sessions."),
        )
    if score.sessions is None and score.is_without_visits:
        return _("UTM tags need sessions"), _(
            "Import a GA4 export with source, medium and campaign."
        )
    if score.sessions is None:
        return (_("No sessions in this period"),)
    if not score.tagged:
        return _("No session has UTM tags"), _("Create links with UTM tags to see what posts and campaigns bring.")  # fmt: skip
    right = score.right if score.right is not None else 0
    heading = _n(
        "UTM tags are right in {n} of 100 sessions", "UTM tags are right in {n} of 100 sessions",
        n=right,
    )  # fmt: skip
    if not score.wrong:
        heading = _("UTM tags are right in all sessions")
    flipped = effect.flipped(safe)
    if flipped:
        heading = _n(
            "{heading}, and fixes change {n} goal", "{heading}, and fixes change {n} goals",
            n=flipped, heading=heading,
        )  # fmt: skip
    wrong = _n(
        "UTM issues are in {n} session of {all}.", "UTM issues are in {n} sessions of {all}.",
        n=score.wrong, all=score.sessions,
    )  # fmt: skip
    return heading, wrong, _("A fix changes how they are read, never the file. You can undo it.")


def _led(score: TagScore) -> str:
    return _n(
        "UTM issues in {n} lead of {all}", "UTM issues in {n} leads of {all}",
        n=score.wrong_leads, all=score.leads,
    )  # fmt: skip


def _way_on(score: TagScore, chosen: Filters) -> None:
    """What to do where no session has UTM tags."""
    if score.sessions is None and score.is_without_visits:
        st.page_link(
            navigation.target("sources"), label=_("Import files"), icon=":material/upload:"
        )
        return
    if score.sessions is None:
        page_context.elsewhere(chosen, "web_sessions", "touches")
    st.page_link(
        navigation.target("links"), label=_("Create a campaign link"), icon=":material/link:"
    )


def _issues(score: TagScore, safe: tuple[Correction, ...], chosen: Filters) -> None:
    """The table with the effect of the choice, and what the safe fixes change next to it."""
    shown_sizes = [one for one in score.sizes if not one.is_absent]
    absent = len(score.sizes) - len(shown_sizes)
    ordered = sorted(shown_sizes, key=lambda one: (-(one.sessions or 0), -(one.leads or 0)))
    left, right = st.columns([2.3, 1], gap="medium")
    with left:
        st.header(_("UTM issues"), anchor=False)
        picked = _table(ordered)
        if absent:
            st.caption(
                _n(
                    "{n} more issue has no session in this period.",
                    "{n} more issues have no session in this period.",
                    n=absent,
                )
            )
        if ordered:
            _choice(picked)
    asked = fixes.fixes_of(picked) or (() if picked else safe)
    with right:
        if asked:
            st.header(_("What the fixes move"), anchor=False)
            st.caption(_about(len(asked), chosen=bool(picked)))
            effect.channels(asked, chosen)
            effect.goals(asked)
        effect.by_month(score, chosen)


def _table(sizes: Sequence[IssueSize]) -> list[UtmIssue]:
    if not sizes:
        st.success(_("No UTM issue in this period."), icon=":material/check_circle:")
        return []
    # Other rows in other places need a table of their own: the choice is by place.
    key = f"utm_issues_{hash(tuple(one.issue.id for one in sizes))}"
    return issue_table.choose(sizes, key)


def _about(count: int, *, chosen: bool) -> str:
    if chosen:
        return _n("{n} chosen fix", "{n} chosen fixes", n=count)
    return _n("{n} safe fix", "{n} safe fixes", n=count)


def _choice(picked: Sequence[UtmIssue]) -> None:
    """What to do about the chosen issues."""
    if not picked:
        st.caption(_("Choose issues to see advice and what their fixes move."))
        return
    proposed = fixes.fixes_of(picked)
    for issue in picked[:_DETAILED]:
        _advice(issue)
    if not proposed:
        return
    with st.form("fix_chosen", border=False):
        by, why = signed()
        label = _n("Fix {n} chosen issue", "Fix {n} chosen issues", n=len(proposed))
        if st.form_submit_button(label, icon=":material/auto_fix_high:", key="fix_chosen_do"):
            fixes.fix(proposed, by, why)
            st.rerun()
    opened = st.expander(_("Rows that would change"), key="chosen_rows", on_change="rerun")
    if opened.open:
        with opened:
            rule_preview.preview(with_rule(state.store().tagging(), *proposed), "moves_chosen")


def _advice(issue: UtmIssue) -> None:
    parts = [show(checks()[issue.check].label)]
    if issue.examples:
        parts.append(_("Examples: {examples}", examples=", ".join(issue.examples)))
    with st.container(border=True, key=f"issue_{issue.id}"):
        text, act = st.columns([5, 1])
        text.markdown(
            f"**{plain(render(issue.what))}**  \n{plain(render(issue.advice))}  \n"
            f":small[:gray[{plain(' · '.join(parts))}]]"
        )
        with act:
            dismissals.offer(_evidence(issue), issue.id)


def _rules(every: Sequence[UtmIssue], put_aside: dict[str, StoredDismissal]) -> None:
    """The fixes made, dismissed issues, own sites and custom channels."""
    st.header(_("Your rules"), anchor=False)
    made, dismissed, sites, channels = st.tabs(
        [_("Fixes"), _("Dismissed issues"), _("Your sites"), _("Custom channels")], key="utm_rules"
    )
    with made:
        fixes.log()
    with dismissed:
        found = [
            (plain(render(one.what)), put_aside[one.id]) for one in every if one.id in put_aside
        ]
        if not found:
            st.caption(_("No dismissed issue."))
        dismissals.rows(found, "faults")
    with sites:
        _own_hosts(own_hosts(state.store().state.settings))
    with channels:
        channel_rules.rules()


def _evidence(issue: UtmIssue) -> DismissalEvidence:
    return DismissalEvidence(issue.id, float(issue.stake.rows))


def _own_hosts(hosts: tuple[str, ...]) -> None:
    """The form of the user's own hosts: without them, self-referrals may not be found."""
    with st.form("own_hosts_form", border=False):
        written = st.text_input(
            _("Hosts, separated by commas"), ", ".join(hosts), placeholder="www.example.com"
        )
        st.caption(_("Sessions that come from these hosts are self-referrals. Links to them are links to your site."))  # fmt: skip
        if st.form_submit_button(_("Save")):
            set_own_hosts(state.store(), written.split(","), state.who())
            st.rerun()
