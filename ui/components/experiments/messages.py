"""Labels of variants, and sentences about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from i18n import format as shown
from i18n.message import Message, Part
from metrics.content.post_text import brief
from metrics.experiments.query import PERIOD, period
from ui import cache
from ui.components.sources.import_issues import plain
from ui.filters import channel_label, network_label, use_label
from ui.text import _, language, show

_TEXT = 48  # characters of a post


def kind_label(by: str) -> str:
    """The label of a kind of variant, in the session's language."""
    return {
        "campaign": _("Campaigns"),
        "channel": _("Channels"),
        "network": _("Networks"),
        "use": _("Organic and paid"),
        "content": _("Contents"),
        "post": _("Posts"),
        PERIOD: _("Periods"),
    }[by]


def arm_label(arm: str, by: str) -> str:
    """The label of a variant."""
    if by == PERIOD:
        return shown.span(*period(arm), language())
    if by == "post":
        return _post(arm)
    labels = {"channel": channel_label, "network": network_label, "use": use_label}
    return labels[by](arm) if by in labels else arm


def _post(post_id: str) -> str:
    """A post's network, day and the beginning of its text, its id where it has none."""
    # Keys are “network id”, and a comparison names a post by its id alone.
    texts = {
        key.split(" ", 1)[1]: (key.split(" ", 1)[0], *t) for key, t in cache.post_texts().items()
    }
    network, day, text = texts.get(post_id, (None, None, ""))
    when = [] if day is None else [shown.day(day, language())]
    return " · ".join([network_label(network), *when, brief(text, _TEXT) or post_id])


def say(message: Message, by: str) -> str:
    """A sentence about variants, with their labels and with shares as percentages."""
    values = tuple((name, _value(name, value, by)) for name, value in message.values)
    return plain(show(replace(message, values=values)))


def _value(name: str, value: Part, by: str) -> Part:
    if isinstance(value, float):
        return shown.percent(value, language())
    match name:
        case "a" | "b":
            return arm_label(str(value), by)
        case "month":
            return shown.month(date.fromisoformat(f"{value}-01"), language())
    return value
