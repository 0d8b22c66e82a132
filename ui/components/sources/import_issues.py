"""Import issues as text, and escaping of Markdown in imported text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from data.base.issue import Issue, Level
from ui.text import _, show

ICONS = {Level.NOTE: "info", Level.WARNING: "warning", Level.ERROR: "error"}
# The backslash comes first: later it would double those put before the other marks. A colon begins
# an icon or a colour of Streamlit's Markdown, a dollar sign a formula.
MARKS = "\\*_`[]$#<>~|:"


# The page makes links of bare addresses, after it has resolved what is escaped: an invisible
# joiner inside them keeps them text.
_LINKED = re.compile(r"(?i)https?(?=\\?:)|www(?=\\?\.)|\w(?=\\?@)")
_JOINER = "\u2060"


def plain(text: str) -> str:
    """Text escaped for Markdown, because files may contain anything; nothing in it becomes a link."""
    for mark in MARKS:
        text = text.replace(mark, "\\" + mark)
    return _LINKED.sub(lambda found: found[0] + _JOINER, text)


def issues(found: Sequence[Issue]) -> None:
    """Every issue: what is wrong, where, and what to do."""
    for issue in found:
        where = issue.where
        place = [where.sheet, where.column and _("“{name}”", name=where.column)]
        if where.row is not None:
            place.append(_("row {row}", row=where.row))
        location = plain(" · ".join(part for part in place if part))
        text = f":material/{ICONS[issue.level]}: {plain(show(issue.what))}"
        st.markdown(text + (f" ({location})" if location else "") + f"  \n{plain(show(issue.fix))}")
