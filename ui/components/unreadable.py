"""Damaged entries on the page where they belong: how many are left out, which, and the way out."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from changes.unreadable import UnreadableEntry, delete_unreadable, unreadable
from data.links import convention
from data.store.discard import EntryKind
from data.store.holidays import CALENDAR, SETTING
from data.store.money import REPORTING
from data.store.outcomes import OUTCOMES
from data.store.views import VIEWS
from data.store.zone import TIME_ZONE
from data.utm.audit.run_checks import OWN_HOSTS
from i18n.message import Message, msg
from metrics.goals.objectives import MISSIONS, OBJECTIVES
from report.document import brand
from ui import state
from ui.components.sources.import_issues import plain
from ui.text import _n, show

KINDS: Mapping[str, tuple[EntryKind, ...]] = {
    "results": (EntryKind.ANNOTATION, EntryKind.DISMISSAL, EntryKind.SETTING),
    "goals": (EntryKind.GOAL, EntryKind.SETTING),
    "costs": (EntryKind.MONEY, EntryKind.SETTING),
    "utm_tags": (EntryKind.RULE, EntryKind.DISMISSAL, EntryKind.SETTING),
    "links": (EntryKind.LINK, EntryKind.SETTING),
    "tests": (EntryKind.EXPERIMENT,),
    "reports": (EntryKind.REPORT, EntryKind.CHART, EntryKind.DECISION, EntryKind.SETTING),
    "sources": (EntryKind.MAPPING, EntryKind.CONNECTION, EntryKind.UPLOAD, EntryKind.SETTING),
}
"""What is entered on each page."""
PLACES: Mapping[str, str] = {
    OUTCOMES: "results",
    VIEWS: "results",
    OBJECTIVES: "goals",
    MISSIONS: "goals",
    SETTING: "goals",
    CALENDAR: "goals",
    REPORTING: "costs",
    OWN_HOSTS: "utm_tags",
    convention.SETTING: "links",
    brand.SETTING: "reports",
    TIME_ZONE: "sources",
}
"""The page of each setting."""

_WORDS: Mapping[EntryKind, Message] = {
    EntryKind.GOAL: msg("goal"),
    EntryKind.ANNOTATION: msg("annotation"),
    EntryKind.DISMISSAL: msg("dismissal"),
    EntryKind.EXPERIMENT: msg("test"),
    EntryKind.MONEY: msg("cost or rate"),
    EntryKind.RULE: msg("rule for UTM tags"),
    EntryKind.LINK: msg("campaign link"),
    EntryKind.MAPPING: msg("column mapping"),
    EntryKind.REPORT: msg("saved report"),
    EntryKind.CHART: msg("added chart"),
    EntryKind.DECISION: msg("decision"),
    EntryKind.CONNECTION: msg("GA4 property"),
    EntryKind.UPLOAD: msg("file that waits"),
    EntryKind.SETTING: msg("setting"),
}


def note(page: str) -> None:
    """Says which entries of a page are left out, with a button that deletes them."""
    found = [
        entry
        for entry in unreadable(state.store().state, KINDS.get(page, ()))
        if entry.kind is not EntryKind.SETTING or PLACES[entry.id] == page
    ]
    if not found:
        return
    listed = ", ".join(plain(f"{show(_WORDS[entry.kind])} {entry.id}") for entry in found)
    st.warning(
        _n(
            "{n} entry is damaged and not used: {which}. Everything else counts. Delete it and enter it again, or restore a backup.",
            "{n} entries are damaged and not used: {which}. Everything else counts. Delete them and enter them again, or restore a backup.",
            n=len(found),
            which=listed,
        ),
        icon=":material/warning:",
    )
    st.button(
        _n("Delete {n} damaged entry", "Delete {n} damaged entries", n=len(found)),
        key="delete_unreadable",
        icon=":material/delete:",
        on_click=_delete,
        args=(found,),
    )


def _delete(found: list[UnreadableEntry]) -> None:
    for entry in found:
        delete_unreadable(state.store(), entry, state.who())
