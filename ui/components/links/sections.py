"""Section switch of the campaign links page, and the validation context of all sections."""

from __future__ import annotations

import streamlit as st

from data.links.convention import SETTING, convention_of
from data.links.validation_context import ValidationContext
from data.utm.audit.run_checks import own_hosts
from data.values.tags import PARTS
from ui import cache, state
from ui.components.sources import facts_table
from ui.text import _, named

BUILD, BULK, REGISTER, TRAFFIC, CONVENTION = "build", "bulk", "register", "traffic", "convention"
ALL = (BUILD, BULK, REGISTER, TRAFFIC, CONVENTION)
SECTION, SAVED = "links_section", "links_saved"


def choose() -> str:
    """Draws the section switch; returns the id of the chosen section."""
    st.session_state.setdefault(SECTION, BUILD)
    chosen = st.segmented_control(
        _("What you want to do"),
        ALL,
        key=SECTION,
        format_func=named(ALL, _label),
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if message := st.session_state.pop(SAVED, None):
        st.success(message, icon=":material/check_circle:")
    return chosen or BUILD


def _label(section: str) -> str:
    return {
        BUILD: _("Build a link"),
        BULK: _("Many at once"),
        REGISTER: _("Your links"),
        TRAFFIC: _("What they brought"),
        CONVENTION: _("Naming convention"),
    }[section]


def part_label(part: str) -> str:
    """The name of a tag with the parameter it becomes."""
    names = dict.fromkeys(PARTS, "") | {"id": _("campaign number")}
    name = names[part] or facts_table.label(part)
    return f"{name[:1].upper()}{name[1:]} (utm_{part})"


def known() -> ValidationContext:
    """The validation context of links, computed once per store version and convention."""
    settings = state.store().state.settings
    written = repr([settings.read(SETTING, convention_of, None), own_hosts(settings)])
    return cache.remember(
        "links", (written,), lambda facts: ValidationContext.of(state.store(), facts)
    )
