"""UTM audit: issues with what they affect, their correction or dismissal."""

from __future__ import annotations

import polars as pl
import streamlit as st

from changes.settings import set_own_hosts
from data.utm.audit.run_checks import checks, own_hosts
from data.utm.audit.utm_issue import UtmIssue
from data.utm.impact import MEASURES, Impact
from data.values.dismissal import DismissalEvidence
from i18n import format as shown
from ui import cache, state
from ui.components import grid
from ui.components.grid import GridColumn
from ui.components.sources.import_issues import plain
from ui.components.tagging import corrections, dismissals, rule_preview
from ui.components.tagging.sentences import render
from ui.text import _, _n, language, show

SHOWN = 20
ALL = "all_findings"


def issue_list() -> None:
    """Every issue that is not dismissed, the worst first."""
    hosts = own_hosts(state.store().state.settings)
    every = cache.utm_issues(hosts)
    dismissals_by_id = state.store().state.dismissals.covering(map(_evidence, every))
    known = [one for one in every if one.id not in dismissals_by_id]
    st.subheader(_("Faults found"), anchor=False)
    if not known:
        st.success(_("No fault was found in the tags."), icon=":material/check_circle:")
    shown_all = len(known) <= SHOWN or st.session_state.get(ALL, False)
    for finding in known if shown_all else known[:SHOWN]:
        _card(finding)
    if not shown_all:
        st.toggle(_n("Show {n} issue", "Show all {n} issues", n=len(known)), key=ALL)
    dismissed = [
        (plain(render(one.what)), dismissals_by_id[one.id])
        for one in every
        if one.id in dismissals_by_id
    ]
    dismissals.listed(dismissed, "faults")
    _own_hosts(hosts)


def impact(stake: Impact, *, rows: bool = False) -> str:
    """The known measures that an issue affects, as text; rows only if asked for."""
    known = {name: getattr(stake, name) for name in MEASURES if rows or name != "rows"}
    parts = [
        _(
            "{label}: {value}",
            label=rule_preview.label(name),
            value=shown.number(value, language(), 0),
        )
        for name, value in known.items()
        if value is not None
    ]
    return " · ".join(parts)


def _card(finding: UtmIssue) -> None:
    title = f"**{plain(render(finding.what))}** {plain(impact(finding.stake))}"
    opened = st.expander(title, key=finding.id, on_change="rerun")
    if not opened.open:
        return
    with opened:
        label = show(checks()[finding.check].label)
        st.caption(plain(f"{label} · {impact(finding.stake, rows=True)}"))
        st.markdown(plain(render(finding.advice)))
        if finding.examples:
            rows = pl.DataFrame({"example": finding.examples})
            column = GridColumn("example", _("Examples"), _("Values as they were collected."))
            alt = _("Values as they were collected")
            grid.draw(rows, [column], key=f"examples_{finding.id}", alt=alt)
        if finding.repair is not None:
            corrections.offer(finding.repair, finding.id)
        dismissals.offer(_evidence(finding), finding.id)


def _evidence(finding: UtmIssue) -> DismissalEvidence:
    return DismissalEvidence(finding.id, float(finding.stake.rows))


def _own_hosts(hosts: tuple[str, ...]) -> None:
    """The form of the user's own hosts: without them, self-referrals may not be found."""
    with st.expander(_("Your own sites"), key="own_hosts_box"), st.form("own_hosts_form"):
        written = st.text_input(
            _("Hosts, separated by commas"), ", ".join(hosts), placeholder="www.example.com"
        )
        st.caption(_("They tell visits that came from your own site, and links in posts to it."))
        if st.form_submit_button(_("Save")):
            set_own_hosts(state.store(), written.split(","), state.who())
            st.rerun()
