"""Sentences about UTM tags, with columns and channels under the names that the reader knows."""

from __future__ import annotations

from dataclasses import replace

from i18n.message import Message, Part
from ui.components.sources import facts_table
from ui.filters import channel_label
from ui.text import show

LONGEST = 120  # letters of a value that are shown in a sentence


def render(message: Message) -> str:
    """A sentence about tags, with columns and channels as the reader calls them."""
    values = tuple((name, _value(name, value)) for name, value in message.values)
    return show(replace(message, values=values))


def _value(name: str, value: Part) -> Part:
    if name == "column":
        return facts_table.label(str(value))
    if name == "channels":
        return ", ".join(channel_label(one) for one in str(value).split(", "))
    if not isinstance(value, str):
        return value
    # Whoever sends visits with a name like a site's would get a link here.
    text = value.replace("www.", "www\u2060.")
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
