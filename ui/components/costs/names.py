"""Names of the rows of the costs page."""

from __future__ import annotations

from ui.filters import channel_label, use_label
from ui.text import _


def key_label(by: str, key: str) -> str:
    """A channel, campaign or use in the session's language."""
    if not key:
        return _("Unknown")
    return channel_label(key) if by == "channel" else use_label(key) if by == "use" else key
