"""Audit log: the newest changes of the store, by whom and when."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from changes.acts import ACTS, NAME_UNKNOWN, VIA
from data.values.audit import AuditEntry
from i18n import format as shown
from ui import state, zone
from ui.components.sources.import_issues import plain
from ui.text import _, language, show

SHOWN = 20  # lines
_READ = 1_000  # entries: many more than lines, because one upload of many files is one line


def newest() -> None:
    """The newest changes in a closed expander; equal acts in a row are one line."""
    with st.expander(
        _("Change log"), icon=":material/history:", key="change_log", on_change="rerun"
    ) as opened:
        if opened.open:
            _lines()


def _lines() -> None:
    entries = state.store().state.audit.entries(limit=_READ)
    if not entries:
        st.caption(_("No changes yet."))
        return
    groups = [list(group) for _key, group in groupby(entries, _same)]
    st.markdown("\n".join(f"- {_line(group)}" for group in groups[:SHOWN]))
    st.caption(_("All changes: `python -m data log`"))


def _same(entry: AuditEntry) -> tuple[object, ...]:
    return entry.act, entry.who, zone.local(entry.at).date()


def _line(group: list[AuditEntry]) -> str:
    last = group[0]
    what = show(ACTS[last.act].filled(n=len(group)))
    who = plain(last.who.name) or show(NAME_UNKNOWN)
    when = shown.instant(last.at, zone.current(), language())
    parts = [f"**{what}**", *_file(group), f"{who}, {show(VIA[last.who.via])}", when]
    return " · ".join(parts)


def _file(group: list[AuditEntry]) -> list[str]:
    """The file of a single import, as the list of imports names it."""
    entry = group[0]
    if len(group) > 1 or not entry.act.startswith("import."):
        return []
    found = state.store().state.ledger.get(int(entry.subject))
    return [] if found is None else [plain(found.file)]
