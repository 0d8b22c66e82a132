"""The answer of the Channels page: which channel changed most, or which brings most."""

from __future__ import annotations

from i18n import format as shown
from metrics.results.channel_changes import ChannelChanges
from metrics.results.results import Headline
from ui import cache
from ui.components import answer
from ui.components.results.values import value
from ui.filters import channel_label
from ui.text import _, language, show


def draw(found: ChannelChanges) -> None:
    """The heading of the page: never a gain or a loss that random variation explains."""
    title, *notes = of(found)
    answer.title(title, *notes)


def of(found: ChannelChanges) -> tuple[str, ...]:
    """The sentence, and notes on how sure it is."""
    whole = found.whole[found.main]
    name = show(cache.outcomes().metric(found.main).label)
    why = () if whole.figure.why is None else (show(whole.figure.why.message),)
    if not found.channels:
        return (_("Channels: no values for this period"), *why)
    if whole.figure.value is None:
        return (_("{name}: no value", name=name), *why)
    if whole.before is not None and whole.change.value is not None:
        return _changed(found, name, whole)
    notes = () if whole.change.why is None else (show(whole.change.why),)
    return (_largest(found, name, whole), *notes)


def _changed(found: ChannelChanges, name: str, whole: Headline) -> tuple[str, ...]:
    assert whole.before is not None  # noqa: S101  # asked before
    span = shown.span(whole.before.start, whole.before.end, language())
    against = _("Compared with {span}.", span=span)
    size = shown.change(whole.change, language()) or ""
    total = _("{name} in total: {now} ({change}).", name=name, now=value(whole.figure), change=size)
    moved = {key: row[found.main] for key, row in found.channels.items() if key in found.moved}
    if not moved:
        return (_("No channel changed clearly"), total, against)
    key = max(moved, key=lambda one: abs(_gain(moved[one])))
    one = moved[key]
    words = {
        "channel": channel_label(key),
        "name": name,
        "size": (shown.change(one.change, language()) or "").lstrip("+-−"),
        "now": value(one.figure),
    }
    if _gain(one) > 0:
        title = _("{channel} gained most: {name} up {size} to {now}", **words)
    else:
        title = _("{channel} lost most: {name} down {size} to {now}", **words)
    others = ", ".join(channel_label(other) for other in moved if other != key)
    more = _("Other clear changes: {names}.", names=others) if others else ""
    return (title, total, more, against)


def _gain(one: Headline) -> float:
    return (one.same or 0.0) - (one.earlier_value or 0.0)


def _largest(found: ChannelChanges, name: str, whole: Headline) -> str:
    """The channel with the most, where that is no random variation of its days."""
    if found.largest is None:
        return _("{name}: {now}", name=name, now=value(whole.figure))
    first = found.channels[found.largest][found.main].figure
    return _("{channel} brings most: {now} of {all} ({name})", channel=channel_label(found.largest),
             now=value(first), all=value(whole.figure), name=name)  # fmt: skip
