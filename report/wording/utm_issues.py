"""UTM issues in reports: sentences with display names of columns and channels."""

from __future__ import annotations

from dataclasses import replace

from data.utm.audit.utm_issue import UtmIssue
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


def remedy(fault: UtmIssue) -> Message:
    """What to do about an issue: the correction where there is one, else the advice."""
    if fault.repair is None:
        return tell(fault.advice)
    return msg("Fix it on the page UTM tags: {repair}.", repair=tell(fault.repair.message()))


def _display_value(name: str, value: Part) -> Part:
    if name == "column":
        return column(str(value))
    if name == "channels":
        return listed([channel(channel_id) for channel_id in str(value).split(", ")])
    return value


def column(name: str) -> Part:
    """The name of a tag."""
    return _COLUMNS.get(name, name)
