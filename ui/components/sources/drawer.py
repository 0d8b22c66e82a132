"""Drawer of a tool: its files with days and rows, undo, how they were read, the next export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from changes.imports import restore
from data.imports.tool_coverage import ToolCoverage, covered_span, tool_of
from data.sources.registry import SOURCES
from data.store import Import, ImportStatus
from i18n import format as shown
from ui import state, zone
from ui.components.sources import history, import_issues
from ui.components.sources.tool_names import tool_name
from ui.components.sources.tool_table import OPEN
from ui.components.sources.tools import missing_text
from ui.text import _, _n, language, show

ADDRESS = "open"  # parameter of the address: a tool, or the number of an import
_READ = "open_read"  # key of the session: the value of the address that was followed


def draw(tools: Sequence[ToolCoverage]) -> None:
    """The drawer of the chosen tool, of the address at first; nothing without one."""
    asked = st.query_params.get(ADDRESS)
    if asked != st.session_state.get(_READ):
        st.session_state[_READ] = asked
        st.session_state[OPEN] = _asked(asked, tools)
    found = next((tool for tool in tools if tool.id == st.session_state.get(OPEN)), None)
    if found is None:
        st.session_state.pop(OPEN, None)
        return
    dialog = st.dialog(
        import_issues.plain(tool_name(found.id)),
        position="right",
        width="medium",
        on_dismiss=_closed,
    )
    dialog(_content)(found)


def _asked(asked: str | None, tools: Sequence[ToolCoverage]) -> str | None:
    """The tool of an address: its id, or that of one of its imports."""
    numbers = {str(entry.id): tool.id for tool in tools for entry in tool.imports}
    return numbers.get(asked or "", asked)


def _closed() -> None:
    st.session_state.pop(OPEN, None)
    st.query_params.pop(ADDRESS, None)
    st.session_state.pop(_READ, None)


def _content(tool: ToolCoverage) -> None:
    facts = [_n("{n} row", "{n} rows", n=tool.rows), missing_text(tool)]
    if tool.span is not None:
        facts.insert(0, shown.span(*tool.span, language()))
    st.caption(" · ".join(facts))
    for entry in tool.imports:
        _file(entry)
    _restorable([entry for entry in _undone() if tool_of(entry) == tool.id], "drawer")
    st.header(_("Where to export the next file"), anchor=False)
    for source in dict.fromkeys(str(entry.summary.get("source")) for entry in tool.imports):
        if source in SOURCES:
            st.caption(import_issues.plain(show(SOURCES[source].doc)))


def _file(entry: Import) -> None:
    with st.container(border=True, gap="xsmall", key=f"file_{entry.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{_name(entry)}  \n{_small(entry)}", width="stretch")
            history.undo_button(entry)
        history.details(entry)


def _name(entry: Import) -> str:
    return f"**{import_issues.plain(entry.file.rsplit('/', 1)[-1])}**"


def _small(entry: Import) -> str:
    day = shown.day(zone.local(entry.started_at), language())
    span = covered_span(entry.extents)
    rows = sum(extent.rows for extent in entry.extents.values())
    facts = [] if span is None else [shown.span(*span, language())]
    facts += [_n("{n} row", "{n} rows", n=rows), _("imported on {day}", day=day)]
    return f":gray[:small[{' · '.join(facts)}]]"


def undone_imports() -> None:
    """The undone imports whose files are still stored, in a closed expander with Restore."""
    gone = _undone()
    if not gone:
        return
    title = _n("{n} undone import", "{n} undone imports", n=len(gone))
    opened = st.expander(title, icon=":material/undo:", key="undone", on_change="rerun")
    if opened.open:
        with opened:
            _restorable(gone, "all")


def _undone() -> list[Import]:
    store = state.store()
    every = store.state.ledger.all()
    visible = {entry.sha256 for entry in every if entry.status is ImportStatus.DONE}
    gone = {
        entry.sha256: entry
        for entry in every
        if entry.status is ImportStatus.UNDONE
        and entry.sha256 not in visible
        and store.raw.has(entry.sha256)
    }
    return list(gone.values())


def _restorable(gone: Iterable[Import], place: str) -> None:
    for entry in gone:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            name = import_issues.plain(entry.file.rsplit("/", 1)[-1])
            st.markdown(f"~~{name}~~ :gray[:small[{_('undone')}]]", width="stretch")
            key = f"restore_{entry.id}_{place}"
            if st.button(_("Restore"), key=key, icon=":material/redo:", type="tertiary"):
                restore(state.store(), entry.id, state.who())
                st.rerun()
