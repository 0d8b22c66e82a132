"""UTM issues in reports: sentences with display names of columns and channels."""

from __future__ import annotations

from dataclasses import replace

from i18n.message import Message, Part, msg
from report.wording.format_values import channel, listed

_COLUMNS = {
    "source": msg("source"),
    "medium": msg("medium"),
    "campaign": msg("campaign"),
    "content": msg("content"),
    "term": msg("term"),
}


def tell(message: Message) -> Message:
    """A sentence about tags with the display names of columns and channels."""
    return replace(
        message, values=tuple((name, _display_value(name, v)) for name, v in message.values)
    )


def _display_value(name: str, value: Part) -> Part:
    if name == "column":
        return column(str(value))
    if name == "channels":
        return listed([channel(channel_id) for channel_id in str(value).split(", ")])
    return value


def column(name: str) -> Part:
    """The name of a tag."""
    return _COLUMNS.get(name, name)
