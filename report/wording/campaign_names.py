"""Names of campaigns, short enough for titles."""

from __future__ import annotations

from textwrap import shorten

from i18n.message import Message, msg, verbatim

_LONGEST = 32  # letters of a name: it is shortened, never the sentence


def short_name(campaign: str | None) -> Message:
    """The name of a campaign, short enough for a title."""
    if campaign is None:
        return msg("Ads without a campaign")
    return verbatim(shorten(campaign, _LONGEST, placeholder="…") or campaign[:_LONGEST])
