"""Sentences about UTM tags, with the labels of columns and channels."""

from __future__ import annotations

from dataclasses import replace

from i18n.message import Message, Part
from ui.components.sources import facts_table
from ui.filters import channel_label
from ui.text import _, _n, show

LONGEST = 120  # characters of a value that are shown in a sentence


def render(message: Message) -> str:
    """A sentence about tags, with the labels of columns and channels."""
    values = tuple((name, _value(name, value)) for name, value in message.values)
    return show(replace(message, values=values))


def sessions_and_leads(sessions: int, leads: int) -> str:
    """How many sessions and leads, without those that are none."""
    counted = [
        _n("{n} session", "{n} sessions", n=sessions) if sessions else "",
        _n("{n} lead", "{n} leads", n=leads) if leads else "",
    ]
    known = [part for part in counted if part]
    if len(known) < 2:
        return "".join(known)
    return _("{sessions} and {leads}", sessions=known[0], leads=known[1])


def _value(name: str, value: Part) -> Part:
    if name == "column":
        return facts_table.label(str(value))
    if name == "channels":
        return ", ".join(channel_label(one) for one in str(value).split(", "))
    if not isinstance(value, str):
        return value
    # Markdown makes links of addresses: a visitor who sends a tag that looks like one would get a
    # link on this page. The word joiner prevents that.
    text = value.replace("www.", "www\u2060.")
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
