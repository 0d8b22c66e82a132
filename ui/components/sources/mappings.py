"""Saved column mappings: edit, share, remove, add from a file."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

import streamlit as st

from changes.mappings import remove_mapping, save_mapping
from data.base.json_values import from_json, to_json
from data.values.column_mapping import IGNORE, TARGETS, ColumnMapping, MappingError, choices
from data.values.zone import zones
from ui import state
from ui.components.sources import import_issues, mapping
from ui.components.sources.history import table_label
from ui.text import _, _c

TIMES = frozenset(
    {"published_at", "created_at", "converted_at", "sent_at"}
)  # columns of local times, which need a time zone


def saved() -> None:
    """Every saved mapping, and an upload for one from another store."""
    every = state.store().state.mappings.all()
    with st.expander(_("Column mappings"), icon=":material/table_edit:", key="mappings"):
        if not every:
            st.caption(_("None yet. Drop a file of any other kind, and say what its columns are."))
        for one in every:
            _one(one)
        _add()


def _one(stored: ColumnMapping) -> None:
    with st.container(border=True, key=f"mapping_{stored.id.removeprefix('mapping.')}"):
        place = f" · {import_issues.plain(stored.place)}" if stored.place else ""
        st.markdown(f"**{import_issues.plain(stored.name)}** · {table_label(stored.table)}{place}")
        with st.container(horizontal=True):
            with st.popover(_c("button", "Change"), icon=":material/edit:"):
                _edit(stored)
            st.download_button(
                _("Share mapping"),
                data=json.dumps(to_json(stored), ensure_ascii=False, indent=2),
                file_name=f"{stored.name}.mapping.json",
                mime="application/json",
                key=f"share_{stored.id}",
                icon=":material/share:",
            )
            if st.button(_("Delete"), key=f"forget_{stored.id}", icon=":material/delete:"):
                remove_mapping(state.store(), stored.id, state.who())
                st.rerun()


def _edit(stored: ColumnMapping) -> None:
    """The edit form; imported files are not changed."""
    filled = dict(stored.columns)
    with st.form(f"edit_{stored.id}"):
        name = st.text_input(_("Name"), stored.name)
        place = stored.place
        if {"network", "platform"} & set(TARGETS[stored.table].schema):
            place = st.text_input(_("Network"), stored.place or "").strip().lower() or None
        clock = stored.zone
        if TIMES & set(filled.values()):
            # The zone of a mapping from another store may not be listed; the first one is preset.
            known = list(dict.fromkeys([stored.zone, "", *zones()]))
            clock = st.selectbox(
                _("Time zone"), known, format_func=mapping.clock_label, key=f"edit_{stored.id}_zone"
            )
        options = [IGNORE, *choices(stored.table)]
        chosen = {
            header: st.selectbox(
                import_issues.plain(header),
                options,
                options.index(filled.get(header, IGNORE)),
                format_func=partial(mapping.label, stored.table),
                key=f"edit_{stored.id}_{header}",
            )
            for header in stored.header
        }
        st.caption(
            _("Files that are already imported stay as they are: undo and import them again.")
        )
        if st.form_submit_button(_("Save"), type="primary"):
            columns = tuple((header, to) for header, to in chosen.items() if to != IGNORE)
            _save(
                replace(
                    stored,
                    name=name.strip() or stored.name,
                    place=place,
                    zone=clock,
                    columns=columns,
                )
            )


def _save(changed: ColumnMapping) -> None:
    try:
        changed.checked()
    except MappingError:
        st.error(_("Two columns cannot be the same thing. Choose another for one of them."))
        return
    save_mapping(state.store(), changed, state.who())
    st.rerun()


def _add() -> None:
    given = st.file_uploader(_("Add a mapping from a file"), type="json", key="add_mapping")
    if given is None:
        return
    try:
        added = from_json(ColumnMapping, json.loads(given.getvalue()))
    except (MappingError, ValueError):
        st.error(_("This file holds no mapping that Utmost has written."))
        return
    # The upload stays in its box over reruns, and would be saved in each of them.
    if added not in state.store().state.mappings.all():
        save_mapping(state.store(), added, state.who())
        st.rerun()
