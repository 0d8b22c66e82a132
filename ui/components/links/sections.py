"""Labels of UTM tags with their parameters, the validation context, and messages of the links page."""

from __future__ import annotations

import streamlit as st

from data.links.convention import SETTING, convention_of
from data.links.validation_context import ValidationContext
from data.utm.audit.run_checks import own_hosts
from data.values.tags import PARTS
from ui import cache, state
from ui.components.sources import facts_table
from ui.text import _

SAVED = "links_saved"  # the message of the last change, shown once


def message() -> None:
    """Says once what was saved."""
    if text := st.session_state.pop(SAVED, None):
        st.success(text, icon=":material/check_circle:")


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
