"""What was understood of a file and what stood in the way, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data import ga4
from data.base.issue import Issue, Level
from data.imports.summary import Summary
from data.sources.registry import SOURCES
from ui import state
from ui.text import _, show

ICONS = {Level.NOTE: "info", Level.WARNING: "warning", Level.ERROR: "error"}
MARKS = "\\*_`[]$#<>~|:"


def plain(text: str) -> str:
    """Text in which Markdown finds nothing to interpret."""
    for mark in MARKS:
        text = text.replace(mark, "\\" + mark)
    return text


def source(summary: Summary) -> str:
    """The name of the export a file was recognised as."""
    known = SOURCES.get(summary.source or "")
    if known is not None:
        return show(known.label)
    if summary.source == ga4.SOURCE:
        return _("Google Analytics 4, fetched")
    mapped = state.store().state.mappings.get(summary.source or "")
    return _("not recognised") if mapped is None else _("{name} (own mapping)", name=mapped.name)


def issues(found: Sequence[Issue]) -> None:
    """Every finding: what was seen, where, and what to do."""
    for issue in found:
        where = issue.where
        place = [where.sheet, where.column and _("“{name}”", name=where.column)]
        if where.row is not None:
            place.append(_("row {row}", row=where.row))
        told = plain(" · ".join(part for part in place if part))
        text = f":material/{ICONS[issue.level]}: {plain(show(issue.what))}"
        st.markdown(text + (f" ({told})" if told else "") + f"  \n{plain(show(issue.fix))}")
